"""What is measured: with its unit, decimals, plausible bounds and LOINC code.

A value is a whole number of the last decimal: 36.5 °C is 365. Bounds tell slips of the finger from
people; they judge nobody's health.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text

MeasuredQuantity = Literal[
    "systolic",
    "diastolic",
    "pulse",
    "glucose",
    "cholesterol",
    "uric_acid",
    "weight",
    "height",
    "temperature",
]


@dataclass(frozen=True, slots=True)
class Measurable:
    """A quantity: ``least`` and ``most`` in its last decimal."""

    title: Text
    unit: str
    decimals: int
    least: int
    most: int
    loinc: str

    def written(self, value: int, mark: str = ".") -> str:
        """A value as digits with its decimals, without the unit."""
        digits = str(value).rjust(self.decimals + 1, "0")
        if not self.decimals:
            return digits
        return f"{digits[: -self.decimals]}{mark}{digits[-self.decimals :]}"


QUANTITIES: Mapping[str, Measurable] = {
    "systolic": Measurable(_("Systolic blood pressure"), "mmHg", 0, 40, 300, "8480-6"),
    "diastolic": Measurable(_("Diastolic blood pressure"), "mmHg", 0, 20, 200, "8462-4"),
    "pulse": Measurable(_("Pulse"), "/min", 0, 20, 250, "8867-4"),
    "glucose": Measurable(_("Blood glucose"), "mg/dL", 0, 10, 1_000, "41653-7"),
    "cholesterol": Measurable(_("Total cholesterol"), "mg/dL", 0, 50, 1_000, "2093-3"),
    "uric_acid": Measurable(_("Uric acid"), "mg/dL", 1, 5, 300, "3084-1"),
    "weight": Measurable(_("Weight"), "kg", 1, 5, 6_500, "29463-7"),
    "height": Measurable(_("Height"), "cm", 1, 200, 2_800, "8302-2"),
    "temperature": Measurable(_("Temperature"), "°C", 1, 300, 450, "8310-5"),
}
"""In the order in which they are asked and shown."""

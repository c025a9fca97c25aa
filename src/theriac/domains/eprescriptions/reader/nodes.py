"""An object of the bundle with its place; what isn't as FHIR R4 has it becomes a fault there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from theriac.core.problems import Text

LONGEST = 1_000
MOST = 250
Faults = dict[str, Text]


@dataclass(frozen=True, slots=True)
class Node:
    """An object at a place (FHIRPath); ``faults`` gathers what stops the whole bundle."""

    value: Mapping[str, Any]
    place: str
    faults: Faults = field(compare=False)

    def __post_init__(self) -> None:
        if self.value.get("modifierExtension"):
            self.refuse(_("Modifier extensions aren’t understood. Send it without."))

    def refuse(self, words: Text, name: str = "") -> None:
        """Note a fault here, or at a property."""
        self.faults.setdefault(f"{self.place}.{name}" if name else self.place, words)

    def text(self, name: str) -> str:
        """A text; "" where there is none."""
        value = self.value.get(name, "")
        if not isinstance(value, str):
            self._unfit(name)
            return ""
        if len(value) > LONGEST:
            self.refuse(_("This text is longer than 1,000 characters."), name)
            return ""
        return " ".join(value.split())

    def flag(self, name: str) -> bool | None:
        """A truth; None where nothing is said."""
        value = self.value.get(name)
        if value is None or isinstance(value, bool):
            return value
        self._unfit(name)
        return None

    def number(self, name: str) -> Decimal | None:
        """A number with its digits; None where there is none."""
        value = self.value.get(name)
        if value is None or isinstance(value, Decimal):
            return value
        self._unfit(name)
        return None

    def one(self, name: str) -> Node | None:
        """An object; None where there is none."""
        value = self.value.get(name)
        if isinstance(value, dict):
            return Node(value, f"{self.place}.{name}", self.faults)
        if value is not None:
            self._unfit(name)
        return None

    def many(self, name: str) -> list[Node]:
        """The objects of a list; none where there is none."""
        found = []
        for at, value in enumerate(self._list(name)):
            place = f"{self.place}.{name}[{at}]"
            if isinstance(value, dict):
                found.append(Node(value, place, self.faults))
            else:
                self.faults.setdefault(place, unfit())
        return found

    def texts(self, name: str) -> list[str]:
        """The texts of a list."""
        found = []
        for value in self._list(name):
            if isinstance(value, str) and len(value) <= LONGEST:
                found.append(" ".join(value.split()))
            else:
                self._unfit(name)
        return found

    def _list(self, name: str) -> list[Any]:
        value = self.value.get(name, [])
        if not isinstance(value, list):
            self._unfit(name)
            return []
        if len(value) > MOST:
            self.refuse(_("This list has more than 250 items."), name)
            return []
        return value

    def _unfit(self, name: str) -> None:
        self.refuse(unfit(), name)


def unfit() -> str:
    """That a value has another type."""
    return _("This isn’t of the type that FHIR R4 has here.")

"""HET, the highest retail price of a medicine.

Permenkes 98/2015 as summarised in public (the text itself wasn't read): HET = HNA, PPN inside,
+ 28 % service for medicines that aren't generic. The older 25 % rule is superseded. For generics
the ministry publishes the HET itself: it is entered, not computed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from theriac.core.money import divide_half_up
from theriac.countries.dated import row_in_force
from theriac.countries.indonesia.tax import PPN
from theriac.countries.taxes import WHOLE


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """The pharmacy's service on HNA in basis points."""

    valid_from: date
    service_bp: int


SERVICE = (ServiceRow(date(2015, 12, 30), 2800),)


def highest_retail_price(hna: int, on: date, *, includes_ppn: bool) -> int:
    """HET in whole rupiah, rounded once, halves up; PPN is first added to a HNA without it."""
    service = row_in_force(SERVICE, on).service_bp
    numerator, denominator = hna * (WHOLE + service), WHOLE
    if not includes_ppn:
        row = row_in_force(PPN, on)
        whole = WHOLE * row.base_denominator
        numerator *= whole + row.rate_bp * row.base_numerator
        denominator *= whole
    return divide_half_up(numerator, denominator)

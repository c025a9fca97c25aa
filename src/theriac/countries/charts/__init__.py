"""Numbers of the standard accounts, country by country.

No law of the three prescribes a pharmacy's numbers: Indonesia's standards for small entities (SAK
EP, SAK EMKM) and India's Companies Act, Schedule III, order statements by kind. What stands here is
what local accountants use; one of them must confirm it before books are handed in.
"""

from __future__ import annotations

from collections.abc import Mapping

from theriac.countries.charts import generic, india, indonesia

_CHARTS = {"id": indonesia.NUMBERS, "in": india.NUMBERS}


def chart_numbers(country: str) -> Mapping[str, str]:
    """The number of each standard account by its key."""
    return _CHARTS.get(country, generic.NUMBERS)

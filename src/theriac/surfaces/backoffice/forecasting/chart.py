"""Demand as bars: a day each, or a week each in a long period; what lacked stands behind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from theriac.domains.catalog.queries.products import ProductDetail
from theriac.domains.forecasting.queries.demand import DayDemand
from theriac.domains.forecasting.rules.series import DayState
from theriac.surfaces.backoffice.catalog.words import in_words
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.templatetags import theriac as shown

MOST_BARS = 90
A_WEEK = 7


def demand_chart(days: Sequence[DayDemand], product: ProductDetail) -> dict[str, Any]:
    """Bars of base units, of another colour where they ran out, and where there was no stock."""
    size = 1 if len(days) <= MOST_BARS else A_WEEK
    parts = [days[start : start + size] for start in range(0, len(days), size)]
    units = [sum(one.units for one in part) for part in parts]
    ran_out = [any(one.state is DayState.RAN_OUT for one in part) for part in parts]
    lacking = [sum(one.state is DayState.OUT for one in part) for part in parts]
    most = max(units, default=0) or 1
    names = [shown.local_date(part[0].day) for part in parts]
    sold = [in_words(one, product) if one else _("None") for one in units]
    both = list(zip(units, ran_out, strict=True))
    return {
        "title": _("Sold by day") if size == 1 else _("Sold by week"),
        "label": _("Base units sold, from %(first)s to %(last)s; most at once: %(most)s")
        % {"first": names[0], "last": names[-1], "most": shown.number(max(units))},
        "data": {
            "labels": names,
            "sets": [
                _bars(_("Sold"), "go", [None if lacked else one for one, lacked in both]),
                _bars(_("Ran out"), "look", [one if lacked else None for one, lacked in both]),
                _bars(
                    _("No stock"),
                    "rest",
                    [most * count // size if count else None for count in lacking],
                ),
            ],
            "words": [sold, sold, [_out_words(count, size) for count in lacking]],
            "many": True,
            "locale": frame.pharmacy().locale(get_language() or "en"),
        },
    }


def _bars(label: str, meaning: str, data: Sequence[int | None]) -> dict[str, Any]:
    """Bars that stand one in front of the other, not side by side."""
    return {"label": label, "data": data, "meaning": meaning, "grouped": False, "barPercentage": 1}


def _out_words(count: int, size: int) -> str:
    if size == 1:
        return _("No stock")
    return ngettext("No stock on %(days)s day", "No stock on %(days)s days", count) % {
        "days": count
    }

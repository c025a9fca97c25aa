"""The charts of Today as data for the browser, each with the same in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from theriac.core.formatting import calendar_of, format_month
from theriac.core.money import CURRENCIES
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.templatetags import theriac as shown
from theriac.surfaces.backoffice.today.facts import Facts

OPENS, CLOSES = 7, 20
"""The hours that the chart shows at least."""


def _whole(amount: int) -> int:
    """Major units, rounded down, for the height of a bar; the words beside it are exact."""
    return int(amount // 10 ** CURRENCIES[frame.pharmacy().currency].exponent)


def hours_chart(facts: Facts) -> dict[str, Any]:
    """Sales by hour beside a usual such day; ``rows`` is the same as a table."""
    today, usual = facts.hours
    busy = [hour for hour in range(len(today)) if today[hour] or usual[hour]]
    first, last = min([OPENS, *busy]), max([CLOSES, *busy])
    hours = range(first, last + 1)
    weekday = calendar_of(facts.language).weekdays[facts.today.weekday()]
    usually = _("Usual %(weekday)s") % {"weekday": weekday}
    peak = max(hours, key=lambda hour: today[hour])
    words = _("Sales per hour today, most at %(hour)s: %(amount)s. Line: a usual %(weekday)s.")
    return {
        "label": words
        % {"hour": f"{peak:02d}", "amount": shown.money(money(today[peak])), "weekday": weekday},
        "usually": usually,
        "rows": [
            (f"{hour:02d}", money(today[hour]), money(usual[hour]))
            for hour in hours
            if today[hour] or usual[hour]
        ],
        "data": {
            "labels": [f"{hour:02d}" for hour in hours],
            "sets": [
                {"label": _("Today"), "data": [_whole(today[h]) for h in hours], "meaning": "go"},
                {
                    "label": usually,
                    "data": [_whole(usual[h]) for h in hours],
                    "type": "line",
                    "meaning": "rest",
                },
            ],
            "words": [
                [shown.money(money(today[h])) for h in hours],
                [shown.money(money(usual[h])) for h in hours],
            ],
            "locale": frame.pharmacy().locale(facts.language),
        },
    }


def expiry_chart(facts: Facts) -> dict[str, Any]:
    """The value at cost of what expires, month by month; batches for who may not see costs."""
    months = facts.expiry_months
    meanings = ["stop", "look", "look", *["rest"] * len(months)][: len(months)]
    names = [format_month(one.month, facts.language) for one in months]
    sees = all(one.value is not None for one in months)
    amounts = [
        shown.money(money(one.value)) if sees else shown.number(one.batches) for one in months
    ]
    said = "; ".join(f"{name}: {amount}" for name, amount in zip(names, amounts, strict=True))
    words = _("Value at cost of what expires, by month. %(months)s")
    if not sees:
        words = _("Batches that expire, by month. %(months)s")
    return {
        "label": words % {"months": said},
        "sees_costs": sees,
        "rows": list(zip(months, names, amounts, strict=True)),
        "batches": sum(one.batches for one in months),
        "until": facts.expiry_until,
        "data": {
            "labels": names,
            "sets": [
                {
                    "label": _("Value at cost") if sees else _("Batches"),
                    "data": [
                        one.batches if one.value is None else _whole(one.value) for one in months
                    ],
                    "meaning": meanings,
                }
            ],
            "words": [amounts],
            "across": True,
            "locale": frame.pharmacy().locale(facts.language),
        },
    }

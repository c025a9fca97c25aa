"""How promotions read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import Text
from theriac.domains.promotions.queries import PromotionView, terms_of
from theriac.domains.promotions.rules.facts import DAY
from theriac.domains.sales.promotions.given import rule_words as rule_of
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.badges import States
from theriac.surfaces.backoffice.templatetags import theriac as shown

STATES = States(
    running=(gettext_lazy("Running"), "check-circle", "go"),
    planned=(gettext_lazy("Planned"), "clock", "note"),
    paused=(gettext_lazy("Paused"), "pause-circle", "look"),
    ended=(gettext_lazy("Ended"), "slash-circle", "line"),
)
KINDS: dict[str, Text] = {
    "percent": gettext_lazy("Percentage off"),
    "amount": gettext_lazy("Amount off each pack"),
    "price": gettext_lazy("Fixed price for each pack"),
    "free": gettext_lazy("Buy some, get some free"),
    "bundle": gettext_lazy("Set at one price"),
}
EVERY_DAY = 127


def rule_words(row: Any) -> str:
    """What it gives, and from which total on."""
    pharmacy = frame.pharmacy()
    said = rule_of(terms_of(row), pharmacy.currency, pharmacy.country)
    if not row.from_total:
        return said
    told = {"rule": said, "total": shown.money(money(row.from_total))}
    return _("%(rule)s, minimum total %(total)s") % told


def goods_words(view: PromotionView) -> str:
    """What it is of, in a line."""
    named = [one.product for one in view.goods] + list(view.categories)
    if not named:
        return _("All products")
    rest = len(named) - 3
    listed = ", ".join(named[:3])
    return (
        listed
        if rest < 1
        else _("%(names)s and %(count)s more")
        % {
            "names": listed,
            "count": rest,
        }
    )


def days_words(row: Any) -> str:
    """From when until when, on which weekdays, in which hours."""
    said = _("%(first)s to %(last)s") % {
        "first": shown.local_date(row.first_on),
        "last": shown.local_date(row.last_on),
    }
    parts = [said, *_weekdays(row.weekdays)]
    if (row.from_minute, row.until_minute) != (0, DAY):
        parts.append(f"{clock_words(row.from_minute)}–{clock_words(row.until_minute)}")
    return " · ".join(parts)


def clock_words(minute: int) -> str:
    """A minute of the day as a clock tells it: 09:30; its end is 24:00."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _weekdays(bits: int) -> Sequence[str]:
    if bits == EVERY_DAY:
        return ()
    return [", ".join(str(WEEKDAYS_ABBR[day]) for day in range(7) if bits >> day & 1)]

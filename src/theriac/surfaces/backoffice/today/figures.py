"""The figures on top of Today, each a link to its rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from theriac.core.formatting import calendar_of
from theriac.core.problems import Text
from theriac.domains.queue_tickets.queries import queue_seen
from theriac.domains.sales.queries.day import DayFigures
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.queue_tickets.words import whole_minutes
from theriac.surfaces.backoffice.shell.badges import draw_icon
from theriac.surfaces.backoffice.shell.navigation import address_of
from theriac.surfaces.backoffice.templatetags import theriac as shown
from theriac.surfaces.backoffice.today.facts import Facts


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, what it is, where its rows stand, and a note below."""

    label: Text
    value: str
    url: str = ""
    note: SafeString | str = ""


def day_rows(facts: Facts) -> str:
    """The list of the day's sales."""
    day = facts.today.isoformat()
    return f"{reverse('backoffice:sale_list')}?since={day}&until={day}"


def own_rows(facts: Facts) -> str:
    """The list of the day's sales that the person made."""
    return f"{day_rows(facts)}&mine=true"


def _sales(facts: Facts) -> Figure:
    label = _("Sales until %(time)s") % {"time": shown.local_time(facts.now)}
    note = _compared(facts)
    if facts.refunded:
        words = _("%(amount)s refunded") % {"amount": shown.money(money(facts.refunded))}
        note = format_html("{} · {}", note, words)
    return Figure(label, shown.money(money(facts.day.total)), day_rows(facts), note)


def _compared(facts: Facts) -> SafeString | str:
    before, usual = facts.until_this_hour
    weekday = calendar_of(facts.language).weekdays[facts.today.weekday()]
    if not usual:
        return _("no comparison yet")
    percent = (before - usual) * 100 // usual
    words = {"weekday": weekday, "percent": shown.number(abs(percent))}
    if percent >= 0:
        text = _("%(percent)s%% above a usual %(weekday)s at this time") % words
        return format_html("{}{}", draw_icon("arrow-up-short"), text)
    text = _("%(percent)s%% below a usual %(weekday)s at this time") % words
    return format_html("{}{}", draw_icon("arrow-down-short"), text)


def _mean(figures: DayFigures) -> str:
    if not figures.count:
        return _("none today")
    return _("%(amount)s on average") % {"amount": shown.money(money(figures.mean))}


def _transactions(facts: Facts) -> Figure:
    return Figure(
        _("Transactions"), shown.number(facts.day.count), day_rows(facts), _mean(facts.day)
    )


def _own_sales(facts: Facts) -> Figure:
    label = _("Your sales until %(time)s") % {"time": shown.local_time(facts.now)}
    return Figure(label, shown.money(money(facts.own_day.total)), own_rows(facts), "")


def _own_transactions(facts: Facts) -> Figure:
    count = shown.number(facts.own_day.count)
    return Figure(_("Your transactions"), count, own_rows(facts), _mean(facts.own_day))


def _low(facts: Facts) -> Figure:
    note = _("below the minimum that you set")
    url = f"{reverse('backoffice:stock_list')}?low=true"
    return Figure(_("Low stock"), shown.number(facts.low), url, note)


def _expiring(facts: Facts) -> Figure:
    found = facts.expiring
    label = ngettext("Expires within %(days)s day", "Expires within %(days)s days", facts.look_days)
    note = _("sell first, or return")
    if found.value is not None:
        note = _("%(value)s at cost") % {"value": shown.money(money(found.value))}
    url = f"{reverse('backoffice:stock_expiry')}?soon=true"
    return Figure(label % {"days": facts.look_days}, shown.number(found.batches), url, note)


def _expired(facts: Facts) -> Figure:
    note = _("still on the shelf; remove it")
    url = f"{reverse('backoffice:stock_expiry')}?band=expired"
    return Figure(_("Expired"), shown.number(facts.expired.batches), url, note)


def _without(facts: Facts) -> Figure:
    note = _("can't be sold without it")
    url = f"{reverse('backoffice:stock_batches')}?without=true"
    return Figure(_("No expiry date"), shown.number(facts.without_expiry), url, note)


def _cases(facts: Facts) -> Figure:
    note = ""
    if facts.cases.oldest is not None:
        note = _("oldest since %(moment)s") % {"moment": shown.local_moment(facts.cases.oldest)}
    return Figure(
        _("Open discrepancies"),
        shown.number(facts.cases.count),
        reverse("backoffice:case_list"),
        note,
    )


def _held(facts: Facts) -> Figure:
    url = reverse("backoffice:held_list")
    return Figure(
        _("Sales on hold"), shown.number(facts.waiting["held"]), url, _("received but not posted")
    )


def _people(facts: Facts) -> Figure:
    url = address_of("backoffice:person_list") or ""
    return Figure(_("Staff"), shown.number(facts.people), url, _("active"))


def _terminals(facts: Facts) -> Figure:
    url = f"{reverse('backoffice:terminal_list')}?here=true&revoked=false"
    return Figure(_("Terminals"), shown.number(len(facts.terminals)), url, _("at this branch"))


def _failed(facts: Facts) -> Figure:
    url = f"{reverse('backoffice:job_list')}?state=failed"
    return Figure(
        _("Failed tasks"), shown.number(len(facts.failed_jobs)), url, _("in the last seven days")
    )


def _queue(facts: Facts) -> Figure | None:
    """How long people waited today; None where nobody took a ticket."""
    if not facts.waiting.get("tickets"):
        return None
    queue = queue_seen(actor=facts.actor, branch_id=facts.branch_id)
    minutes, waiting = whole_minutes(queue.average_wait), len(queue.waiting)
    value = "–"
    if minutes is not None:
        words = ngettext("%(minutes)s minute", "%(minutes)s minutes", minutes)
        value = words % {"minutes": shown.number(minutes)}
    note = ngettext("%(count)s person waiting", "%(count)s people waiting", waiting)
    return Figure(
        _("Average wait today"),
        value,
        reverse("backoffice:queue"),
        note % {"count": shown.number(waiting)},
    )


FIGURES: dict[str, Callable[[Facts], Figure | None]] = {
    "sales": _sales,
    "transactions": _transactions,
    "own_sales": _own_sales,
    "own_transactions": _own_transactions,
    "low": _low,
    "expiring": _expiring,
    "expired": _expired,
    "without": _without,
    "cases": _cases,
    "held": _held,
    "people": _people,
    "terminals": _terminals,
    "failed": _failed,
    "queue": _queue,
}

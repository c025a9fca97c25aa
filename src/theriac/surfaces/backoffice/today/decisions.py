"""What waits for a decision: the number, what it is, and where it is decided."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from theriac.core.actor import Actor
from theriac.core.audit.permissions import VIEW_TRAIL
from theriac.domains.accounts.permissions import VIEW_SECURITY
from theriac.domains.catalog.permissions import MANAGE_CATALOG
from theriac.domains.recalls.permissions import RECALL_STOCK
from theriac.domains.replenishment.permissions import SEE_TO_ALERTS
from theriac.domains.sales.permissions import SETTLE_CASE
from theriac.domains.stock.permissions import ADJUST_STOCK, HOLD_STOCK
from theriac.domains.stocktaking.permissions import COUNT_STOCK
from theriac.surfaces.backoffice.audit.sources import TROUBLES
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.templatetags import theriac as shown
from theriac.surfaces.backoffice.today.decision import Decision
from theriac.surfaces.backoffice.today.facts import Facts
from theriac.surfaces.backoffice.today.licences import licence_decisions


def decisions(facts: Facts, actor: Actor) -> list[Decision]:
    """What waits at the branch and the person may decide; nothing that counts zero."""
    found: list[Decision] = []
    found += licence_decisions(facts, actor)
    found += _of_requests(facts)
    found += _of_codes(facts, actor)
    if actor.may_anywhere(VIEW_TRAIL):
        found += _of_seal(facts)
    if actor.may(VIEW_SECURITY, facts.branch_id):
        found += _of_security(facts)
    if facts.answers_requests:
        found += _of_subject_requests(facts)
    if actor.may(SETTLE_CASE, facts.branch_id):
        found += _of_sales(facts)
    if actor.may(RECALL_STOCK, facts.branch_id):
        found += _of_public_lists(facts)
    found += _of_goods(facts, actor)
    if actor.may(COUNT_STOCK, facts.branch_id):
        found += _of_counts(facts)
    return [one for one in found if one.count]


def _of_goods(facts: Facts, actor: Actor) -> Iterator[Decision]:
    here = facts.branch_id
    if actor.may(ADJUST_STOCK, here) or actor.may_anywhere(VIEW_TRAIL):
        yield from _of_books(facts)
    if actor.may(HOLD_STOCK, here):
        yield from _of_stock(facts)
    if actor.may(ADJUST_STOCK, here):
        yield from _of_batches(facts)
    if actor.may(SEE_TO_ALERTS, here):
        yield from _of_levels(facts)


def _of_seal(facts: Facts) -> Iterator[Decision]:
    alarm = facts.seal_alarm
    if alarm is None:
        return
    trouble = TROUBLES.get(alarm.trouble)
    yield Decision(
        1,
        str(trouble[0]) if trouble else _("The seal of the books is late"),
        _("Later changes of the books wouldn't show. Look at it today"),
        reverse("backoffice:seal"),
        "patch-exclamation",
        "stop" if trouble else "look",
    )


def _of_requests(facts: Facts) -> Iterator[Decision]:
    to_decide, granted = facts.requests
    requests = reverse("backoffice:approval_requests")
    yield Decision(
        to_decide,
        ngettext("Request waits for your yes", "Requests wait for your yes", to_decide),
        _("Nothing is changed until you say yes. Look what exactly is asked"),
        f"{requests}?waiting=true",
        "hourglass-split",
        "look",
    )
    yield Decision(
        granted,
        ngettext("Request of yours has a yes", "Requests of yours have a yes", granted),
        _("Do it within the day: nobody is asked again"),
        f"{requests}?mine=true",
        "check-circle",
        "note",
    )


def _of_security(facts: Facts) -> Iterator[Decision]:
    yield Decision(
        facts.alarms,
        ngettext("Security alarm", "Security alarms", facts.alarms),
        _("Locked after wrong passwords, used twice, or powerful rights given. Look who and where"),
        f"{reverse('backoffice:security_list')}?alarm=true",
        "shield-exclamation",
        "stop",
    )


def _of_subject_requests(facts: Facts) -> Iterator[Decision]:
    overdue, soon = facts.waiting["overdue"], facts.waiting["soon"]
    register = reverse("backoffice:subject_request_list")
    yield Decision(
        overdue,
        ngettext("Overdue request about data", "Overdue requests about data", overdue),
        _("The law's period for the answer is over. Answer it today"),
        f"{register}?overdue=true",
        "alarm-fill",
        "stop",
    )
    yield Decision(
        soon,
        ngettext("Request about data is due", "Requests about data are due", soon),
        _("To be answered within a week. The deadline stands in the register"),
        f"{register}?state=0",
        "envelope-paper",
        "look",
    )


def _of_sales(facts: Facts) -> Iterator[Decision]:
    oldest = facts.cases.oldest
    yield Decision(
        facts.cases.count,
        ngettext("Sale and book disagree", "Sales and book disagree", facts.cases.count),
        _("The oldest waits since %(moment)s") % {"moment": shown.local_moment(oldest)},
        reverse("backoffice:case_list"),
        "arrow-left-right",
        "stop",
    )
    yield Decision(
        facts.waiting["held"],
        ngettext("Sale is held unbooked", "Sales are held unbooked", facts.waiting["held"]),
        _("Look at what was sent, then book or leave it"),
        reverse("backoffice:held_list"),
        "inbox",
        "stop",
    )


def _of_public_lists(facts: Facts) -> Iterator[Decision]:
    yield Decision(
        facts.findings,
        ngettext(
            "Batch of the stock is on a public list",
            "Batches of the stock are on a public list",
            facts.findings,
        ),
        _("Recall it, or say why it isn't the one that the list means"),
        reverse("backoffice:recall_lists"),
        "exclamation-octagon",
        "stop",
    )


def _of_books(facts: Facts) -> Iterator[Decision]:
    yield Decision(
        facts.stock_differences,
        ngettext(
            "Difference in the books of stock",
            "Differences in the books of stock",
            facts.stock_differences,
        ),
        _("The nightly proof found them. Look which batches, and restore them"),
        reverse("backoffice:stock_proof"),
        "patch-exclamation",
        "stop",
    )


def _of_stock(facts: Facts) -> Iterator[Decision]:
    board = reverse("backoffice:stock_expiry")
    yield Decision(
        facts.expired.batches,
        ngettext(
            "Expired batch on the shelf", "Expired batches on the shelf", facts.expired.batches
        ),
        _worth(
            facts.expired.value,
            _("Worth %(value)s at cost. Move them out"),
            _("Move them out"),
        ),
        f"{board}?band=expired",
        "x-octagon",
        "stop",
    )
    yield Decision(
        facts.expiring.batches,
        _("Expires within %(days)s days") % {"days": facts.look_days},
        _worth(
            facts.expiring.value,
            _("Worth %(value)s at cost. Sell first, or send back"),
            _("Sell first, or send back"),
        ),
        f"{board}?soon=true",
        "hourglass-split",
        "look",
    )


def _of_batches(facts: Facts) -> Iterator[Decision]:
    batches = reverse("backoffice:stock_batches")
    yield Decision(
        facts.without_expiry,
        ngettext("Batch without an expiry", "Batches without an expiry", facts.without_expiry),
        _("Nobody can sell them until it is entered"),
        f"{batches}?without=true",
        "question-circle",
        "look",
    )
    yield Decision(
        facts.corrected_batches,
        ngettext(
            "Batch has another expiry or number",
            "Batches have another expiry or number",
            facts.corrected_batches,
        ),
        _("Changed this week, with a second person's yes. Look whether the packs say so"),
        f"{batches}?corrected=true&gone=1",
        "calendar-event",
        "look",
    )


def _of_levels(facts: Facts) -> Iterator[Decision]:
    yield Decision(
        facts.low,
        _("Below the minimum stock"),
        _("Order them, or change the minimum"),
        f"{reverse('backoffice:stock_list')}?low=true",
        "box-seam",
        "look",
    )
    yield Decision(
        facts.unseen,
        ngettext("Alert nobody looked at", "Alerts nobody looked at", facts.unseen),
        _("Say who sees to it, or what is done"),
        f"{reverse('backoffice:alert_list')}?unseen=true",
        "bell",
        "look",
    )


def _of_codes(facts: Facts, actor: Actor) -> Iterator[Decision]:
    if not actor.may(MANAGE_CATALOG):
        return
    yield Decision(
        facts.waiting["codes"],
        ngettext("Unknown code to link", "Unknown codes to link", facts.waiting["codes"]),
        _("Scanned at a counter and unknown. Link each to a product, or set it aside"),
        reverse("backoffice:unknown_code_list"),
        "upc-scan",
        "look",
    )


def _of_counts(facts: Facts) -> Iterator[Decision]:
    left = facts.due_counts.items - facts.due_counts.done
    yield Decision(
        left,
        ngettext("Item to count today", "Items to count today", left),
        _("%(done)s of %(items)s are done")
        % {"done": facts.due_counts.done, "items": facts.due_counts.items},
        reverse("backoffice:count_list"),
        "clipboard-data",
        "note",
    )


def _worth(value: int | None, words: str, without: str) -> str:
    """``words`` with the value; ``without`` it for who may not see costs."""
    return without if value is None else words % {"value": shown.money(money(value))}

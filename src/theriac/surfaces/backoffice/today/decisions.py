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
from theriac.surfaces.backoffice.duty.today import of_duty
from theriac.surfaces.backoffice.templatetags import theriac as shown
from theriac.surfaces.backoffice.today.awaited import of_answers
from theriac.surfaces.backoffice.today.counted import COUNTED
from theriac.surfaces.backoffice.today.decision import Decision
from theriac.surfaces.backoffice.today.facts import Facts
from theriac.surfaces.backoffice.today.licences import licence_decisions, of_prescribers


def decisions(facts: Facts, actor: Actor) -> list[Decision]:
    """What waits at the branch and the person may decide; nothing that counts zero."""
    found: list[Decision] = []
    found += of_duty(facts, actor)
    found += licence_decisions(facts, actor)
    found += of_prescribers(facts, actor)
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
    for counted in COUNTED:
        found += counted(facts)
    found += _of_goods(facts, actor)
    found += of_answers(facts.waiting)
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
        str(trouble[0]) if trouble else _("Tamper proof is late"),
        _("Later changes to the records wouldn't be detected. Check it today"),
        reverse("backoffice:seal"),
        "patch-exclamation",
        "stop" if trouble else "look",
    )


def _of_requests(facts: Facts) -> Iterator[Decision]:
    to_decide, granted = facts.requests
    requests = reverse("backoffice:approval_requests")
    yield Decision(
        to_decide,
        ngettext(
            "Request waiting for your approval", "Requests waiting for your approval", to_decide
        ),
        _("Nothing changes until you approve. Check the request"),
        f"{requests}?waiting=true",
        "hourglass-split",
        "look",
    )
    yield Decision(
        granted,
        ngettext("Your request was approved", "Your requests were approved", granted),
        _("Complete it within the day; no further approval is needed"),
        f"{requests}?mine=true",
        "check-circle",
        "note",
    )


def _of_security(facts: Facts) -> Iterator[Decision]:
    yield Decision(
        facts.alarms,
        ngettext("Security alarm", "Security alarms", facts.alarms),
        _(
            "Locked after wrong passwords, session used twice, or powerful permissions given. "
            "Check who and where"
        ),
        f"{reverse('backoffice:security_list')}?alarm=true",
        "shield-exclamation",
        "stop",
    )


def _of_subject_requests(facts: Facts) -> Iterator[Decision]:
    overdue, soon = facts.waiting["overdue"], facts.waiting["soon"]
    register = reverse("backoffice:subject_request_list")
    yield Decision(
        overdue,
        ngettext("Overdue data request", "Overdue data requests", overdue),
        _("The legal deadline for the answer has passed. Answer today"),
        f"{register}?overdue=true",
        "alarm-fill",
        "stop",
    )
    yield Decision(
        soon,
        ngettext("Data request is due", "Data requests are due", soon),
        _("Answer within a week. The deadline is in the register"),
        f"{register}?state=0",
        "envelope-paper",
        "look",
    )


def _of_sales(facts: Facts) -> Iterator[Decision]:
    oldest = facts.cases.oldest
    yield Decision(
        facts.cases.count,
        ngettext(
            "Stock discrepancy after a sale", "Stock discrepancies after sales", facts.cases.count
        ),
        _("Oldest since %(moment)s") % {"moment": shown.local_moment(oldest)},
        reverse("backoffice:case_list"),
        "arrow-left-right",
        "stop",
    )
    yield Decision(
        facts.waiting["held"],
        ngettext("Sale on hold to decide", "Sales on hold to decide", facts.waiting["held"]),
        _("Check what was sent, then book or reject it"),
        reverse("backoffice:held_list"),
        "inbox",
        "stop",
    )


def _of_public_lists(facts: Facts) -> Iterator[Decision]:
    yield Decision(
        facts.findings,
        ngettext(
            "Batch in stock is on a public recall list",
            "Batches in stock are on a public recall list",
            facts.findings,
        ),
        _("Start a recall, or enter why it isn't the batch on the list"),
        reverse("backoffice:recall_lists"),
        "exclamation-octagon",
        "stop",
    )


def _of_books(facts: Facts) -> Iterator[Decision]:
    yield Decision(
        facts.stock_differences,
        ngettext(
            "Stock discrepancy",
            "Stock discrepancies",
            facts.stock_differences,
        ),
        _("Found by the nightly check. Review the batches and correct them"),
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
            _("Worth %(value)s at cost. Remove from shelf"),
            _("Remove from shelf"),
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
            _("Worth %(value)s at cost. Sell first, or return"),
            _("Sell first, or return"),
        ),
        f"{board}?soon=true",
        "hourglass-split",
        "look",
    )


def _of_batches(facts: Facts) -> Iterator[Decision]:
    batches = reverse("backoffice:stock_batches")
    yield Decision(
        facts.without_expiry,
        ngettext("Batch without expiry date", "Batches without expiry date", facts.without_expiry),
        _("Can't be sold without an expiry date"),
        f"{batches}?without=true",
        "question-circle",
        "look",
    )
    yield Decision(
        facts.corrected_batches,
        ngettext(
            "Batch with changed expiry or number",
            "Batches with changed expiry or number",
            facts.corrected_batches,
        ),
        _("Changed this week, with approval from a second person. Check the packs"),
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
        ngettext("Alert to review", "Alerts to review", facts.unseen),
        _("Assign it, or record what was done"),
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
        _("Scanned at a counter but unknown. Link each code to a product, or dismiss it"),
        reverse("backoffice:unknown_code_list"),
        "upc-scan",
        "look",
    )


def _of_counts(facts: Facts) -> Iterator[Decision]:
    left = facts.due_counts.items - facts.due_counts.done
    yield Decision(
        left,
        ngettext("Item to count today", "Items to count today", left),
        _("%(done)s of %(items)s done")
        % {"done": facts.due_counts.done, "items": facts.due_counts.items},
        reverse("backoffice:count_list"),
        "clipboard-data",
        "note",
    )


def _worth(value: int | None, words: str, without: str) -> str:
    """``words`` with the value; ``without`` it for who may not see costs."""
    return without if value is None else words % {"value": shown.money(money(value))}

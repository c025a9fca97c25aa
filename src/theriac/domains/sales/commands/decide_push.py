"""Deciding on a push that was held: it is booked after all, or stays unbooked for good."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db import IntegrityError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.problems import Conflict, NotFound, Unprocessable, require_reason
from theriac.core.sealing.encoding import CantOpen
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.selling_point import SellingPoint, get_selling_point
from theriac.domains.sales.checkout.numbers import take_held_number
from theriac.domains.sales.commands.book_pushed import (
    PushState,
    RecordedPush,
    book_pushed,
    business_day,
    is_in_own_series,
)
from theriac.domains.sales.models import (
    HeldPush,
    Payment,
    Sale,
    SaleGround,
    SaleLine,
    SeriesClosing,
    VoidedNumber,
)
from theriac.domains.sales.permissions import SETTLE_CASE
from theriac.domains.sales.pushes.bounds import PushBound, exceeded, is_near, is_timely
from theriac.domains.sales.pushes.held import UnreadableContent, read_held, with_new_ids
from theriac.domains.sales.pushes.sale import PushedSale
from theriac.domains.sales.pushes.sealed import opened
from theriac.domains.sales.queries.series import last_number

Decision = HeldPush.Decision


@command(
    name="sales.dismiss_held_push",
    done=gettext_lazy("Dismissed a sale on hold"),
    permission=SETTLE_CASE,
)
def dismiss_held_push(*, actor: Actor, branch_id: BranchId, held_id: UUID, note: str) -> None:
    """Leave a held push unbooked for good; its content is kept. Raises Conflict when decided."""
    held = _undecided(branch_id, held_id, note)
    _decide(held, actor, Decision.DISMISSED, note)


def book_held_push(*, actor: Actor, branch_id: BranchId, held_id: UUID, note: str) -> RecordedPush:
    """Book a held push as its device made it, as if it had just arrived; each disagreement a case.

    Its printed number stays the sale's. Where another sale has the number's place in its series,
    or the series isn't its terminal's, the sale takes the next place of the terminal's held series.
    What is sealed in it and doesn't open is left out, with a case. Raises Conflict when it is
    decided already, Unprocessable while it names what the books don't know.
    """
    for _attempt in range(2):
        try:
            return _book_held(actor=actor, branch_id=branch_id, held_id=held_id, note=note)
        except IntegrityError:
            continue  # its number was taken meanwhile; the second time finds that
    raise _unreadable()


@command(
    name="sales._book_held", done=gettext_lazy("Booked a sale on hold"), permission=SETTLE_CASE
)
def _book_held(*, actor: Actor, branch_id: BranchId, held_id: UUID, note: str) -> RecordedPush:
    held = _undecided(branch_id, held_id, note)
    point = get_selling_point(held.terminal_id)
    if point is None:
        raise _unreadable()
    try:
        pushed = read_held(held)
    except UnreadableContent:
        raise _unreadable() from None
    if exceeded(pushed) not in {None, PushBound.SEQUENCE} or not is_timely(
        pushed, held.received_at
    ):
        raise Unprocessable(
            _("Its amounts, size or dates are above the maximum. Leave it unbooked.")
        )
    if pushed.currency != point.currency:
        raise Unprocessable(_("The currency differs from the pharmacy’s. Leave it unbooked."))
    with suppress(CantOpen):  # else it is booked without, and a case says so
        pushed = opened(pushed, point.branch_id)
    if _has_known_ids(pushed):
        pushed = with_new_ids(pushed)
    facts = {"held_id": held.id, "why_held": held.reason}
    previous_on, is_void = None, False
    if _is_free(pushed, point):
        previous_on, is_void = _previous_on(pushed), _is_void(pushed)
    else:
        series_id, sequence, number = take_held_number(actor, point, business_day(point, pushed))
        pushed = replace(pushed, series_id=series_id, sequence=sequence)
        facts["booked_as"] = number
    recorded = book_pushed(
        point,
        pushed,
        previous_on,
        received_at=held.received_at,
        is_void=is_void,
        by_person=True,
        facts=facts,
    )
    if recorded.state is PushState.HELD:
        raise _unreadable()
    _decide(held, actor, Decision.BOOKED, note)
    return recorded


def _undecided(branch_id: BranchId, held_id: UUID, note: str) -> HeldPush:
    """The held push, locked. Raises Unprocessable without a note, NotFound, Conflict."""
    require_reason(note, field="note")
    rows = HeldPush.objects.select_for_update().filter(id=held_id, branch_id=branch_id)
    held: HeldPush | None = rows.first()
    if held is None:
        raise NotFound(_("This belongs to another branch."))
    if held.decided_at is not None:
        raise Conflict(_("This is already decided."))
    return held


def _decide(held: HeldPush, actor: Actor, decision: str, note: str) -> None:
    held.decided_at = clock.now()
    held.decided_by = actor.id
    held.decision = decision
    held.note = note.strip()[:250]
    held.save()
    facts = {"decision": decision}
    current_unit().record("sales.held_push", held.id, reason=note, facts=facts)


def _has_known_ids(pushed: PushedSale) -> bool:
    """Whether a booked sale has an id that this one came with: it was changed after it was sent."""
    return (
        Sale.objects.filter(id=pushed.id).exists()
        or SaleLine.objects.filter(id__in=[line.id for line in pushed.lines]).exists()
        or Payment.objects.filter(id__in=[one.id for one in pushed.payments]).exists()
        or SaleGround.objects.filter(id__in=[one.id for one in pushed.grounds]).exists()
    )


def _is_free(pushed: PushedSale, point: SellingPoint) -> bool:
    """Whether the sale can stand where its number says: in a series of its own, beside no other."""
    if not is_in_own_series(point, pushed):
        return False
    if not is_near(pushed.sequence, last_number(pushed.series_id)):
        return False
    place = Q(series_id=pushed.series_id, sequence=pushed.sequence)
    return not Sale.objects.filter(place).exists()


def _previous_on(pushed: PushedSale) -> date | None:
    before = Sale.objects.filter(series_id=pushed.series_id, sequence=pushed.sequence - 1)
    return before.values_list("business_on", flat=True).first()


def _is_void(pushed: PushedSale) -> bool:
    series = Q(series_id=pushed.series_id)
    ended = SeriesClosing.objects.filter(series, last_number__lt=pushed.sequence)
    return VoidedNumber.objects.filter(series, sequence=pushed.sequence).exists() or ended.exists()


def _unreadable() -> Unprocessable:
    return Unprocessable(_("It contains unknown records. Add them first, or leave it unbooked."))

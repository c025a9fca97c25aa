"""Declaring that numbers of a series have no sale: by a person, or by the device that skipped them.

What is declared void explains its gap for ever. A sale that arrives later under such a number is
booked all the same, since it was made.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_if_absent, insert_rows
from theriac.core.ids import new_id
from theriac.core.problems import Conflict, NotFound, Unprocessable, require_reason
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.selling_point import SellingPoint
from theriac.domains.organisation.queries.terminals import find_series
from theriac.domains.sales.models import HeldPush, Sale, VoidedNumber
from theriac.domains.sales.permissions import SETTLE_CASE
from theriac.domains.sales.pushes.bounds import is_near
from theriac.domains.sales.queries.series import last_number

MOST_AT_ONCE = 500
LONGEST_REASON = 120


@command(
    name="sales.void_number", done=gettext_lazy("Declared a number void"), permission=SETTLE_CASE
)
def void_number(
    *, actor: Actor, branch_id: BranchId, series_id: UUID, sequence: int, reason: str
) -> UUID:
    """Declare that a number of a series has no sale.

    Raises Conflict when the number has a sale (after payment there is only a return), a held
    one included, or is void already.
    """
    require_reason(reason)
    _refuse_unknown(series_id, branch_id, sequence)
    _refuse_taken(series_id, [sequence])
    voided = _void(actor, series_id, sequence, reason)
    voided.id = current_unit().effect_id
    insert_rows(VoidedNumber, [voided])
    current_unit().record("sales.voided_number", voided.id, reason=reason)
    return voided.id


@command(
    name="sales.void_numbers", done=gettext_lazy("Declared numbers void"), permission=SETTLE_CASE
)
def void_numbers(
    *, actor: Actor, branch_id: BranchId, series_id: UUID, first: int, last: int, reason: str
) -> int:
    """Declare all numbers from ``first`` to ``last`` void, or none; returns how many.

    Raises Conflict naming the first number that has a sale, is held or is void already, and
    Unprocessable for an empty range or one of more than 500.
    """
    require_reason(reason)
    _refuse_unknown(series_id, branch_id, first)
    if last < first:
        raise Unprocessable(_("The last number is lower than the first."), field="last")
    if last - first >= MOST_AT_ONCE:
        raise Unprocessable(
            _("Enter at most %(most)s numbers at once. Enter the rest afterwards.")
            % {"most": MOST_AT_ONCE},
            field="last",
        )
    numbers = range(first, last + 1)
    _refuse_taken(series_id, numbers)
    insert_rows(VoidedNumber, [_void(actor, series_id, number, reason) for number in numbers])
    facts = {"first": first, "last": last}
    current_unit().record("sales.voided_number", series_id, reason=reason, facts=facts)
    return len(numbers)


class VoidState(StrEnum):
    """What became of a device's declaration."""

    VOID = "void"
    HAS_SALE = "has_sale"
    REFUSED = "refused"


@command(name="sales.take_void", done=gettext_lazy("Declared a number void at the counter"))
def take_void(
    *,
    actor: Actor,
    branch_id: BranchId,
    point: SellingPoint,
    series_id: UUID,
    sequence: int,
    reason: str,
) -> VoidState:
    """Take a device's word that a number of its own has no sale; again changes nothing.

    A number that has a sale keeps it. Refused: a revoked terminal's word, a series of others,
    and a number far beyond its series.
    """
    series = find_series(series_id, branch_id)
    if point.terminal_revoked or series is None or series.terminal_id != point.terminal_id:
        return VoidState.REFUSED
    if not is_near(sequence, last_number(series_id)):
        return VoidState.REFUSED
    if Sale.objects.filter(series_id=series_id, sequence=sequence).exists():
        return VoidState.HAS_SALE
    voided = _void(actor, series_id, sequence, reason)
    if insert_if_absent(VoidedNumber, voided):
        current_unit().record("sales.voided_number", voided.id, reason=voided.reason)
    return VoidState.VOID


def _refuse_unknown(series_id: UUID, branch_id: BranchId, sequence: int) -> None:
    if find_series(series_id, branch_id) is None or sequence < 1:
        raise NotFound(_("This number doesn’t exist."))
    if not is_near(sequence, last_number(series_id)):
        raise NotFound(_("This number doesn’t exist."))


def _refuse_taken(series_id: UUID, numbers: Collection[int]) -> None:
    """Raise Conflict for the first of the numbers that isn't missing."""
    span = {"series_id": series_id, "sequence__range": (min(numbers), max(numbers))}
    refusals = (
        (
            Sale.objects.filter(**span),
            _(
                "Number %(number)s belongs to a sale. Correct it with a return; a sale can’t "
                "be deleted."
            ),
        ),
        (VoidedNumber.objects.filter(**span), _("Number %(number)s is already void.")),
        (
            HeldPush.objects.filter(decided_at=None, **span),
            _("A sale on hold has number %(number)s. Decide on that sale first."),
        ),
    )
    for rows, words in refusals:
        taken = rows.order_by("sequence").values_list("sequence", flat=True).first()
        if taken is not None:
            raise Conflict(words % {"number": taken})


def _storable(reason: str) -> str:
    """The reason without what a database refuses; a number isn't lost for its words."""
    return reason.encode("utf-8", "ignore").decode().replace("\0", "")


def _void(actor: Actor, series_id: UUID, sequence: int, reason: str) -> VoidedNumber:
    return VoidedNumber(
        id=new_id(),
        series_id=series_id,
        sequence=sequence,
        declared_at=clock.now(),
        declared_by=actor.id,
        reason=_storable(reason).strip()[:LONGEST_REASON],
    )

"""Posting a count: its differences become movements, and what was found stands for good."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.counters import lock_rows
from theriac.core.database.insert import insert_rows
from theriac.core.idempotency.context import fingerprint
from theriac.core.ids import new_id
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import pharmacy_currency
from theriac.domains.stock.models import Balance
from theriac.domains.stock.queries.valuation import worth_of_changes
from theriac.domains.stocktaking.approval import demand_for_count
from theriac.domains.stocktaking.commands.begin import RECORD
from theriac.domains.stocktaking.commands.movements import CountedChange, post_changes
from theriac.domains.stocktaking.commands.open_count import locked_count
from theriac.domains.stocktaking.commands.recount import close_count
from theriac.domains.stocktaking.events import StockCounted
from theriac.domains.stocktaking.models import CountPosting, CountResult, StockCount
from theriac.domains.stocktaking.permissions import POST_COUNT
from theriac.domains.stocktaking.problems import CountContradicted, CountUnfinished
from theriac.domains.stocktaking.queries.ledger import adjusted_after, balances_of
from theriac.domains.stocktaking.queries.lines import Judged, judged_lines


@dataclass(frozen=True, slots=True)
class Totals:
    """What a count changes: units and minor units, over and short."""

    units_over: int
    units_short: int
    value_over: int
    value_short: int

    @property
    def value(self) -> int:
        """Over and short together, which the limit is asked of."""
        return self.value_over + self.value_short


@command(
    name="stocktaking.post_count", done=gettext_lazy("Posted a stock count"), permission=POST_COUNT
)
def post_count(
    *,
    actor: Actor,
    branch_id: BranchId,
    count_id: UUID,
    version: int | None = None,
    leave_out: bool = False,
    approval_id: UUID | None = None,
) -> UUID:
    """Book the differences as of the looks; returns the posting's id.

    ``leave_out`` posts without the lines that nobody counted. Raises NotFound, Stale, CountEnded,
    CountUnfinished, CountContradicted, and above the branch's limit of value ApprovalNeeded,
    ApprovalUnfit.
    """
    count = locked_count(branch_id, count_id, version)
    _lock_differing(judged_lines(count))
    lines = judged_lines(count)
    _check_finished(lines, leave_out=leave_out)
    counted = [one for one in lines if one.look is not None]
    _check_adjusted(counted)
    _check_covered(counted)
    totals = totals_of(counted)
    results = [_result(count, one) for one in counted]
    content = fingerprint([_told(one) for one in results])
    worth = worth_of_changes(
        count.branch_id, [(one.line.batch, one.difference) for one in counted if one.difference]
    )
    approved = demand_for_count(count.id, worth, content, (count.branch_id, actor, approval_id))
    posting = CountPosting(
        id=current_unit().effect_id,
        count_id=count.id,
        branch_id=count.branch_id,
        number=count.number,
        lines=len(results),
        differing=sum(1 for one in results if one.difference),
        units_over=totals.units_over,
        units_short=totals.units_short,
        value_over=totals.value_over,
        value_short=totals.value_short,
        currency=pharmacy_currency(),
        content_hash=content,
        person_id=actor.id,
        approved_by=approved.get("approved_by"),
        recorded_at=clock.now(),
    )
    for one in results:
        one.posting_id = posting.id
    insert_rows(CountPosting, [posting])
    insert_rows(CountResult, results)
    changes = [CountedChange(one, one.id, one.difference) for one in results if one.difference]
    post_changes(count, changes)
    close_count(count, StockCount.State.POSTED, actor.id)
    _tell(count, posting, approved)
    return posting.id


def _tell(count: StockCount, posting: CountPosting, approved: Mapping[str, object]) -> None:
    """Announce and record what was posted."""
    facts = {"number": count.number, "lines": posting.lines, "differing": posting.differing}
    told = {"count_id": count.id, **facts}
    current_unit().announce(
        StockCounted(subject=str(count.id), branch_id=count.branch_id, data=told)
    )
    values = {"value_over": posting.value_over, "value_short": posting.value_short}
    current_unit().record(RECORD, count.id, reason="posted", facts={**facts, **values, **approved})


def totals_of(lines: Sequence[Judged]) -> Totals:
    """What these lines change."""
    over = [one for one in lines if one.difference > 0]
    short = [one for one in lines if one.difference < 0]
    return Totals(
        sum(one.difference for one in over),
        -sum(one.difference for one in short),
        sum(one.value or 0 for one in over),
        -sum(one.value or 0 for one in short),
    )


def content_of(results: Sequence[CountResult]) -> str:
    """The hash that a posting keeps of its results."""
    return fingerprint([_told(one) for one in sorted(results, key=lambda one: one.id)])


def _lock_differing(lines: Sequence[Judged]) -> None:
    """Lock what will change; a line that agrees is looked at once more after the posting."""
    where = {one.shelved for one in lines if one.difference}
    rows = Balance.objects.filter(batch_id__in={one.batch_id for one in where})
    ids = [
        key
        for key, batch_id, place_id in rows.values_list("id", "batch_id", "place_id")
        if any(one.batch_id == batch_id and one.place_id == place_id for one in where)
    ]
    if ids:
        lock_rows(Balance, "quantity", sorted(ids))


def _check_finished(lines: Sequence[Judged], *, leave_out: bool) -> None:
    again = sum(1 for one in lines if one.again)
    missing = sum(1 for one in lines if one.look is None)
    if again:
        words = ngettext(
            "%(count)s line needs a recount by another person.",
            "%(count)s lines need a recount by another person.",
            again,
        )
        raise CountUnfinished(words % {"count": again}, again=again, missing=missing)
    if missing and not leave_out:
        words = ngettext(
            "%(count)s line is not counted. Count it, or post without it.",
            "%(count)s lines are not counted. Count them, or post without them.",
            missing,
        )
        raise CountUnfinished(words % {"count": missing}, again=again, missing=missing)
    if missing == len(lines):
        raise CountUnfinished(
            _("Nothing was counted. Count the lines, or cancel the stock count."), again=0
        )


def _check_adjusted(lines: Sequence[Judged]) -> None:
    changed = adjusted_after(
        (one.shelved, one.look.looked_at) for one in lines if one.look is not None
    )
    for one in lines:
        if one.shelved in changed:
            raise CountContradicted(
                _("Batch %(batch)s was adjusted after it was counted. Recount it.")
                % {"batch": one.line.batch.number or "-"},
                line_id=one.line.id,
            )


def _check_covered(lines: Sequence[Judged]) -> None:
    """What left after the look can't be more than was counted."""
    now = balances_of([one.shelved for one in lines if one.difference < 0])
    for one in lines:
        if one.difference < 0 and now.get(one.shelved, 0) + one.difference < 0:
            raise CountContradicted(
                _("Batch %(batch)s: more has left since counting than was counted. Recount it.")
                % {"batch": one.line.batch.number or "-"},
                line_id=one.line.id,
            )


def _result(count: StockCount, one: Judged) -> CountResult:
    if one.look is None:
        raise AssertionError("only what was looked at is posted")
    return CountResult(
        id=new_id(),
        entry_id=one.look.id,
        batch_id=one.line.batch_id,
        place_id=one.line.place_id,
        product_id=one.line.product_id,
        branch_id=count.branch_id,
        counted=one.look.counted,
        expected=one.expected,
        value=one.value,
        looked_at=one.look.looked_at,
    )


def _told(one: CountResult) -> dict[str, object]:
    return {
        "entry": str(one.entry_id),
        "batch": str(one.batch_id),
        "place": str(one.place_id),
        "counted": one.counted,
        "expected": one.expected,
        "value": one.value,
    }

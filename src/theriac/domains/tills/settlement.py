"""What a session's rows come to; it settles once its numbers are accounted for.

Later cash is corrected for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import Sum

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.core.database.documents import keep
from theriac.core.ids import new_id
from theriac.domains.sales.queries.till_sales import (
    NumbersNamed,
    TillCash,
    cash_of_sessions,
    numbers_lacking,
)
from theriac.domains.tills.entries import enter_variance
from theriac.domains.tills.models import (
    CashMovement,
    SessionNumbers,
    TillCorrection,
    TillSession,
)
from theriac.domains.tills.rules import (
    WHY_VARIANCE,
    CashMoved,
    ExpectedCash,
    expected_cash,
    needs_another,
)

RECORD = "tills.session"


def lacking_of(session_id: UUID) -> int:
    """How many numbers of a closed session are neither booked, void nor decided."""
    spans = SessionNumbers.objects.filter(session_id=session_id).order_by("series_id")
    columns = spans.values_list("series_id", "first", "last")
    return numbers_lacking(NumbersNamed(*row) for row in columns)


def variance_of(session: TillSession) -> int:
    """What was counted less what is expected now; minor units."""
    return (session.counted or 0) - expected_of([session])[session.id].total


def settle_or_correct(session: TillSession) -> bool:
    """Settle a closed session that lacks nothing, or correct a settled one; inside a command.

    ``session`` is locked. Without a reason, and above the limit, it waits for somebody. Whether
    anything was done.
    """
    if session.state == TillSession.State.SETTLED:
        return _corrected(session)
    if session.state != TillSession.State.CLOSED or lacking_of(session.id):
        return False
    variance = variance_of(session)
    if needs_another(variance, session.why, session.currency):
        return False
    settle(session, variance, session.closed_by or session.opened_by)
    return True


def settle(session: TillSession, variance: int, person_id: UUID) -> None:
    """Post the variance; the session is settled by a person."""
    before = {"state": session.state, "variance": None}
    session.state, session.variance = TillSession.State.SETTLED, variance
    session.settled_at, session.settled_by = clock.now(), person_id
    keep(session)
    enter_variance(session, variance, person_id, str(WHY_VARIANCE.get(session.why, "")))
    facts = {"before": before, "after": {"state": session.state, "variance": variance}}
    current_unit().record(RECORD, session.id, facts=facts, branch_id=session.branch_id)


def _corrected(session: TillSession) -> bool:
    posted = (session.variance or 0) + corrected([session.id]).get(session.id, 0)
    change = variance_of(session) - posted
    if not change:
        return False
    row = TillCorrection(id=new_id(), session_id=session.id, amount=change, posted_at=clock.now())
    row.save(force_insert=True)
    enter_variance(session, change, current_unit().actor.id, "")
    facts = {"before": {"variance": posted}, "after": {"variance": posted + change}}
    current_unit().record(RECORD, session.id, facts=facts, branch_id=session.branch_id)
    return True


def expected_of(sessions: Iterable[TillSession]) -> Mapping[UUID, ExpectedCash]:
    """What each session's till should hold, of its own terminal's sales, in two reads."""
    told = list(sessions)
    cash = cash_of_sessions({one.id: one.terminal_id for one in told})
    moves = moves_of(one.id for one in told)
    nothing = TillCash()
    return {
        one.id: expected_cash(
            one.opening_cash,
            cash.get(one.id, nothing).received,
            cash.get(one.id, nothing).change,
            moves.get(one.id, ()),
        )
        for one in told
    }


def moves_of(session_ids: Iterable[UUID]) -> Mapping[UUID, list[CashMoved]]:
    """The moves of sessions as far as sums ask."""
    found: dict[UUID, list[CashMoved]] = {}
    rows = CashMovement.objects.filter(session_id__in=list(session_ids)).order_by()
    columns = rows.values_list("session_id", "kind", "reason", "amount")
    for session_id, kind, reason, amount in columns:
        found.setdefault(session_id, []).append(CashMoved(kind, reason, amount))
    return found


def corrected(session_ids: Iterable[UUID]) -> Mapping[UUID, int]:
    """What was posted of sessions after they had settled."""
    rows = TillCorrection.objects.filter(session_id__in=list(session_ids)).order_by()
    sums = rows.values_list("session_id").annotate(sum=Sum("amount"))
    return {session_id: int(amount) for session_id, amount in sums}

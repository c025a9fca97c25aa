"""Sessions of tills in the books: floats, moves, what goes to the safe, variances."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from theriac.domains.books.accounts import Account
from theriac.domains.books.journal import EnteredDocument, enter
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.tills.models import CashMovement, TillSession
from theriac.domains.tills.rules import (
    CashMoved,
    entered_by_move,
    entered_by_opening,
    entered_by_variance,
)

OPENING, MOVE, TO_SAFE, VARIANCE = "till_opening", "till_move", "till_safe", "till_session"


def left_before(terminal_id: UUID, moment: datetime) -> int | None:
    """What the terminal's last session before left in its till; None where nobody counted it."""
    before = TillSession.objects.filter(terminal_id=terminal_id, opened_at__lt=moment)
    last = before.order_by("-opened_at", "-id").first()
    return None if last is None or last.counted is None else last.counted - last.to_safe


def enter_opening(session: TillSession) -> None:
    """Enter the float's difference from what the terminal's session before left.

    The first float of a terminal, and one after a session that nobody counted, enter nothing:
    that cash is in the books already.
    """
    left = left_before(session.terminal_id, session.opened_at)
    if left is None:
        return
    amounts = entered_by_opening(session.opening_cash, left)
    _enter(session, OPENING, session.id, session.opened_at, session.opened_by, amounts)


def enter_move(session: TillSession, move: CashMovement) -> None:
    """Enter cash in, cash out or a safe drop against its reason's account."""
    amounts = entered_by_move(CashMoved(move.kind, move.reason, move.amount))
    _enter(session, MOVE, move.id, move.moved_at, move.person_id, amounts, move.note)


def enter_to_safe(session: TillSession) -> None:
    """Enter what went to the safe after the count."""
    amounts: dict[str, int] = {Account.SAFE: session.to_safe, Account.CASH: -session.to_safe}
    if session.to_safe and session.closed_at and session.closed_by:
        _enter(session, TO_SAFE, session.id, session.closed_at, session.closed_by, amounts)


def enter_variance(session: TillSession, variance: int, person_id: UUID, why: str) -> None:
    """Enter what was counted less what was expected, or what a later sale changes of it."""
    moment = session.closed_at or session.opened_at
    amounts = entered_by_variance(variance)
    _enter(session, VARIANCE, session.id, moment, person_id, amounts, why)


def _enter(
    session: TillSession,
    kind: str,
    document_id: UUID,
    moment: datetime,
    person_id: UUID,
    amounts: Mapping[str, int],
    note: str = "",
) -> None:
    document = EnteredDocument(
        kind=kind,
        id=document_id,
        branch_id=session.branch_id,
        booked_on=branch_date(session.branch_id, moment),
        number=session.z_number,
        note=note,
        person_id=person_id,
    )
    enter(document, amounts)

"""The rows of a till: a session begun, moved and closed, inside a command that judged it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.core.database.documents import keep
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.domains.books.till_cash import CashOfDocument, OpenTill
from theriac.domains.organisation.queries.branches import lock_branch
from theriac.domains.organisation.queries.selling_point import SellingPoint
from theriac.domains.tills.documents import (
    CashMoveTold,
    TillClosing,
    TillOpening,
    hash_of,
    is_timely,
)
from theriac.domains.tills.entries import enter_move, enter_opening, enter_to_safe
from theriac.domains.tills.models import CashMovement, CountedCash, SessionNumbers, TillSession
from theriac.domains.tills.problems import TillNotOpen, TillRefused, TillSessionUnknown
from theriac.domains.tills.rules import REFUND, MoveKind
from theriac.domains.tills.settlement import RECORD, settle_or_correct

MOVE_RECORD = "tills.movement"
BY_SERVER = "api"
"""The kind of terminals whose tills the server runs; a counter runs its own."""


def locked_session(branch_id: UUID, session_id: UUID) -> TillSession | None:
    """The branch's session, locked until the command is over; None for another's."""
    rows = TillSession.objects.select_for_update()
    found: TillSession | None = rows.filter(id=session_id, branch_id=branch_id).first()
    return found


def begin_session(
    point: SellingPoint, told: TillOpening, confirmed: Sequence[str] = ()
) -> TillSession:
    """Write it open; what is open at the terminal is interrupted, and waits for its count.

    Who begins another at the same moment waits.
    """
    lock_branch(point.branch_id)
    for before in TillSession.objects.select_for_update().filter(open_key=point.terminal_id):
        before.open_key, before.state = None, TillSession.State.INTERRUPTED
        keep(before)
        _note(before, {"state": "open"}, {"state": before.state})
    session = TillSession(
        id=told.id,
        branch_id=point.branch_id,
        terminal_id=point.terminal_id,
        open_key=point.terminal_id,
        currency=told.currency,
        opened_at=told.at,
        opened_by=told.person_id,
        opening_cash=told.cash,
        carried_from=told.carried_from,
        recorded_at=clock.now(),
        content_hash=hash_of(told),
    )
    session.save(force_insert=True)
    enter_opening(session)
    facts = {"state": "open", "opening_cash": told.cash, "opened_at": told.at}
    _note(session, {}, facts, confirmed)
    return session


def add_move(
    session: TillSession, told: CashMoveTold, confirmed: Sequence[str] = ()
) -> CashMovement:
    """Append it, and correct a session that had settled before it came."""
    move = CashMovement(
        id=told.id,
        session_id=session.id,
        kind=told.kind,
        reason=told.reason,
        amount=told.amount,
        note=" ".join(told.note.split()),
        moved_at=told.at,
        person_id=told.person_id,
        recorded_at=clock.now(),
        content_hash=hash_of(told),
        return_id=told.return_id,
    )
    move.save(force_insert=True)
    enter_move(session, move)
    facts = {"kind": move.kind, "reason": move.reason, "amount": move.amount}
    facts |= in_trail(confirmed)
    current_unit().record(MOVE_RECORD, move.id, facts=facts, branch_id=session.branch_id)
    settle_or_correct(session)
    return move


def close_session(session: TillSession, told: TillClosing, confirmed: Sequence[str] = ()) -> None:
    """Count it, under its Z number; it settles at once where nothing is to come."""
    before = session.state
    insert_rows(
        CountedCash,
        [
            CountedCash(id=new_id(), session_id=session.id, value=one.value, pieces=one.pieces)
            for one in told.cash
            if one.pieces
        ],
    )
    insert_rows(
        SessionNumbers,
        [
            SessionNumbers(
                id=new_id(),
                session_id=session.id,
                series_id=one.series_id,
                first=one.first,
                last=one.last,
            )
            for one in told.numbers
        ],
    )
    session.state, session.open_key = TillSession.State.CLOSED, None
    session.closed_at, session.closed_by = told.at, told.person_id
    session.closing_hash, session.counted = hash_of(told), told.counted
    session.told_expected, session.to_safe = told.expected, told.to_safe
    session.why, session.note = told.why, " ".join(told.note.split())
    session.z_series_id, session.z_sequence = told.z_series_id, told.z_sequence
    session.z_number = told.z_number
    keep(session)
    enter_to_safe(session)
    after = {
        "state": session.state,
        "counted": session.counted,
        "closed_at": told.at,
        "number": session.z_number,
    }
    _note(session, {"state": before, "counted": None}, after, confirmed)
    settle_or_correct(session)


def in_trail(confirmed: Sequence[str]) -> dict[str, object]:
    """The questions that a person said yes to, for the trail."""
    return {"confirmed": list(confirmed)} if confirmed else {}


def _note(
    session: TillSession,
    before: dict[str, object],
    after: dict[str, object],
    confirmed: Sequence[str] = (),
) -> None:
    facts = {"before": before, "after": after} if before else after
    facts |= in_trail(confirmed)
    current_unit().record(RECORD, session.id, facts=facts, branch_id=session.branch_id)


class TillsOfDocuments:
    """What customers' documents ask of tills: their cash is a move of a session."""

    def open_tills(self, branch_id: UUID) -> Sequence[OpenTill]:
        """The branch's open sessions of programs' terminals, by the terminal's name.

        A counter counts its till by itself and doesn't hear of moves that it didn't make.
        """
        rows = TillSession.objects.filter(branch_id=branch_id, state=TillSession.State.OPEN)
        found = [
            OpenTill(one.id, one.terminal.name)
            for one in rows.select_related("terminal")
            if one.terminal.kind == BY_SERVER
        ]
        return sorted(found, key=lambda one: (one.terminal, one.session_id))

    def open_at(self, terminal_id: UUID) -> UUID | None:
        """The session that is open at this terminal."""
        rows = TillSession.objects.filter(open_key=terminal_id)
        return rows.values_list("id", flat=True).first()

    def take(self, cash: CashOfDocument) -> None:
        """Add the move to an open session: a program's, or that of the counter which takes it.

        Raises TillSessionUnknown, TillNotOpen, and TillRefused for an instant that is far from the
        server's clock or a move that is there already.
        """
        session = _session_for(cash)
        if session.state != TillSession.State.OPEN:
            raise TillNotOpen(
                _("The session is closed. Open the till again."),
                field="till_session_id",
                state=session.state,
            )
        told = CashMoveTold(
            kind=MoveKind.CASH_OUT.value if cash.is_out else MoveKind.CASH_IN.value,
            id=cash.id,
            session_id=session.id,
            at=cash.at,
            person_id=cash.person_id,
            amount=cash.amount,
            reason=REFUND if cash.is_out else cash.reason.value,
            note=cash.note,
        )
        _refuse_unfit(told)
        add_move(session, told)


def _session_for(cash: CashOfDocument) -> TillSession:
    session = locked_session(cash.branch_id, cash.session_id)
    if session is None:
        raise TillSessionUnknown(
            _("This till session isn’t at this branch. Reload the page."),
            field="till_session_id",
        )
    if cash.counter_id is None and session.terminal.kind != BY_SERVER:
        raise TillSessionUnknown(
            _("A counter’s till takes no cash from here. Put it in the safe, without a till."),
            field="till_session_id",
        )
    if cash.counter_id is not None and session.terminal_id != cash.counter_id:
        raise TillSessionUnknown(
            _("This till session belongs to another counter. Open the till here first."),
            field="till_session_id",
        )
    return session


def _refuse_unfit(told: CashMoveTold) -> None:
    if not is_timely(told, clock.now()):
        raise TillRefused(
            _("This device’s clock is wrong. Set the date and time, then try again."), field="at"
        )
    if CashMovement.objects.filter(id=told.id).exists():
        raise TillRefused(_("This cash is already recorded. Start again."), field="id")

"""A program's own till: opened, moved and closed through the server, which numbers its closings."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.facts.records import record
from theriac.core.facts.types import Id, Text12, Text120
from theriac.core.ids import new_id
from theriac.core.problems import require_confirmed
from theriac.countries.documents import z_prefix
from theriac.countries.registry import profile_for
from theriac.domains.customer_returns.queries.notes import (
    cash_owed,
)
from theriac.domains.organisation.commands.series import open_series, take_next_number
from theriac.domains.organisation.ids import BranchId, TerminalId
from theriac.domains.organisation.queries.branches import branch_date, lock_branch
from theriac.domains.organisation.queries.selling_point import SellingPoint, get_selling_point
from theriac.domains.sales.queries.till_sales import numbers_of_session
from theriac.domains.tills.documents import (
    Cash,
    CashMoveTold,
    CashPieces,
    Moved,
    NumbersTaken,
    TillClosing,
    TillOpening,
)
from theriac.domains.tills.entries import left_before
from theriac.domains.tills.ids import TillSessionId
from theriac.domains.tills.judgement import doubts, refund_whys, session_doubts
from theriac.domains.tills.models import TillSession
from theriac.domains.tills.permissions import RUN_TILL
from theriac.domains.tills.problems import (
    TillNotOpen,
    TillOpen,
    TillRefused,
    TillSessionUnknown,
)
from theriac.domains.tills.rows import (
    BY_SERVER,
    add_move,
    begin_session,
    close_session,
    locked_session,
)
from theriac.domains.tills.rules import MOST_MONEY, MOVE_REASONS, WHY_VARIANCE, MoveKind
from theriac.domains.tills.settlement import expected_of

Z_SERIES = "z"


@record
class CashMoveNew:
    """Cash that came into the till or left it: its kind, a reason of the list, how much.

    ``return_id`` names the credit note that a refund pays out, whole and once.
    """

    kind: MoveKind
    reason: Text12
    amount: Moved
    note: Text120 = ""
    return_id: Id | None = None


@record
class TillCount:
    """What was counted, what of it goes to the safe, and why it may not be what is expected."""

    cash: Annotated[tuple[CashPieces, ...], Field(max_length=40)]
    to_safe: Cash = 0
    why: Text12 = ""
    note: Text120 = ""


@command(name="tills.open", done=gettext_lazy("Opened the till"), permission=RUN_TILL)
def open_till(
    *,
    actor: Actor,
    branch_id: BranchId,
    terminal_id: TerminalId,
    cash: int,
    confirmed: Collection[str] = (),
) -> TillSessionId:
    """Begin a session with a float of minor units.

    Raises TillOpen, TillSessionUnknown, and AsksFirst for a sum that hardly any till has.
    """
    point = _point(branch_id, terminal_id)
    lock_branch(branch_id)
    open_id = TillSession.objects.filter(open_key=terminal_id).values_list("id", flat=True).first()
    if open_id is not None:
        raise TillOpen(_("Close the open session first."), session_id=open_id)
    now = clock.now()
    asked = doubts(
        terminal_id, branch_id, point.currency, cash, lambda: left_before(terminal_id, now) or 0
    )
    knowingly = require_confirmed(asked, confirmed)
    told = TillOpening(
        id=current_unit().effect_id,
        at=now,
        person_id=actor.id,
        cash=cash,
        currency=point.currency,
    )
    return TillSessionId(begin_session(point, told, knowingly).id)


@command(name="tills.move", done=gettext_lazy("Recorded cash in or out"), permission=RUN_TILL)
def move_cash(
    *,
    actor: Actor,
    branch_id: BranchId,
    session_id: TillSessionId,
    move: CashMoveNew,
    confirmed: Collection[str] = (),
) -> UUID:
    """Add it to an open session of a program's terminal; its id.

    Raises TillSessionUnknown, TillNotOpen, TillRefused for a reason of no list, and AsksFirst for a
    sum that hardly any till has.
    """
    session = _open_session(branch_id, session_id)
    if move.reason not in MOVE_REASONS[move.kind]:
        raise TillRefused(_("Choose a reason from the list."), field="reason")
    told = CashMoveTold(
        kind=move.kind.value,
        id=current_unit().effect_id,
        session_id=session.id,
        at=clock.now(),
        person_id=actor.id,
        amount=move.amount,
        reason=move.reason,
        note=move.note,
        return_id=move.return_id,
    )
    if move.return_id is not None:
        _refuse_unowed(branch_id, told, move.return_id)
    knowingly = require_confirmed(session_doubts(session, move.amount), confirmed)
    return UUID(str(add_move(session, told, knowingly).id))


@command(name="tills.close", done=gettext_lazy("Closed the till"), permission=RUN_TILL)
def close_till(
    *,
    actor: Actor,
    branch_id: BranchId,
    session_id: TillSessionId,
    count: TillCount,
    confirmed: Collection[str] = (),
) -> int:
    """Count and close an open session of a program's terminal; the version then.

    Under the next Z number of the terminal.

    Raises TillSessionUnknown, TillNotOpen, TillRefused for what can't be counted so, and AsksFirst
    for a sum that hardly any till has.
    """
    session = _open_session(branch_id, session_id)
    _refuse_unfit(count.cash, count)
    counted = sum(one.value * one.pieces for one in count.cash)
    knowingly = require_confirmed(session_doubts(session, counted), confirmed)
    point = _point(branch_id, session.terminal_id)
    series_id, sequence, number = _z_number(actor, point)
    spans = numbers_of_session(session.id, session.terminal_id)
    told = TillClosing(
        id=new_id(),
        session_id=session.id,
        at=clock.now(),
        person_id=actor.id,
        cash=count.cash,
        expected=expected_of([session])[session.id].total,
        to_safe=count.to_safe,
        why=count.why,
        note=count.note,
        z_series_id=series_id,
        z_sequence=sequence,
        z_number=number,
        numbers=tuple(
            NumbersTaken(series_id=one.series_id, first=one.first, last=one.last) for one in spans
        ),
    )
    close_session(session, told, knowingly)
    return session.version


def _refuse_unowed(branch_id: UUID, told: CashMoveTold, return_id: UUID) -> None:
    if cash_owed(branch_id, return_id) is None:
        raise TillRefused(_("This credit note isn’t known. Check it."), field="return_id")
    if list(refund_whys(branch_id, told, return_id)):
        raise TillRefused(
            _("This refund is another amount, or was already paid."), field="return_id"
        )


def _refuse_unfit(cash: Sequence[CashPieces], count: TillCount) -> None:
    counted = sum(one.value * one.pieces for one in cash)
    if counted > MOST_MONEY or len({one.value for one in cash}) < len(cash):
        raise TillRefused(_("Enter each note and coin once."), field="cash")
    if count.to_safe > counted:
        raise TillRefused(_("Enter at most what was counted."), field="to_safe")
    if count.why and count.why not in WHY_VARIANCE:
        raise TillRefused(_("Choose a reason from the list."), field="why")


def _open_session(branch_id: BranchId, session_id: TillSessionId) -> TillSession:
    session = locked_session(branch_id, session_id)
    if session is None:
        raise TillSessionUnknown(_("This till session isn’t at this branch. Reload the page."))
    _point(branch_id, session.terminal_id)
    if session.state != TillSession.State.OPEN:
        raise TillNotOpen(_("The session is closed. Open the till again."), state=session.state)
    return session


def _point(branch_id: BranchId, terminal_id: UUID) -> SellingPoint:
    point = get_selling_point(terminal_id)
    if point is None or point.branch_id != branch_id or point.terminal_kind != BY_SERVER:
        raise TillSessionUnknown(_("A counter opens and closes its till itself."))
    return point


def _z_number(actor: Actor, point: SellingPoint) -> tuple[UUID, int, str]:
    """The terminal's series of closings of the year, its next sequence, and how that reads."""
    profile = profile_for(point.country)
    on = branch_date(point.branch_id)
    prefix = z_prefix(profile.series_prefix(point.branch_code, point.terminal_code, on))
    series_id = open_series(
        actor=actor,
        terminal_id=point.terminal_id,
        kind=Z_SERIES,
        prefix=prefix,
        period=profile.fiscal_year(on).label,
    )
    sequence = take_next_number(actor=actor, series_id=series_id)
    return series_id, sequence, f"{prefix}{sequence:04d}"

"""Settling sessions: by themselves as sales arrive, and by a person with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version
from theriac.core.idempotency.context import fingerprint
from theriac.domains.organisation.ids import BranchId
from theriac.domains.tills.entries import enter_opening
from theriac.domains.tills.ids import TillSessionId
from theriac.domains.tills.models import TillSession
from theriac.domains.tills.permissions import SETTLE_TILL
from theriac.domains.tills.problems import TillNotOpen, TillRefused, TillSessionUnknown
from theriac.domains.tills.rows import locked_session
from theriac.domains.tills.rules import MOST_MONEY, WHY_VARIANCE
from theriac.domains.tills.settlement import RECORD, settle, settle_or_correct, variance_of

LONGEST_NOTE = 120


@command(name="tills.follow", done=gettext_lazy("Updated till sessions"), system_only=True)
def follow_sessions(*, actor: Actor, session_ids: Sequence[UUID]) -> int:
    """Settle those whose numbers have all come, correct those that settled before; how many."""
    rows = TillSession.objects.select_for_update().filter(
        id__in=list(session_ids), state__in=[TillSession.State.CLOSED, TillSession.State.SETTLED]
    )
    return sum(settle_or_correct(row) for row in rows.order_by("id"))


@command(name="tills.settle", done=gettext_lazy("Settled a till session"), permission=SETTLE_TILL)
def settle_session(
    *,
    actor: Actor,
    branch_id: BranchId,
    session_id: TillSessionId,
    version: int,
    why: str,
    note: str,
    counted: int | None = None,
) -> int:
    """Post the variance as it is now, though numbers may be missing; the version then.

    What still arrives is taken, shown as late, and corrected for. ``why`` is of the list where
    something differs. An interrupted session, whose device is gone, has its cash told as
    ``counted``; a count that its device sends after that is held. Raises TillSessionUnknown,
    TillNotOpen, Stale, TillRefused.
    """
    session = locked_session(branch_id, session_id)
    if session is None:
        raise TillSessionUnknown(_("This till session isn’t at this branch. Reload the page."))
    if session.state not in (TillSession.State.CLOSED, TillSession.State.INTERRUPTED):
        raise TillNotOpen(_("Only a closed session can be settled."), state=session.state)
    at_version(session, version, _("Another user changed this till session. Reload the page."))
    was, counted_before = session.state, session.counted
    told = " ".join(note.split())
    _count_interrupted(session, counted, actor)
    variance = variance_of(session)
    if variance and why not in WHY_VARIANCE:
        raise TillRefused(_("Choose a reason from the list."), field="why")
    if not told or len(told) > LONGEST_NOTE:
        raise TillRefused(_("Enter a remark in at most 120 characters."), field="note")
    before = {"why": session.why, "state": was, "counted": counted_before}
    session.why = why if variance else ""
    session.note = told
    settle(session, variance, actor.id)
    if before["state"] == TillSession.State.INTERRUPTED:
        _enter_following(session)
    facts = {"before": before, "after": {"why": session.why, "counted": session.counted}}
    current_unit().record(RECORD, session.id, reason=told, facts=facts)
    return session.version


def _count_interrupted(session: TillSession, counted: int | None, actor: Actor) -> None:
    """Take what is told of an interrupted session's cash as its count; of another there is one."""
    is_interrupted = session.state == TillSession.State.INTERRUPTED
    if is_interrupted == (counted is None):
        words = _("Enter the cash that was in the till.")
        if not is_interrupted:
            words = _("This session was counted. Its count can’t be changed.")
        raise TillRefused(words, field="counted")
    if counted is None:
        return
    if not 0 <= counted <= MOST_MONEY:
        raise TillRefused(_("Enter the cash that was in the till."), field="counted")
    session.counted, session.closed_at, session.closed_by = counted, clock.now(), actor.id
    session.closing_hash = fingerprint({"session": session.id.hex, "counted_by": actor.id.hex})


def _enter_following(session: TillSession) -> None:
    """Enter the float of the session after, which had nothing to be compared with until now."""
    after = TillSession.objects.filter(
        terminal_id=session.terminal_id, opened_at__gt=session.opened_at
    )
    following = after.order_by("opened_at", "id").first()
    if following is not None:
        enter_opening(following)

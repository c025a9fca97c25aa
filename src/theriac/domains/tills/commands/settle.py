"""Settling sessions: by themselves as sales arrive, and by a person with a reason."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version
from theriac.core.facts.records import record
from theriac.core.facts.types import Text12, Text120, Whole
from theriac.core.idempotency.context import fingerprint
from theriac.core.problems import require_confirmed
from theriac.domains.organisation.ids import BranchId
from theriac.domains.tills.entries import enter_opening
from theriac.domains.tills.ids import TillSessionId
from theriac.domains.tills.judgement import session_doubts
from theriac.domains.tills.models import TillSession
from theriac.domains.tills.permissions import SETTLE_TILL
from theriac.domains.tills.problems import TillNotOpen, TillRefused, TillSessionUnknown
from theriac.domains.tills.rows import in_trail, locked_session
from theriac.domains.tills.rules import MOST_MONEY, WHY_VARIANCE
from theriac.domains.tills.settlement import RECORD, settle, settle_or_correct, variance_of


@command(name="tills.follow", done=gettext_lazy("Updated till sessions"), system_only=True)
def follow_sessions(*, actor: Actor, session_ids: Sequence[UUID]) -> int:
    """Settle those whose numbers have all come, correct those that settled before; how many."""
    rows = TillSession.objects.select_for_update().filter(
        id__in=list(session_ids), state__in=[TillSession.State.CLOSED, TillSession.State.SETTLED]
    )
    return sum(settle_or_correct(row) for row in rows.order_by("id"))


@record
class Settlement:
    """Why the cash differs, of the list, and what was found out.

    An interrupted session, whose device is gone, has its cash told as ``counted``, in minor units.
    """

    why: Text12 = ""
    note: Text120
    counted: Whole | None = None


@command(name="tills.settle", done=gettext_lazy("Settled a till session"), permission=SETTLE_TILL)
def settle_session(
    *,
    actor: Actor,
    branch_id: BranchId,
    session_id: TillSessionId,
    version: int,
    told: Settlement,
    confirmed: Collection[str] = (),
) -> int:
    """Post the variance as it is now, though numbers may be missing; the version then.

    What still arrives is taken, shown as late, and corrected for; a count that its device sends
    after it was told here is held. Raises TillSessionUnknown, TillNotOpen, Stale, TillRefused, and
    AsksFirst for a count that hardly any till has.
    """
    session = locked_session(branch_id, session_id)
    if session is None:
        raise TillSessionUnknown(_("This till session isn’t at this branch. Reload the page."))
    if session.state not in (TillSession.State.CLOSED, TillSession.State.INTERRUPTED):
        raise TillNotOpen(_("Only a closed session can be settled."), state=session.state)
    at_version(session, version, _("Another user changed this till session. Reload the page."))
    was, counted_before = session.state, session.counted
    _count_interrupted(session, told.counted, actor)
    variance = variance_of(session)
    if variance and told.why not in WHY_VARIANCE:
        raise TillRefused(_("Choose a reason from the list."), field="why")
    note = " ".join(told.note.split())
    if not note:
        raise TillRefused(_("Enter a remark in at most 120 characters."), field="note")
    asked = [] if told.counted is None else session_doubts(session, told.counted)
    knowingly = require_confirmed(asked, confirmed)
    before = {"why": session.why, "state": was, "counted": counted_before}
    session.why = told.why if variance else ""
    session.note = note
    settle(session, variance, actor.id)
    if was == TillSession.State.INTERRUPTED:
        _enter_following(session)
    after = {"why": session.why, "counted": session.counted}
    facts = {"before": before, "after": after, **in_trail(knowingly)}
    current_unit().record(RECORD, session.id, reason=note, facts=facts)
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

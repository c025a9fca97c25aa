"""Signing a browser out from elsewhere: one's own, or a person's whose staff one manages."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.problems import NotFound
from theriac.domains.accounts.models import SignIn
from theriac.domains.accounts.permissions import MANAGE_STAFF
from theriac.domains.accounts.queries.people import people_seen
from theriac.domains.accounts.security.events import Kind, note
from theriac.domains.accounts.security.sign_ins import delete_session


@command()
def end_sign_in(*, actor: Actor, user_id: UUID, sign_in_id: UUID) -> None:
    """Sign one browser out; its next request is nobody's. Raises NotFound."""
    if _end(actor, user_id, only=sign_in_id) == 0:
        raise NotFound(_("This device is signed out already."))


@command()
def end_sign_ins(*, actor: Actor, user_id: UUID, besides: UUID | None = None) -> int:
    """Sign every browser of a person out, but for one; tells how many. Raises NotFound."""
    return _end(actor, user_id, besides=besides)


def _end(
    actor: Actor, user_id: UUID, *, only: UUID | None = None, besides: UUID | None = None
) -> int:
    if user_id != actor.id:
        managed = people_seen(actor=actor, permission=MANAGE_STAFF)
        if not actor.may_anywhere(MANAGE_STAFF) or not managed.filter(id=user_id).exists():
            raise NotFound(_("This person isn't on the staff."))
    rows = SignIn.objects.select_for_update().filter(user_id=user_id, ended_at=None)
    ended = [row for row in rows.order_by("id") if only in (None, row.id) and row.id != besides]
    for row in ended:
        delete_session(row.session_key)
        row.ended_at, row.ended_by, row.session_key = clock.now(), actor.id, ""
        row.save(update_fields=["ended_at", "ended_by", "session_key"])
        current_unit().record("accounts.sign_in", row.id, reason="ended")
    if ended and user_id != actor.id:
        facts = {"count": len(ended)}
        note(Kind.SESSION_ENDED, actor=actor, user_id=user_id, facts=facts)
    return len(ended)

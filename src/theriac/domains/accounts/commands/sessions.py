"""Signing a device out from elsewhere: one's own, or a person's whose staff one manages.

What is signed out so may be stolen: wrong passwords from there count like a stranger's again.
"""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.problems import NotFound
from theriac.domains.accounts.commands.tokens.families import close
from theriac.domains.accounts.models import SignIn, TokenFamily
from theriac.domains.accounts.queries.reach import guard_self_or_person
from theriac.domains.accounts.security.events import SecurityEventKind, note
from theriac.domains.accounts.security.sign_ins import delete_session


@command(name="accounts.end_sign_in", done=gettext_lazy("Signed out a browser remotely"))
def end_sign_in(*, actor: Actor, user_id: UUID, sign_in_id: UUID) -> None:
    """Sign one browser out; its next request is nobody's. Raises NotFound."""
    guard_self_or_person(actor, user_id)
    if _end_browsers(actor, user_id, only=sign_in_id) == 0:
        raise NotFound(_("This device is already signed out."))
    _tell(actor, user_id, 1)


@command(name="accounts.end_program", done=gettext_lazy("Signed out a program remotely"))
def end_program(*, actor: Actor, user_id: UUID, family_id: UUID) -> None:
    """Sign one installation of a program out; its tokens open nothing. Raises NotFound."""
    guard_self_or_person(actor, user_id)
    if _end_programs(user_id, only=family_id) == 0:
        raise NotFound(_("This device is already signed out."))
    _tell(actor, user_id, 1)


@command(name="accounts.end_sign_ins", done=gettext_lazy("Signed out devices remotely"))
def end_sign_ins(*, actor: Actor, user_id: UUID, besides: UUID | None = None) -> int:
    """Sign every browser and program of a person out, but for one browser; tells how many.

    Raises NotFound.
    """
    guard_self_or_person(actor, user_id)
    count = end_everywhere(actor, user_id, besides=besides)
    _tell(actor, user_id, count)
    return count


def end_everywhere(actor: Actor, user_id: UUID, *, besides: UUID | None = None) -> int:
    """End every browser and program of an account, but for one browser; how many."""
    return _end_browsers(actor, user_id, besides=besides) + _end_programs(user_id)


def _end_browsers(
    actor: Actor, user_id: UUID, *, only: UUID | None = None, besides: UUID | None = None
) -> int:
    rows = SignIn.objects.select_for_update().filter(user_id=user_id, ended_at=None)
    ended = [row for row in rows.order_by("id") if only in (None, row.id) and row.id != besides]
    for row in ended:
        delete_session(row.session_key)
        row.ended_at, row.ended_by, row.session_key = clock.now(), actor.id, ""
        row.is_trusted = False
        row.save(update_fields=["ended_at", "ended_by", "session_key", "is_trusted"])
        current_unit().record("accounts.sign_in", row.id, reason="ended")
    here = {row.device for row in rows if row.id == besides}
    devices = {row.device for row in ended if row.device} - here
    SignIn.objects.filter(user_id=user_id, device__in=devices).update(is_trusted=False)
    return len(ended)


def _end_programs(user_id: UUID, *, only: UUID | None = None) -> int:
    live = TokenFamily.objects.select_for_update().filter(user_id=user_id, ended_at=None)
    ended = [one for one in live.order_by("id") if only in (None, one.id)]
    for family in ended:
        close(family, "ended elsewhere")
        current_unit().record("accounts.token_family", family.id, reason="ended")
    return len(ended)


def _tell(actor: Actor, user_id: UUID, count: int) -> None:
    if count and user_id != actor.id:
        note(SecurityEventKind.SESSION_ENDED, actor=actor, user_id=user_id, facts={"count": count})

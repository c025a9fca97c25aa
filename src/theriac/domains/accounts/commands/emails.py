"""Another e-mail address of a person: it counts once its owner opened the link that went there."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.problems import NotFound, Unprocessable
from theriac.domains.accounts.commands.links import (
    IssuedLink,
    end_links,
    issue,
    take_email_link,
)
from theriac.domains.accounts.models import StaffProfile, User
from theriac.domains.accounts.problems import LinkEnded
from theriac.domains.accounts.profiles import own_or_new_profile
from theriac.domains.accounts.queries.reach import guard_self_or_person
from theriac.domains.accounts.security.events import SecurityEventKind, note

LIFETIME = timedelta(days=2)
LONGEST = 190
RECORD = "accounts.person"


@command(name="accounts.ask_for_email", done=gettext_lazy("Entered a new email address"))
def ask_for_email(*, actor: Actor, user_id: UUID, email: str) -> bool:
    """Keep another address until it is confirmed; whether a link must go there now.

    One's own, or of somebody whose staff the actor manages and who may no more. Links to an earlier
    one end. An empty one takes the address away at once. Raises NotFound, NotPermitted,
    Unprocessable.
    """
    guard_self_or_person(actor, user_id)
    email = email.strip()
    _check(email)
    user = User.objects.select_for_update().get(id=user_id)
    profile = own_or_new_profile(user_id)
    wanted = "" if email.casefold() == user.email.casefold() else email
    if not email:
        user.email = ""
        user.save(update_fields=["email"])
    profile.new_email = wanted
    profile.save()
    end_links(user_id, ["email"])
    facts = {"names": ["new_email"] if email else ["email", "new_email"]}
    current_unit().record(RECORD, user_id, reason="e-mail asked", facts=facts)
    return bool(wanted)


@command(
    name="accounts.make_email_link",
    done=gettext_lazy("Sent an email confirmation link"),
    system_only=True,
)
def make_email_link(*, actor: Actor, user_id: UUID) -> IssuedLink:
    """A link for two days, for the address that waits. Raises NotFound where none does."""
    if not StaffProfile.objects.filter(id=user_id).exists():
        raise NotFound(_("This person isn't on the staff."))
    return issue(actor, user_id, "email", LIFETIME)


@command(name="accounts.confirm_email", done=gettext_lazy("Confirmed an email address"))
def confirm_email(*, actor: Actor, link_id: UUID) -> None:
    """Let the actor's address that waited count, and end the link. Raises LinkEnded."""
    take_email_link(actor, link_id)
    profile = StaffProfile.objects.select_for_update().filter(id=actor.id).first()
    if profile is None or not profile.new_email:
        raise LinkEnded
    user = User.objects.select_for_update().get(id=actor.id)
    user.email, profile.new_email = profile.new_email, ""
    user.save(update_fields=["email"])
    profile.save()
    facts = {"names": ["email"]}
    current_unit().record(RECORD, actor.id, reason="e-mail confirmed", facts=facts)
    note(SecurityEventKind.EMAIL_CHANGED, actor=actor, user_id=actor.id)


def _check(email: str) -> None:
    try:
        if email:
            validate_email(email)
    except ValidationError:
        email = "x" * (LONGEST + 1)
    if len(email) > LONGEST:
        words = _("This email address is incomplete. Enter it like dewi@apotek.id.")
        raise Unprocessable(words, field="email")

"""Changing what is kept of a person: their own contact and language, or more by who manages."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.problems import Unprocessable
from theriac.core.rights import Concerns
from theriac.domains.accounts.commands.people import locked_person
from theriac.domains.accounts.models import StaffProfile, User
from theriac.domains.accounts.permissions import MANAGE_STAFF
from theriac.domains.accounts.profiles import own_or_new_profile
from theriac.domains.accounts.rules import LONGEST_PHONE

RECORD = "accounts.person"


@command(name="accounts.change_own_profile", done=gettext_lazy("Edited their own contact details"))
def change_own_profile(*, actor: Actor, phone: str, language: str) -> None:
    """Keep the actor's own telephone and language; the rest is for who manages the staff.

    Raises Unprocessable.
    """
    profile = own_or_new_profile(actor.id)
    user = User.objects.select_for_update().get(id=actor.id)
    changed = _take(profile, user, phone=phone, language=language)
    current_unit().record(RECORD, actor.id, reason="own profile", facts={"names": changed})


@command(
    name="accounts.change_profile",
    done=gettext_lazy("Edited a staff profile"),
    permission=MANAGE_STAFF,
    concerns=Concerns.PERSON,
)
def change_profile(
    *,
    actor: Actor,
    user_id: UUID,
    display_name: str,
    phone: str,
    language: str,
    home_id: UUID | None,
) -> None:
    """Keep a person's name, telephone, language and the branch that they belong to.

    The trail names what was changed, never the values. Raises NotFound, NotPermitted for who may
    more than the actor, Unprocessable.
    """
    user = locked_person(user_id)
    display_name = " ".join(display_name.split())
    if not display_name or len(display_name) > 80:
        raise Unprocessable(_("Enter a name of 1 to 80 characters."), field="display_name")
    profile = own_or_new_profile(user_id)
    changed = [] if user.display_name == display_name else ["display_name"]
    user.display_name = display_name
    if profile.branch_id != home_id:
        changed.append("branch")
        profile.branch_id = home_id
    changed += _take(profile, user, phone=phone, language=language)
    current_unit().record(RECORD, user_id, reason="profile", facts={"names": changed})


def _take(profile: StaffProfile, user: User, *, phone: str, language: str) -> list[str]:
    """Keep telephone and language; the names of what changed."""
    phone = " ".join(phone.split())
    if len(phone) > LONGEST_PHONE or any(one not in "+-() 0123456789" for one in phone):
        words = _("Enter the number in digits, for example 0812 3456 7890.")
        raise Unprocessable(words, field="phone")
    if language and language not in dict(settings.LANGUAGES):
        raise Unprocessable(_("This language isn't available yet."), field="language")
    changed = [
        name
        for name, old, new in (
            ("phone", profile.phone, phone),
            ("language", user.language, language),
        )
        if old != new
    ]
    profile.phone, user.language = phone, language
    profile.save()
    user.save(update_fields=["name", "language"])
    return changed

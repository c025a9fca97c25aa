"""Erasing somebody who left: their key is destroyed, the account ends, the trail keeps the id."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import keep
from theriac.core.formatting import format_date
from theriac.core.privacy.keys import destroy_keys, destroyed_owners
from theriac.core.problems import Unprocessable
from theriac.core.rights import Concerns
from theriac.domains.accounts.commands.people import locked_person
from theriac.domains.accounts.commands.sessions import end_everywhere
from theriac.domains.accounts.models import (
    AccountLink,
    Assignment,
    CounterBadge,
    CounterPin,
    SignIn,
    StaffLicence,
    StaffProfile,
    TokenFamily,
    User,
)
from theriac.domains.accounts.permissions import MANAGE_STAFF
from theriac.domains.accounts.ports import staff_holds
from theriac.domains.accounts.problems import PersonHeld, PersonWorks
from theriac.domains.accounts.security.devices import places_of
from theriac.domains.accounts.security.tries import account, unlock

RECORD = "accounts.person"


@command(
    name="accounts.erase_person",
    done=gettext_lazy("Erased a former staff member"),
    permission=MANAGE_STAFF,
    concerns=Concerns.PERSON,
)
def erase_person(*, actor: Actor, user_id: UUID, reason: str) -> datetime:
    """Erase somebody who is shut out: name, contact, licences and devices are gone for good.

    Sales, stock and the trail keep the id. The key goes before the transaction ends: should that
    fail, the next start finishes what was begun. Raises NotFound, NotPermitted, PersonWorks,
    PersonHeld while a law wants to know who it was, Unprocessable.
    """
    person = locked_person(user_id)
    if not reason.strip():
        raise Unprocessable(_("Enter the reason. It is stored in the audit log."), field="reason")
    if person.is_active:
        raise PersonWorks(_("Suspend this person first, once they have left."))
    held = staff_holds(user_id)
    if held:
        words = _(
            "%(what)s must keep this person's name until %(day)s: %(law)s. Erase them after that."
        )
        last = max(held, key=lambda hold: hold.until)
        day = format_date(last.until, get_language() or "en")
        facts = {"what": last.title, "day": day, "law": last.source}
        raise PersonHeld(words % facts, until=last.until.isoformat())
    _end(actor, person)
    destroy_keys([person.id])
    facts = {"key": destroyed_owners().get(person.id, "")}
    current_unit().record(RECORD, person.id, reason=reason.strip(), facts=facts)
    return person.erased_at or clock.now()


@command(
    name="accounts.forget_person",
    done=gettext_lazy("Erased a former staff member after a restore"),
    system_only=True,
)
def forget_person(*, actor: Actor, user_id: UUID) -> None:
    """Let go of whom a backup still knows, though their key was destroyed since."""
    person = User.objects.select_for_update().get(id=user_id, kind=User.Kind.STAFF)
    _end(actor, person)
    current_unit().record(RECORD, person.id, reason="restored")


def _end(actor: Actor, person: User) -> None:
    """Nothing signs in by it any more; what was kept of its owner goes."""
    end_everywhere(actor, person.id)
    unlock(account(person.handle), *places_of(person.id, person.handle))
    Authenticator.objects.filter(user=person).delete()
    for model in (
        AccountLink,
        Assignment,
        CounterBadge,
        CounterPin,
        SignIn,
        StaffLicence,
        StaffProfile,
    ):
        model.objects.filter(user=person).delete()
    for family in TokenFamily.objects.filter(user=person):
        family.tokens.all().delete()
        family.delete()
    person.name = person.username = person.email = ""
    person.set_unusable_password()
    person.is_active = False
    person.language = person.theme = ""
    person.erased_at = clock.now()
    keep(person)

"""The account of a supplier's person: opened, let in again, shut out, unlocked.

Called by the domain that knows whose people they are, in its own commands.
"""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.database.documents import keep, locked
from theriac.core.secrets import new_secret
from theriac.domains.accounts.commands.links import INVITATION, PASSWORDS, IssuedLink, end_links
from theriac.domains.accounts.commands.links import issue as issue_link
from theriac.domains.accounts.commands.sessions import end_everywhere
from theriac.domains.accounts.models import User
from theriac.domains.accounts.ports import customer_book
from theriac.domains.accounts.problems import NameTaken
from theriac.domains.accounts.rules import supplier_handle
from theriac.domains.accounts.security import tries
from theriac.domains.accounts.security.devices import places_of
from theriac.domains.accounts.security.events import SecurityEventKind, note


def open_supplier_account(actor: Actor, user_id: UUID, name: str, email: str) -> None:
    """An account that signs in by the address, holds no right, and whose password nobody knows.

    Raises NameTaken where the address signs somebody in already.
    """
    if User.objects.named(email) is not None or customer_book().account_of(email) is not None:
        raise _taken()
    user = User(
        id=user_id,
        handle=supplier_handle(user_id),
        username=email,
        email=email,
        name=name,
        kind=User.Kind.SUPPLIER,
        created_at=clock.now(),
    )
    user.set_password(new_secret())
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError:
        raise _taken() from None
    note(SecurityEventKind.PERSON_ADDED, actor=actor, user_id=user.id)


def invite_supplier_account(actor: Actor, user_id: UUID) -> IssuedLink:
    """A link for seven days by which the person chooses a password; their earlier ones end."""
    return issue_link(actor, user_id, "invitation", INVITATION)


def let_supplier_account_in(actor: Actor, user_id: UUID) -> None:
    """Let somebody sign in again who was shut out, by a password that nobody knows yet."""
    user = _locked(user_id)
    user.is_active = True
    user.set_password(new_secret())
    keep(user, "is_active", "password")
    note(SecurityEventKind.PERSON_LET_IN, actor=actor, user_id=user.id)


def shut_supplier_account(actor: Actor, user_id: UUID) -> None:
    """The person signs in no more: sessions and links end at once."""
    user = _locked(user_id)
    user.is_active = False
    keep(user, "is_active")
    end_everywhere(actor, user_id)
    end_links(user_id, PASSWORDS)
    note(SecurityEventKind.PERSON_SHUT_OUT, actor=actor, user_id=user.id)


def unlock_supplier_account(actor: Actor, user_id: UUID) -> None:
    """Let a person whose account is locked try again at once."""
    user = _locked(user_id)
    tries.unlock(tries.account(user.handle), *places_of(user.id, user.handle))
    note(SecurityEventKind.ACCOUNT_UNLOCKED, actor=actor, user_id=user.id)


def _locked(user_id: UUID) -> User:
    people = User.objects.filter(id=user_id, kind=User.Kind.SUPPLIER)
    return locked(people, missing=_("This person doesn’t exist. Choose one from the list."))


def _taken() -> NameTaken:
    words = _("Someone already signs in with this email address. Use a different one.")
    return NameTaken(words, field="email")

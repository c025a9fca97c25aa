"""A customer's account: opened when the address is confirmed, blocked, ended.

Called by the domain that knows who customers are, in its own commands.
"""

from __future__ import annotations

from uuid import UUID

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import keep
from theriac.core.rights import Concerns
from theriac.domains.accounts.commands.sessions import end_everywhere
from theriac.domains.accounts.models import AccountLink, SignIn, TokenFamily, User
from theriac.domains.accounts.permissions import MANAGE_STAFF
from theriac.domains.accounts.rules import customer_username
from theriac.domains.accounts.security.devices import places_of
from theriac.domains.accounts.security.tries import account, unlock


@command(
    name="accounts.open_customer_account", done=_("Opened a customer’s account"), system_only=True
)
def open_customer_account(
    *, actor: Actor, user_id: UUID, number: str, password_hash: str, language: str
) -> None:
    """An account that may sign in and holds no right; of who it is, it knows a number only."""
    User.objects.create(
        id=user_id,
        handle=customer_username(user_id),
        number=number,
        password=password_hash,
        language=language,
        kind=User.Kind.CUSTOMER,
        created_at=clock.now(),
    )


@command(
    name="accounts.set_customer_active",
    done=_("Allowed or blocked a customer"),
    permission=MANAGE_STAFF,
    concerns=Concerns.PHARMACY,
)
def set_customer_active(*, actor: Actor, user_id: UUID, active: bool) -> None:
    """Let a customer sign in or not; who can't is signed out everywhere."""
    user = User.objects.select_for_update().get(id=user_id, kind=User.Kind.CUSTOMER)
    user.is_active = active
    keep(user, "is_active")
    if not active:
        end_everywhere(actor, user_id)


@command(
    name="accounts.end_customer_account", done=_("Closed a customer’s account"), system_only=True
)
def end_customer_account(*, actor: Actor, user_id: UUID) -> None:
    """Nothing signs in by it any more; what was kept of its owner's devices goes.

    The row stays, because the trail names its id.
    """
    user = User.objects.select_for_update().get(id=user_id, kind=User.Kind.CUSTOMER)
    ended = end_everywhere(actor, user_id)
    unlock(account(user.handle), *places_of(user.id, user.handle))
    Authenticator.objects.filter(user=user).delete()
    AccountLink.objects.filter(user=user).delete()
    SignIn.objects.filter(user=user).delete()
    TokenFamily.objects.filter(user=user).delete()
    user.set_unusable_password()
    user.is_active = False
    user.language = user.theme = ""
    keep(user)
    current_unit().record("accounts.person", user_id, reason="ended", facts={"devices": ended})

"""Inviting a person by a link, and letting them choose a password by it, once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.ids import new_id
from theriac.core.problems import NotFound
from theriac.core.rights import Concerns
from theriac.core.secrets import keyed_hash, new_secret
from theriac.domains.accounts.commands.people import add_person, choose_password
from theriac.domains.accounts.models import AccountLink, User
from theriac.domains.accounts.permissions import MANAGE_STAFF
from theriac.domains.accounts.problems import LinkEnded
from theriac.domains.accounts.queries.people import staff

INVITATION = timedelta(days=7)
RESET = timedelta(hours=1)
KEEP = timedelta(days=30)
PASSWORDS = ("invitation", "reset")
"""The purposes by which somebody chooses a password; "email" confirms an address and no more."""


@dataclass(frozen=True, slots=True)
class IssuedLink:
    """A link's secret as it is shown or sent, once."""

    secret: str
    ends_at: datetime


@command(
    name="accounts.add_invited",
    done=gettext_lazy("Added a staff member"),
    permission=MANAGE_STAFF,
    concerns=Concerns.THING,
)
def add_invited(
    *,
    actor: Actor,
    username: str,
    display_name: str,
    email: str = "",
    language: str = "",
    roles: Sequence[tuple[str, UUID | None]] = (),
) -> UUID:
    """Add somebody whose password nobody knows, so that only an invitation lets them in.

    Raises what ``add_person`` raises.
    """
    return add_person(
        actor=actor,
        username=username,
        display_name=display_name,
        password=new_secret(),
        email=email,
        language=language,
        roles=roles,
    )


@command(
    name="accounts.invite_person",
    done=gettext_lazy("Created an invitation"),
    permission=MANAGE_STAFF,
    concerns=Concerns.PERSON,
)
def invite_person(*, actor: Actor, user_id: UUID) -> IssuedLink:
    """A link for seven days; the person's earlier links end. Raises NotFound, NotPermitted.

    The password until now stays until the link is used. Who may less can't invite who may more.
    """
    if not staff().filter(id=user_id, erased_at=None).exists():
        raise NotFound(_("This person isn't on the staff."))
    return issue(actor, user_id, "invitation", INVITATION)


@command(
    name="accounts.make_reset_link",
    done=gettext_lazy("Sent a password reset link"),
    system_only=True,
)
def make_reset_link(*, actor: Actor, user_id: UUID) -> IssuedLink:
    """A link for an hour, for the person's own e-mail address. Raises NotFound."""
    return issue(actor, user_id, "reset", RESET)


@command(name="accounts.use_link", done=gettext_lazy("Chose a password with a link"))
def use_link(*, actor: Actor, link_id: UUID, password: str) -> None:
    """Keep the actor's own new password and end the link. Raises LinkEnded, WeakPassword."""
    links = AccountLink.objects.select_for_update().filter(purpose__in=PASSWORDS)
    link = links.get(id=link_id, user_id=actor.id)
    if link.used_at is not None or link.ends_at <= clock.now():
        raise LinkEnded
    choose_password(actor=actor, password=password)
    link.used_at = clock.now()
    link.save(update_fields=["used_at"])
    current_unit().record("accounts.link", link.id, reason=f"{link.purpose} used")


@command(name="accounts.forget_links", done=gettext_lazy("Deleted expired links"), system_only=True)
def forget_links(*, actor: Actor) -> int:
    """Delete links that ended 30 days ago or earlier; returns how many."""
    count, _by_model = AccountLink.objects.filter(ends_at__lt=clock.now() - KEEP).delete()
    unit = current_unit()
    unit.record("accounts.link", unit.effect_id, reason="over", facts={"count": count})
    return count


def end_links(user_id: UUID, purposes: Collection[str]) -> None:
    """End what a person wasn't asked by yet, of these purposes."""
    now = clock.now()
    live = AccountLink.objects.filter(user_id=user_id, used_at=None, ends_at__gt=now)
    live.filter(purpose__in=purposes).update(ends_at=now)


def take_email_link(actor: Actor, link_id: UUID) -> None:
    """End the actor's own link that confirms an address. Raises LinkEnded."""
    links = AccountLink.objects.select_for_update().filter(user_id=actor.id, purpose="email")
    link = links.filter(id=link_id, used_at=None, ends_at__gt=clock.now()).first()
    if link is None:
        raise LinkEnded
    link.used_at = clock.now()
    link.save(update_fields=["used_at"])


def issue(actor: Actor, user_id: UUID, purpose: str, lifetime: timedelta) -> IssuedLink:
    """A new link; earlier ones for the same thing end. Raises NotFound."""
    now = clock.now()
    user = User.objects.select_for_update().filter(id=user_id, is_active=True).first()
    if user is None:
        raise NotFound(_("This person isn't on the staff."))
    end_links(user_id, PASSWORDS if purpose in PASSWORDS else [purpose])
    secret = new_secret()
    link = AccountLink.objects.create(
        id=new_id(),
        user=user,
        purpose=purpose,
        secret_hash=keyed_hash(secret),
        made_at=now,
        made_by=actor.id,
        ends_at=now + lifetime,
    )
    current_unit().record("accounts.link", link.id, reason=purpose, facts={"person": str(user.id)})
    return IssuedLink(secret, link.ends_at)

"""Scheduled work of accounts: signing keys change, and what ended long ago is let go."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import SYSTEM
from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task
from theriac.domains.accounts.commands.emails import make_email_link
from theriac.domains.accounts.commands.factors import relock_factors
from theriac.domains.accounts.commands.links import forget_links, make_reset_link
from theriac.domains.accounts.commands.tokens.signing_keys import keep_signing_keys
from theriac.domains.accounts.mail import contact_of, send_email_link, send_reset_link
from theriac.domains.accounts.models import User
from theriac.domains.accounts.queries.profiles import get_profile


@scheduled(daily_at="03:20")
@task(name="accounts.keep_tokens", title=_("Maintain sign-in keys and links"))
def keep_tokens() -> int:
    """Change the signing key when it is due, relock secrets, forget ended links; how many."""
    keep_signing_keys(actor=SYSTEM)
    relock_factors(actor=SYSTEM)
    return forget_links(actor=SYSTEM)


@task(name="accounts.mail_reset_link", title=_("Send a password reset link"))
def mail_reset_link(person_id: str, origin: str) -> bool:
    """Send a person a link for a new password; False when they are gone or have no address.

    The link is made here, so that no job keeps its secret.
    """
    person = User.objects.filter(id=person_id, is_active=True).first()
    contact = contact_of(person) if person else None
    if person is None or contact is None:
        return False
    issued = make_reset_link(actor=SYSTEM, user_id=person.id)
    send_reset_link(person, contact, origin, issued.secret)
    return True


@task(name="accounts.mail_email_link", title=_("Send a link to a new address"))
def mail_email_link(person_id: str, origin: str) -> bool:
    """Send a link to the address that waits to be confirmed; False when none does.

    The link is made and the address read here, so that no job keeps either.
    """
    person = User.objects.filter(id=person_id, is_active=True).first()
    profile = get_profile(UUID(person_id)) if person else None
    if person is None or profile is None or not profile.new_email:
        return False
    issued = make_email_link(actor=SYSTEM, user_id=person.id)
    send_email_link(person, profile.new_email, origin, issued.secret)
    return True

"""Mails to customers, and letting go of registrations that nobody confirmed.

A job knows ids only: addresses are read and links are made here.
"""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import SYSTEM
from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task
from theriac.domains.accounts.ports import Addressee
from theriac.domains.accounts.problems import LinkEnded
from theriac.domains.accounts.queries.people import language_of
from theriac.domains.customers.commands.change import make_own_email_link
from theriac.domains.customers.commands.register import (
    forget_registrations,
    make_confirmation_link,
)
from theriac.domains.customers.mail import (
    send_address_changing,
    send_confirmation,
    send_has_account,
    send_new_address,
)
from theriac.domains.customers.models import Customer, Registration


@task(name="customers.mail_registration", title=_("Send a link to confirm an address"))
def mail_registration(registration_id: str, origin: str) -> bool:
    """Send the link that confirms the address; to one that has an account, how to sign in.

    False for a registration that is over.
    """
    found = Registration.objects.filter(id=registration_id).first()
    if found is None:
        return False
    contact, language = Addressee(**found.content), found.language
    try:
        secret = make_confirmation_link(actor=SYSTEM, registration_id=found.id)
    except LinkEnded:
        return False
    if secret is None:
        send_has_account(contact, language, origin)
    else:
        send_confirmation(contact, language, origin, secret)
    return True


@task(name="customers.mail_new_address", title=_("Send a link to a customer's new address"))
def mail_new_address(customer_id: str, origin: str) -> bool:
    """Send the link to the address that waits, and word to the one until now; False for none."""
    found = Customer.objects.filter(id=customer_id, erased_at=None).first()
    if found is None or not found.new_email:
        return False
    language = language_of(found.id)
    issued = make_own_email_link(actor=SYSTEM, customer_id=UUID(customer_id))
    send_new_address(Addressee(found.name, found.new_email), language, origin, issued.secret)
    send_address_changing(Addressee(found.name, found.email), language)
    return True


@scheduled(daily_at="03:25")
@task(name="customers.keep_registrations", title=_("Delete unconfirmed registrations"))
def keep_registrations() -> int:
    """Let go of what nobody confirmed in time; how many."""
    return forget_registrations(actor=SYSTEM)

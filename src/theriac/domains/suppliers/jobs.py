"""Invitations to suppliers' people by e-mail; a job knows ids only, the link is made here."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import SYSTEM
from theriac.core.jobs.task import task
from theriac.core.problems import Problem
from theriac.domains.accounts.mail import address_of_link, send_invitation
from theriac.domains.accounts.ports import Addressee
from theriac.domains.accounts.queries.supplier_accounts import supplier_accounts
from theriac.domains.organisation.queries.branches import get_pharmacy
from theriac.domains.suppliers.commands.people import make_invitation


@task(name="suppliers.mail_invitation", title=_("Send a supplier’s person an invitation"))
def mail_invitation(supplier_id: str, contact_id: str, origin: str, language: str) -> bool:
    """Send the link to the person's address; False where they are gone or the supplier blocked."""
    key = UUID(contact_id)
    account, pharmacy = supplier_accounts([key]).get(key), get_pharmacy()
    if account is None or pharmacy is None:
        return False
    try:
        issued = make_invitation(actor=SYSTEM, supplier_id=UUID(supplier_id), contact_id=key)
    except Problem:
        return False
    link = address_of_link(origin, issued.secret)
    send_invitation(Addressee(account.name, account.email), pharmacy.name, language, link)
    return True

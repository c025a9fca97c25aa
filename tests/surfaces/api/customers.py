"""A customer beside the staff, and what programs ask for customers."""

from __future__ import annotations

from django.test import override_settings

from tests.support.customers import EMAIL, SECRET, TEXT, a_customer
from tests.surfaces.api.pieces import Asked
from theriac.core.ids import new_id
from theriac.domains.accounts.commands.tokens.sign_in import sign_in
from theriac.domains.customers.queries import opening
from theriac.domains.organisation.models import PharmacySettings


def customers_asked() -> dict[str, Asked]:
    """A valid request for each; the token is a customer's own. Registering needs a mail server."""
    PharmacySettings.objects.update(customer_registration=True, privacy_text=TEXT)
    with override_settings(MAIL_WORKS=True):
        customer = a_customer()
    given = sign_in(actor=customer, client_id=new_id(), client_name="")
    body = {
        "name": "Siti Aminah",
        "email": "siti@example.com",
        "password": SECRET,
        "privacy": opening().privacy,
    }
    return {
        "getRegistration": Asked("GET", "/auth/register", writes=False),
        "register": Asked("POST", "/auth/register", body, writes=False),
        "getOwnAccount": Asked("GET", "/account", writes=False, token=given.access_token),
    }


def customers_login() -> dict[str, str]:
    """Address and password of that customer."""
    return {"username": EMAIL, "password": SECRET}

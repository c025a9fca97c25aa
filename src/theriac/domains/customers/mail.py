"""The e-mails to customers: to confirm an address, and to who has an account already."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from theriac.domains.accounts.mail import address_of_link
from theriac.domains.accounts.ports import Addressee
from theriac.domains.organisation.queries.branches import get_pharmacy

CONFIRM = "account_confirm"
"""The name of the page that a registration's link opens."""


def send_confirmation(contact: Addressee, language: str, origin: str, secret: str) -> None:
    """The link that confirms an address, in the language of who registered."""
    with translation.override(language or settings.LANGUAGE_CODE):
        text = _(
            "Hello %(name)s,\n\nThis address was used to open an account at %(pharmacy)s. "
            "Open this link within two days and enter the password that you chose:\n\n"
            "%(link)s\n\nIf it wasn't you, ignore this email. No account is opened, and the "
            "details entered are deleted."
        ) % {
            "name": contact.name,
            "pharmacy": _pharmacy(),
            "link": address_of_link(origin, secret, CONFIRM),
        }
        _send(_("Confirm your address"), text, contact.email)


def send_has_account(contact: Addressee, language: str, origin: str) -> None:
    """To an address with which somebody registered again."""
    with translation.override(language or settings.LANGUAGE_CODE):
        text = _(
            "Hello %(name)s,\n\nA registration at %(pharmacy)s used this address, but it "
            "already has an account. If this was you, sign in or choose a new password:\n\n"
            "%(link)s\n\nIf it wasn't you, ignore this email. Your account doesn't change."
        ) % {
            "name": contact.name,
            "pharmacy": _pharmacy(),
            "link": f"{origin}{reverse('account_login')}",
        }
        _send(_("You already have an account"), text, contact.email)


def send_new_address(new: Addressee, language: str, origin: str, secret: str) -> None:
    """The link that confirms another address of an account, to that address."""
    with translation.override(language or settings.LANGUAGE_CODE):
        text = _(
            "Hello %(name)s,\n\nThis address was entered for your account at %(pharmacy)s. "
            "Open this link within two days to confirm it:\n\n%(link)s\n\nIf you don't "
            "recognise this request, ignore this email. The address won't be used."
        ) % {
            "name": new.name,
            "pharmacy": _pharmacy(),
            "link": address_of_link(origin, secret, "account_email"),
        }
        _send(_("Confirm your address"), text, new.email)


def send_address_changing(until_now: Addressee, language: str) -> None:
    """To the address until now, so that nobody takes an account away unnoticed."""
    with translation.override(language or settings.LANGUAGE_CODE):
        text = _(
            "Hello %(name)s,\n\nA new address was entered for your account at %(pharmacy)s. "
            "It takes effect when its owner confirms it. After that, you sign in with the "
            "new address.\n\nIf this wasn't you, change your password now and sign out "
            "everywhere on your account page."
        ) % {"name": until_now.name, "pharmacy": _pharmacy()}
        _send(_("Your address is being changed"), text, until_now.email)


def _pharmacy() -> str:
    found = get_pharmacy()
    return found.name if found else "Theriac"


def _send(subject: str, text: str, email: str) -> None:
    send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [email])

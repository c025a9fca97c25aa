"""The e-mails that carry a link: for a forgotten password, and to confirm an address."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from theriac.domains.accounts.models import User
from theriac.domains.accounts.ports import Addressee, customer_book


def address_of_link(origin: str, secret: str, page: str = "account_link") -> str:
    """The whole address that a person opens; ``origin`` ends without a slash."""
    return f"{origin}{reverse(page)}?{urlencode({'key': secret})}"


def contact_of(user: User) -> Addressee | None:
    """What to call somebody and where to write; None without an address."""
    if user.kind == user.Kind.CUSTOMER:
        return customer_book().contact_of(user.id)
    return Addressee(user.display_name, user.email) if user.email else None


def send_reset_link(user: User, contact: Addressee, origin: str, secret: str) -> None:
    """Write to the person in their language. Raises what the mail server's refusal raises."""
    with translation.override(user.language or settings.LANGUAGE_CODE):
        text = _(
            "Hello %(name)s,\n\nA new password was requested for your account. If you "
            "requested it, open this link within an hour and choose one:\n\n%(link)s\n\nIf "
            "you didn't, ignore this email. Your password doesn't change."
        ) % {"name": contact.name, "link": address_of_link(origin, secret)}
        subject = _("Reset your password")
        send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [contact.email])


def send_invitation(person: Addressee, pharmacy: str, language: str, link: str) -> None:
    """Write to a supplier's person whom the pharmacy invites, in the pharmacy's language."""
    with translation.override(language or settings.LANGUAGE_CODE):
        text = _(
            "Hello %(name)s,\n\n%(pharmacy)s invites you to its supplier portal. There you see "
            "your orders, answer them and send price lists. Open this link within seven days and "
            "choose a password:\n\n%(link)s\n\nIf you don't expect this, ignore this email."
        ) % {"name": person.name, "pharmacy": pharmacy, "link": link}
        subject = _("Invitation to the supplier portal of %(pharmacy)s") % {"pharmacy": pharmacy}
        send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [person.email])


def send_email_link(user: User, email: str, origin: str, secret: str) -> None:
    """Write to an address that isn't confirmed yet, in the person's language."""
    with translation.override(user.language or settings.LANGUAGE_CODE):
        text = _(
            "Hello %(name)s,\n\nThis address was entered for your account. Open "
            "this link within two days to confirm it:\n\n%(link)s\n\nIf you don't recognise "
            "this request, ignore this email. The address won't be used."
        ) % {"name": user.display_name, "link": address_of_link(origin, secret, "account_email")}
        send_mail(_("Confirm your address"), text, settings.DEFAULT_FROM_EMAIL, [email])

"""Heads by e-mail: to the owner, the accountant, whoever keeps them out of reach.

The text is the head itself, so that ``verify_books.py --heads`` reads the saved mail.
"""

from __future__ import annotations

import smtplib
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from theriac.core.seal.heads import Head
from theriac.core.seal.models import SealHead, SealLog
from theriac.core.seal.stores.further import offers
from theriac.core.seal.stores.port import StoreProblem

CODE = "mail"


class MailStore:
    """The newest head to fixed addresses, once a day unless told otherwise."""

    code = CODE

    def __init__(self, addresses: list[str], every: timedelta) -> None:
        self._addresses, self.every = addresses, every

    def describe(self) -> str:
        """The addresses."""
        return ", ".join(self._addresses)

    def send(self, log: SealLog, published: int, newest: SealHead) -> None:
        """Mail the newest head with the public key. Raises StoreProblem."""
        if not settings.MAIL_WORKS:
            raise StoreProblem(_("No mail server is set (THERIAC_MAIL_URL)"))
        head = Head(log.name, newest.size, newest.root, newest.made_at, newest.signature)
        words = _(
            "Keep this email. The lines below protect %(rows)s rows of the records. With "
            "them, anyone can check whether a row was changed, removed or inserted since. "
            "They contain no names."
        ) % {"rows": newest.size}
        text = f"{words}\n\n{head.note(newest.public_key)}\nkey {newest.public_key}\n"
        title = _("Tamper proof: %(rows)s rows") % {"rows": newest.size}
        sender = settings.DEFAULT_FROM_EMAIL
        try:
            EmailMessage(title, text, sender, self._addresses).send(fail_silently=False)
        except (OSError, smtplib.SMTPException) as problem:
            raise StoreProblem(f"{self.describe()}: {type(problem).__name__}") from problem

    def readable(self) -> None:
        """A mailbox isn't read."""


def _made() -> MailStore | None:
    addresses = settings.SEAL_MAIL
    if not addresses:
        return None
    return MailStore(addresses, timedelta(hours=settings.SEAL_MAIL_HOURS))


offers(CODE, _made)

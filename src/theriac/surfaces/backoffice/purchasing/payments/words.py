"""How payments to suppliers read."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core.problems import Text
from theriac.domains.books.accounts import Account
from theriac.surfaces.backoffice.shell.badges import States, badge

STATES = States(
    recorded=(_("Recorded"), "check-circle-fill", "go"),
    withdrawn=(_("Withdrawn"), "arrow-counterclockwise", "line"),
)
BILL_STATES = States(
    open=(_("To pay"), "hourglass-split", "look"),
    part=(_("Partly paid"), "hourglass-split", "look"),
    settled=(_("Settled"), "check-circle-fill", "go"),
    cancelled=(_("Cancelled"), "slash-circle", "line"),
)
PAID_FROM: tuple[tuple[str, Text], ...] = (
    (Account.BANK.value, _("Bank")),
    (Account.CASH.value, _("Cash")),
)
_LATE = ngettext_lazy("%(days)s day late", "%(days)s days late", "days")


def due_badge(days_late: int) -> SafeString:
    """How late a bill is; nothing where it isn't."""
    if not days_late:
        return SafeString("")
    return badge(_LATE % {"days": days_late}, "exclamation-triangle", "stop")

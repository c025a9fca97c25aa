"""Tills in the reader's words."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.tills.judgement import WhyHeld
from theriac.domains.tills.rules import WHY_VARIANCE, MoveKind, reason_of_move
from theriac.surfaces.backoffice.shell.badges import States

STATES = States(
    open=(_("Open"), "unlock", "note"),
    interrupted=(_("Not counted"), "exclamation-triangle", "stop"),
    closed=(_("Closed"), "lock", "look"),
    settled=(_("Settled"), "check2", "go"),
)
MOVES: dict[str, Text] = {
    MoveKind.CASH_IN: _("Cash in"),
    MoveKind.CASH_OUT: _("Cash out"),
    MoveKind.SAFE_DROP: _("Safe drop"),
}
DOCUMENTS: dict[str, Text] = {
    "opening": _("Opening"),
    **MOVES,
    "return": _("Credit note"),
    "closing": _("Closing"),
    "": _("Unreadable"),
}
HELD: dict[str, Text] = {
    WhyHeld.UNSIGNED: _("Not signed by its device"),
    WhyHeld.REVOKED: _("From a revoked terminal"),
    WhyHeld.MALFORMED: _("Can’t be read"),
    WhyHeld.DATE: _("Its date is too far from today"),
    WhyHeld.CURRENCY: _("In another currency"),
    WhyHeld.PERSON: _("By a person without permission for this"),
    WhyHeld.SESSION: _("Its till session isn’t known"),
    WhyHeld.USED: _("Another document has its number"),
    WhyHeld.REASON: _("Its reason isn’t in the list"),
    WhyHeld.AMOUNT: _("Its amounts don’t add up"),
    WhyHeld.NUMBERS: _("Its numbers belong to another terminal"),
    WhyHeld.SALE: _("Its sale isn’t known"),
    WhyHeld.ELSEWHERE: _("Its sale is of another branch"),
    WhyHeld.TOO_MUCH: _("More is returned than is left of the sale"),
    WhyHeld.GOODS: _("Goods that can’t be returned"),
    WhyHeld.SUMS: _("Its refund doesn’t match the goods"),
    WhyHeld.PAID: _("This refund was already paid"),
    WhyHeld.APPROVAL: _("Its approval is missing or not valid"),
}
WHY_CHOICES = list(WHY_VARIANCE.items())


def reason_of(move: Any) -> Text:
    """Why cash moved."""
    return reason_of_move(move.kind, move.reason).title


def state_badge(state: str) -> SafeString:
    """The state by icon and word."""
    return STATES.badge(state)

"""Whether a plan's prescription still gives a refill, in sentences that say what to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from theriac.domains.prescriptions.queries.supplies import LineSupply
from theriac.domains.prescriptions.rules.states import (
    CANCELLED,
    CLOSED,
    HANDED_OVER,
    PAUSED,
    QUERIED,
    REFUSED,
)


@dataclass(frozen=True, slots=True)
class Block:
    """Why no refill is given: a code, and the sentence that says what to do."""

    code: str
    words: str


def block_of(supply: LineSupply, today: date) -> Block | None:
    """What forbids a refill of the line today; None where nothing does.

    ``needs_new``: repeats or validity are used up, or the prescription has ended.
    """
    if supply.remaining == 0:
        return _new(_("Everything on the prescription was dispensed, repeats too."))
    if supply.valid_until is not None and supply.valid_until < today:
        return _new(_("The prescription isn’t valid any more."))
    if supply.state in (CLOSED, REFUSED, CANCELLED):
        return _new(_("The prescription has ended."))
    if supply.state == PAUSED:
        return Block("paused", _("The prescription is paused. Resume it first."))
    if supply.state == QUERIED:
        return Block("queried", _("The prescriber was asked about it. Wait for the answer."))
    return None


def begins_round(supply: LineSupply) -> bool:
    """Whether the repeat must be begun; else the prescription is worked on already."""
    return supply.state == HANDED_OVER


def _new(words: str) -> Block:
    return Block("needs_new", f"{words} {_('Ask for a new prescription.')}")

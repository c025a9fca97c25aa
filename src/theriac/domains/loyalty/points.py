"""What sales do to members' points, in their own transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.core.database.insert import fresh_row
from theriac.core.formatting import format_money
from theriac.core.money import Money
from theriac.domains.loyalty.entries import (
    RECORD,
    LockedMember,
    PointsNew,
    locked_member,
    write_entries,
)
from theriac.domains.loyalty.models import LoyaltyEntry, LoyaltyMember, LoyaltySale
from theriac.domains.loyalty.problems import (
    LoyaltyMemberDiffers,
    LoyaltyMemberUnknown,
    LoyaltyRefused,
    TooFewPoints,
)
from theriac.domains.loyalty.queries import terms_now
from theriac.domains.loyalty.rules import ProgramTerms, plain_number
from theriac.domains.organisation.queries.branches import (
    pharmacy_country,
    pharmacy_currency,
)

State, Kind = LoyaltyMember.State, LoyaltyEntry.Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class LoyalDocument:
    """A sale, or a credit note, as far as points are concerned."""

    id: UUID
    branch_id: UUID
    number: str
    business_on: date
    person_id: UUID


@dataclass(frozen=True, slots=True)
class LoyalLine:
    """A line of a sale by its legal class, and what it cost, in minor units."""

    legal_class: str
    amount: int


@dataclass(frozen=True, slots=True)
class Collecting:
    """A member who is locked for a sale: what it earns, and what of it points pay."""

    member: LockedMember
    terms: ProgramTerms
    eligible: int
    earned: int
    spent: int
    spent_amount: int

    def write(self, sale: LoyalDocument, lines: Sequence[tuple[UUID, str]]) -> None:
        """Book it with the rows of the sale; ``lines`` are ids and legal classes."""
        excluded = [str(key) for key, legal in lines if legal in self.terms.excluded]
        row = fresh_row(
            LoyaltySale,
            id=sale.id,
            member_id=self.member.id,
            branch_id=sale.branch_id,
            number=sale.number,
            eligible=self.eligible,
            excluded=excluded,
            earned=self.earned,
            spent=self.spent,
            spent_amount=self.spent_amount,
            business_on=sale.business_on,
            recorded_at=clock.now(),
        )
        current_unit().writes.add([(LoyaltySale, [row])])
        told: dict[str, Any] = {
            "branch_id": sale.branch_id,
            "booked_on": sale.business_on,
            "person_id": sale.person_id,
            "number": sale.number,
            "document_id": sale.id,
            "sale_id": sale.id,
        }
        ends = self.terms.expires_on(sale.business_on)
        news = [
            PointsNew(kind=Kind.SPENT, points=-self.spent, **told),
            PointsNew(kind=Kind.EARNED, points=self.earned, expires_on=ends, **told),
        ]
        write_entries(self.member, news, at_end=True)
        facts = {"sale_id": sale.id, "earned": self.earned, "spent": self.spent}
        current_unit().record(RECORD, self.member.id, facts=facts, branch_id=sale.branch_id)


def demand_points(
    number: str, tenders: Sequence[tuple[str, int]], bought: Sequence[LoyalLine]
) -> Collecting | None:
    """Lock the member whom a program names, or who pays with points; None where there is none.

    ``tenders`` are numbers (or "") and amounts that points are to pay. Raises LoyaltyMemberUnknown,
    LoyaltyRefused, LoyaltyMemberDiffers, TooFewPoints.
    """
    if not number and not tenders:
        return None
    member = _the_member({number, *(one for one, _amount in tenders)} - {""})
    _refuse_inactive(member)
    terms = terms_now()
    amount = sum(part for _number, part in tenders)
    eligible = _eligible(terms, bought)
    spent = _demand_spending(member, terms, amount, eligible) if tenders else 0
    return Collecting(member, terms, eligible, terms.earned(eligible, amount), spent, amount)


def _the_member(numbers: set[str]) -> LockedMember:
    plain = {plain_number(one) for one in numbers}
    if len(plain) > 1:
        raise LoyaltyRefused(_("Use one loyalty card per sale."), field="member_number")
    member = locked_member(number=plain.pop()) if plain else None
    if member is None:
        raise LoyaltyMemberUnknown(
            _("No loyalty member has this number. Check the card, or continue without it."),
            field="member_number",
        )
    return member


def _refuse_inactive(member: LockedMember) -> None:
    if member.state != State.ACTIVE:
        words = {
            State.BLOCKED: _("This loyalty card is blocked. Sell without it, or ask a manager."),
            State.CLOSED: _("This loyalty card is closed. Sell without it."),
        }
        raise LoyaltyMemberDiffers(
            words[State(member.state)], state=member.state, field="member_number"
        )


def _demand_spending(member: LockedMember, terms: ProgramTerms, amount: int, eligible: int) -> int:
    """The points that pay the amount. Raises LoyaltyRefused, TooFewPoints."""
    if not terms.is_on or terms.point_value < 1:
        raise _refused(_("Points aren’t taken as payment now. Choose another payment."))
    points = terms.points_of(amount)
    if points * terms.point_value != amount:
        money = _money(terms.point_value)
        raise _refused(
            _("A point is worth %(value)s. Enter a multiple of this amount.") % {"value": money}
        )
    if points < terms.least_spend:
        raise _refused(
            _("The minimum is %(points)s points. Choose another payment.")
            % {"points": terms.least_spend}
        )
    if amount > eligible:
        raise _refused(
            _("Only %(amount)s of this sale can be paid with points. Enter at most this amount.")
            % {"amount": _money(eligible)}
        )
    if points > member.points:
        text = _("The member has %(points)s points. Enter at most %(amount)s.")
        held = max(0, member.points)
        told = {"points": held, "amount": _money(held * terms.point_value)}
        raise TooFewPoints(text % told, points=member.points, field="payments")
    return points


def _refused(words: str) -> LoyaltyRefused:
    return LoyaltyRefused(words, field="payments")


def _money(amount: int) -> str:
    return format_money(Money(amount, pharmacy_currency()), pharmacy_country())


def _eligible(terms: ProgramTerms, bought: Sequence[LoyalLine]) -> int:
    return max(0, sum(one.amount for one in bought if one.legal_class not in terms.excluded))


def collect_pushed(
    number: str, paid: Sequence[tuple[str, int]], bought: Sequence[LoyalLine]
) -> tuple[Collecting | None, list[Mapping[str, Any]]]:
    """What a counter's sale earns and spends, whatever speaks against it: the goods left the shop.

    What is to be written, and why what points paid shouldn't have been: ``unknown``, ``blocked``,
    ``closed``, ``off``, ``excluded``, ``too_few``; or ``other`` where they were another member's.
    """
    amount = sum(part for _number, part in paid)
    named = plain_number(number) or next(filter(None, (plain_number(one) for one, _ in paid)), "")
    if not number and not paid:
        return None, []
    member = locked_member(number=named)
    if member is None:
        return None, [{"why": "unknown", "amount": amount, "number": number[:24]}]
    terms = terms_now()
    eligible = _eligible(terms, bought)
    is_active = member.state == State.ACTIVE
    spent = terms.points_of(amount)
    found: list[Mapping[str, Any]] = [
        {"why": why, "amount": amount, "points": spent, "member_id": member.id}
        for why in _why_not(member, terms, [plain_number(one) for one, _ in paid], amount, eligible)
    ]
    earned = terms.earned(eligible, amount) if is_active else 0
    return Collecting(member, terms, eligible, earned, spent, amount), found


def _why_not(
    member: LockedMember, terms: ProgramTerms, payers: Sequence[str], amount: int, eligible: int
) -> list[str]:
    if not amount:
        return []
    if member.state != State.ACTIVE:
        return [member.state]
    if not terms.is_on or terms.point_value < 1:
        return ["off"]
    if any(one != member.number for one in payers):
        return ["other"]
    if terms.points_of(amount) > member.points:
        return ["too_few"]
    return ["excluded"] if amount > eligible else []

"""What must always be true of gift cards, recomputed from the rows."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.books.accounts import Account
from theriac.domains.books.queries.balances import sums_by_branch
from theriac.domains.gift_cards.commands.issue import MARK
from theriac.domains.gift_cards.models import GiftCard, GiftEntry
from theriac.domains.gift_cards.queries import held_by_branch
from theriac.domains.organisation.numbering import declare_numbers

BALANCE_DIFFERS = finding(
    "gift_cards.balance_differs",
    _("Gift card %(card)s: %(balance)s is recorded, its entries come to %(sum)s."),
)
BOOKS_DIFFER = finding(
    "gift_cards.books_differ",
    _("Gift cards of branch %(branch)s: %(entered)s in the books, %(held)s on cards."),
)
BACK_TOO_MUCH = finding(
    "gift_cards.back_too_much",
    _("Gift card payment %(entry)s: %(back)s went back of %(paid)s."),
)


@verifies("gift_cards.balances")
def cards_hold_their_entries(findings: Findings) -> None:
    """What a card holds is the sum of its entries."""
    rows = GiftEntry.objects.order_by().values_list("card_id")
    sums = {key: int(amount) for key, amount in rows.annotate(sum=Sum("amount"))}
    for key, balance in GiftCard.objects.order_by("id").values_list("id", "balance"):
        if sums.get(key, 0) != balance:
            findings.violate(BALANCE_DIFFERS, card=key, balance=balance, sum=sums.get(key, 0))
        findings.look(1)


@verifies("gift_cards.books")
def cards_are_the_liability(findings: Findings) -> None:
    """All cards together hold what the books owe for them, branch by branch."""
    held, entered = held_by_branch(), sums_by_branch(Account.GIFT_CARDS)
    for branch_id in sorted(held.keys() | entered.keys()):
        sides = -entered.get(branch_id, 0), held.get(branch_id, 0)
        if sides[0] != sides[1]:
            findings.violate(BOOKS_DIFFER, branch=branch_id, entered=sides[0], held=sides[1])
        findings.look(1)


@verifies("gift_cards.payments")
def no_more_goes_back_than_was_paid(findings: Findings) -> None:
    """What was refunded or released of a payment is no more than the payment."""
    rows = GiftEntry.objects.exclude(answers=None).order_by()
    back = rows.values_list("answers_id", "answers__amount").annotate(sum=Sum("amount"))
    for key, paid, amount in back:
        if int(amount) > -paid:
            findings.violate(BACK_TOO_MUCH, entry=key, back=int(amount), paid=-paid)
        findings.look(1)


def _kept(branch_id: UUID) -> Iterable[str]:
    rows = GiftCard.objects.filter(branch_id=branch_id).order_by()
    return rows.values_list("number", flat=True)


declare_numbers(MARK, _("Gift cards"), _kept)

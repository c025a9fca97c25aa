"""Gift cards as they are listed and found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import query
from theriac.domains.books.till_cash import CashReason
from theriac.domains.books.till_money import OtherMoney, money_of_session
from theriac.domains.gift_cards.entries import hash_of
from theriac.domains.gift_cards.models import GiftCard, GiftEntry
from theriac.domains.gift_cards.permissions import VIEW_GIFT_CARDS
from theriac.domains.gift_cards.ports import is_sale
from theriac.domains.gift_cards.rules import plain_code

Kind = GiftEntry.Kind
CAME_IN = {Kind.ISSUED: CashReason.GIFT_CARD, Kind.TOPPED_UP: CashReason.TOP_UP}
"""How money comes onto a card for which somebody paid, and as what a till knows it."""
MOST_SHOWN = 50
GIFT_CARDS: Listing[GiftCard] = Listing(
    name="gift_cards.cards",
    sorts={
        "issued_at": SortFields(("issued_at",)),
        "balance": SortFields(("balance",)),
    },
    default_sort="-issued_at",
    filters={
        "state": lambda rows, value: rows.filter(state=value),
        "number": lambda rows, value: rows.filter(number=value),
    },
)


@query(permission=VIEW_GIFT_CARDS)
def list_gift_cards(*, actor: Actor, branch_id: UUID) -> QuerySet[GiftCard]:
    """Every card of the pharmacy, in no order."""
    rows: QuerySet[GiftCard] = GiftCard.objects.order_by()
    return rows


@query(permission=VIEW_GIFT_CARDS)
def find_gift_card(*, actor: Actor, branch_id: UUID, card_id: UUID) -> GiftCard | None:
    """One card."""
    found: GiftCard | None = GiftCard.objects.filter(id=card_id).first()
    return found


@query(permission=VIEW_GIFT_CARDS)
def gift_card_of_code(*, actor: Actor, branch_id: UUID, code: str) -> GiftCard | None:
    """The card of a code, for who has it in the hand."""
    if not plain_code(code):
        return None
    found: GiftCard | None = GiftCard.objects.filter(code_hash=hash_of(code)).first()
    return found


@dataclass(frozen=True, slots=True)
class GiftLine:
    """An entry with what the card held after it; ``waits`` for its sale, which hasn't come."""

    entry: GiftEntry
    after: int
    waits: bool = False


@query(permission=VIEW_GIFT_CARDS)
def gift_card_entries(*, actor: Actor, branch_id: UUID, card_id: UUID) -> Sequence[GiftLine]:
    """The last entries of a card, the newest first."""
    rows = GiftEntry.objects.filter(card_id=card_id)
    after = int(rows.order_by().aggregate(sum=Sum("amount"))["sum"] or 0)
    answered = set(rows.exclude(answers=None).order_by().values_list("answers_id", flat=True))
    found = []
    for entry in rows.order_by("-recorded_at", "-id")[:MOST_SHOWN]:
        is_open = entry.kind == Kind.PAID and entry.id not in answered
        waits = is_open and entry.sale_id is not None and not is_sale(entry.sale_id)
        found.append(GiftLine(entry, after, waits))
        after -= entry.amount
    return found


def unused_money(card_id: UUID, branch_id: UUID) -> Sequence[GiftEntry]:
    """The entries by which money came onto a card, all at this branch; none of one that was used.

    Nor of one that expired or is cancelled.
    """
    entries = list(GiftEntry.objects.filter(card_id=card_id).order_by("recorded_at", "id"))
    is_unused = all(one.kind in CAME_IN and one.branch_id == branch_id for one in entries)
    return entries if is_unused else []


@query(permission=VIEW_GIFT_CARDS)
def find_gift_entry(*, actor: Actor, branch_id: UUID, entry_id: UUID) -> GiftLine | None:
    """An entry with its card, and what the card held after it."""
    entry = GiftEntry.objects.select_related("card").filter(id=entry_id).first()
    if entry is None:
        return None
    upto = Q(recorded_at__lt=entry.recorded_at) | Q(recorded_at=entry.recorded_at, id__lte=entry.id)
    rows = GiftEntry.objects.filter(upto, card_id=entry.card_id).order_by()
    return GiftLine(entry, int(rows.aggregate(sum=Sum("amount"))["sum"] or 0))


def money_for_cards(session_id: UUID, terminal_id: UUID) -> Sequence[OtherMoney]:
    """What a till session took for cards, but cash."""
    found: list[OtherMoney] = []
    cancelled = Q(id__in=GiftEntry.objects.filter(kind=Kind.CANCELLED).values("answers_id"))
    for kind, reason in CAME_IN.items():
        rows = GiftEntry.objects.filter(kind=kind)
        found.extend(money_of_session(rows, cancelled, reason, session_id, terminal_id))
    return found


def held_by_branch() -> Mapping[UUID, int]:
    """What all entries come to, by the branch where they were booked."""
    rows = GiftEntry.objects.order_by().values_list("branch_id")
    return {key: int(amount) for key, amount in rows.annotate(sum=Sum("amount"))}


@query(permission=VIEW_GIFT_CARDS)
def gift_payment(*, actor: Actor, branch_id: UUID, entry_id: UUID) -> tuple[UUID, int]:
    """An entry that was just made, and what its card holds now."""
    entry = GiftEntry.objects.select_related("card").get(id=entry_id)
    return entry.id, int(entry.card.balance)

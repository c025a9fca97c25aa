"""What stock is worth, entered as it moves: registered with the ledger of stock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from theriac.domains.books.accounts import Account
from theriac.domains.books.journal import EnteredDocument, enter
from theriac.domains.books.rules import AGAINST, added
from theriac.domains.organisation.queries.branches import branch_zone
from theriac.domains.stock.queries.worth import MovedWorth, Side

Parts = list[tuple[str, int]]


def enter_moved(moved: Sequence[MovedWorth]) -> None:
    """Enter movements, each document's at each branch together.

    What changes branch is entered at both, against what they owe each other.
    """
    entries: dict[tuple[UUID, UUID], Parts] = defaultdict(list)
    firsts: dict[tuple[UUID, UUID], MovedWorth] = {}
    for one in moved:
        for branch_id, parts in _parts_of(one).items():
            key = (one.document_id, branch_id)
            firsts.setdefault(key, one)
            entries[key] += parts
    zones: dict[UUID, ZoneInfo] = {}
    for (_document_id, branch_id), parts in entries.items():
        amounts = added(parts)
        if amounts:
            first = firsts[_document_id, branch_id]
            enter(_document(first, branch_id, zones), amounts)


def _document(first: MovedWorth, branch_id: UUID, zones: dict[UUID, ZoneInfo]) -> EnteredDocument:
    return EnteredDocument(
        kind=first.kind,
        id=first.document_id,
        branch_id=branch_id,
        number=first.document_number,
        booked_on=_day(first, branch_id, zones),
        recorded_at=first.recorded_at,
        person_id=first.person_id,
    )


def _day(first: MovedWorth, branch_id: UUID, zones: dict[UUID, ZoneInfo]) -> date:
    """The document's day, that of the sale for what is sold; else the day of its recording."""
    if first.business_on is not None:
        return first.business_on
    if branch_id not in zones:
        zones[branch_id] = branch_zone(branch_id)
    return first.recorded_at.astimezone(zones[branch_id]).date()


def _parts_of(one: MovedWorth) -> dict[UUID, Parts]:
    """What one movement changes, by branch."""
    taken, given, found = one.taken, one.given, dict[UUID, Parts]()
    if taken is not None and given is not None:
        _between(found, taken, given)
    elif taken is not None:
        against = AGAINST[one.kind]
        found[taken.branch_id] = [(against, taken.amount), (_account(taken), -taken.amount)]
    elif given is not None:
        against = AGAINST[one.kind]
        found[given.branch_id] = [(_account(given), given.amount), (against, -given.amount)]
    if one.owed and AGAINST[one.kind] is Account.COST_OF_GOODS:
        owed = one.owed if taken is not None else -one.owed
        there = found.setdefault(one.branch_id, [])
        there += [(Account.COST_OF_GOODS, owed), (Account.CONSIGNORS, -owed)]
    return found


def _between(found: dict[UUID, Parts], taken: Side, given: Side) -> None:
    """From one place to another: what rounding makes of it is a difference of stock."""
    if taken.branch_id == given.branch_id:
        found[taken.branch_id] = [
            (_account(given), given.amount),
            (_account(taken), -taken.amount),
            (Account.STOCK_DIFFERENCES, taken.amount - given.amount),
        ]
        return
    found[taken.branch_id] = [(Account.BRANCHES, taken.amount), (_account(taken), -taken.amount)]
    found[given.branch_id] = [
        (_account(given), given.amount),
        (Account.BRANCHES, -taken.amount),
        (Account.STOCK_DIFFERENCES, taken.amount - given.amount),
    ]


def _account(side: Side) -> Account:
    return Account.STOCK_ON_THE_WAY if side.is_on_the_way else Account.STOCK

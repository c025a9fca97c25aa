"""A pushed sale's rows: booked as its device made it, or kept unbooked until a person decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from logging import getLogger
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from theriac.core import clock
from theriac.core.actor import Actor, ActorKind
from theriac.core.command import current_unit
from theriac.core.database.insert import insert_if_absent
from theriac.core.ids import new_id
from theriac.core.privacy.periods import ready_owner
from theriac.core.sealing.encoding import CantOpen
from theriac.countries.registry import profile_for
from theriac.domains.accounts.queries.actors import actors_of
from theriac.domains.catalog.queries.sale_facts import ProductFact, sale_facts
from theriac.domains.controlled.entries import take_as_told
from theriac.domains.organisation.queries.selling_point import SellingPoint
from theriac.domains.organisation.queries.terminals import prefix_of_series
from theriac.domains.patients.queries.groups import stands_in
from theriac.domains.sales.checkout.announcement import announce_sale, open_cases
from theriac.domains.sales.checkout.numbers import SALE_SERIES
from theriac.domains.sales.checkout.papers import papers_of
from theriac.domains.sales.checkout.place import SaleContext
from theriac.domains.sales.controlled.counter import count_limits, judge_hand_over
from theriac.domains.sales.dispensing.pushed import dispense_pushed, on_prescriptions
from theriac.domains.sales.duty.cases import unattended_lines
from theriac.domains.sales.duty.gate import attending
from theriac.domains.sales.ledgers.together import enter_told
from theriac.domains.sales.models import HeldPush, Sale
from theriac.domains.sales.prescriptions import GROUND_KEYS
from theriac.domains.sales.promotions.promises import judge_promises
from theriac.domains.sales.promotions.pushed import judge_promotions, redeem_pushed
from theriac.domains.sales.pushes import disagreements
from theriac.domains.sales.pushes.approval import judge_beyond, judge_discounts
from theriac.domains.sales.pushes.books import Disagreement, KnownBooks
from theriac.domains.sales.pushes.bounds import MOST_CASES, MOST_OPEN_CASES, is_near
from theriac.domains.sales.pushes.facts import is_readable, told_facts
from theriac.domains.sales.pushes.goods.allocation import allocate, look_further
from theriac.domains.sales.pushes.goods.cover import collect_reserved
from theriac.domains.sales.pushes.goods.found_goods import counts_asked, take_in
from theriac.domains.sales.pushes.goods.scanned import keep_scanned
from theriac.domains.sales.pushes.held import kept_content
from theriac.domains.sales.pushes.named import batch_ids, person_ids
from theriac.domains.sales.pushes.rows import PushedRows, rows_of, sale_row
from theriac.domains.sales.pushes.sale import PushedSale
from theriac.domains.sales.pushes.sealed import opened
from theriac.domains.sales.queries.cases import open_cases_of
from theriac.domains.sales.queries.series import last_number
from theriac.domains.sales.safety.judged import judge_safety, keep_judged
from theriac.domains.stock.commands.take import SaleDocument, take_for_sale
from theriac.domains.stock.queries.sellable import named_batches

logger = getLogger(__name__)


class PushState(StrEnum):
    """What became of a pushed sale."""

    BOOKED = "booked"
    REPLAYED = "replayed"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class RecordedPush:
    """The answer to a push: what became of it and how many cases it opened."""

    sale_id: UUID
    state: PushState
    cases: int = 0


class TooManyCases(Exception):
    """A pushed sale would open more cases than a sale, or its terminal, may leave to people."""


def is_in_own_series(point: SellingPoint, pushed: PushedSale) -> bool:
    """Whether the sale is numbered in a series of sales of its own terminal."""
    return prefix_of_series(point.terminal_id, pushed.series_id, SALE_SERIES) is not None


def _judged(pushed: PushedSale, books: KnownBooks) -> list[Disagreement]:
    return [
        *disagreements.of_lines(pushed, books),
        *disagreements.of_sale(pushed, books),
        *judge_discounts(pushed, books),
        *judge_beyond(pushed, books),
        *judge_promotions(pushed, books),
        *judge_promises(pushed, books),
    ]


def business_day(point: SellingPoint, pushed: PushedSale) -> date:
    """The day at the branch when it was sold, whatever the device calls it."""
    return pushed.occurred_at.astimezone(ZoneInfo(point.time_zone)).date()


def _number_of(point: SellingPoint, pushed: PushedSale) -> str:
    """The number that the sale's place in its series has; "" where that isn't its terminal's."""
    prefix = prefix_of_series(point.terminal_id, pushed.series_id, SALE_SERIES)
    return profile_for(point.country).format_number(prefix, pushed.sequence) if prefix else ""


def is_near_its_series(pushed: PushedSale) -> bool:
    """Whether the number is near its series; asks the books only where it is high."""
    if is_near(pushed.sequence, 0):
        return True
    return is_near(pushed.sequence, last_number(pushed.series_id))


def hold(point: SellingPoint, pushed: PushedSale, reason: str) -> RecordedPush:
    """Keep it as it was sent, what is sealed in it sealed."""
    moment = clock.now()
    is_own = reason != HeldPush.Reason.UNSIGNED and is_in_own_series(point, pushed)
    has_place = is_own and is_near_its_series(pushed)
    held = HeldPush(
        id=new_id(),
        sale_id=pushed.id,
        terminal_id=point.terminal_id,
        branch_id=point.branch_id,
        reason=reason,
        number=pushed.number,
        series_id=pushed.series_id,
        sequence=pushed.sequence if has_place else 0,
        content_hash=pushed.content_hash,
        content=kept_content(pushed),
        key_id=ready_owner(GROUND_KEYS, moment),
        received_at=moment,
        decided_at=None,
        decided_by=None,
    )
    if insert_if_absent(HeldPush, held):
        current_unit().record("sales.held_push", held.id, reason=reason)
    return RecordedPush(pushed.id, PushState.HELD)


def book_pushed(
    point: SellingPoint,
    pushed: PushedSale,
    previous_on: date | None,
    *,
    received_at: datetime,
    is_void: bool = False,
    by_person: bool = False,
    facts: Mapping[str, Any] | None = None,
) -> RecordedPush:
    """Write a sale as its device made it, inside a command; ``facts`` go to its audit record.

    ``is_void``: its number has no sale, as somebody declared. Held instead, when it names what the
    books don't know or seals what doesn't open. ``by_person`` decided: what doesn't open is a case
    then, and cases have no measure. Raises TooManyCases.
    """
    told_on, pushed = pushed.business_on, replace(pushed, business_on=business_day(point, pushed))
    place = SaleContext(point, profile_for(point.country), pushed.occurred_at, pushed.business_on)
    products = sale_facts({line.product_id for line in pushed.lines})
    pushed, reason = _read(point, pushed, products, by_person=by_person)
    if reason:
        return hold(point, pushed, reason)
    people = actors_of(person_ids(pushed))
    place, unattended = attending(place, products, pushed.person_id)
    in_hand = take_in(pushed, point.branch_id, people) if pushed.found else []
    named = on_prescriptions(pushed, point.branch_id, _seller(pushed, people))
    books = KnownBooks(
        place=place,
        products=products,
        batches=named_batches(point.branch_id, batch_ids(pushed), place.moment),
        people=people,
        client=current_unit().actor,
        received_at=received_at,
        previous_on=previous_on,
        is_void=is_void,
        number=_number_of(point, pushed),
        told_on=told_on,
        papers=papers_of(pushed, place, products),
        **_patient_of(pushed.patient_id),
        approved={key: one.approved_by for key, one in named.lines.items()},
    )
    found = collect_reserved(pushed, point.branch_id, books.batches)
    if (goods := allocate(point.branch_id, pushed, books.batches, products)).short:
        books, goods = look_further(point, pushed, books, goods)
    safety = judge_safety(pushed, books, named.reviewed)
    found += [*goods.short, *_judged(pushed, books), *safety.cases, *counts_asked(pushed, in_hand)]
    handed = judge_hand_over(pushed, books, named)
    found += [*unattended_lines(pushed, products, unattended), *handed.cases]
    found += dispense_pushed(pushed, books, named)
    sale = sale_row(point, pushed, now := clock.now())
    rows = rows_of(pushed, now, books.papers, handed.prescribers)
    document = _written(point, sale, rows, found, (pushed, books))
    keep_judged(pushed, books, safety)
    take_for_sale(document, goods.takes, even_withheld=True, is_told=True, lying=goods.lying)
    found += keep_scanned(document, pushed, point.terminal_id)
    found += [*redeem_pushed(pushed, books), *(counted := count_limits(pushed, books)).cases]
    _open(point, sale, found, by_person=by_person)
    told = {**told_facts(pushed, books), **handed.facts, **counted.facts, **(facts or {})}
    announce_sale(sale, rows.lines, goods.takes, told)
    return RecordedPush(sale.id, PushState.BOOKED, len(found))


def _open(
    point: SellingPoint, sale: Sale, found: Sequence[Disagreement], *, by_person: bool
) -> None:
    """Open the sale's cases. Raises TooManyCases where nobody decided and they have no measure."""
    if not by_person and not _has_measure(point, found):
        raise TooManyCases
    open_cases(sale, found)


def _read(
    point: SellingPoint,
    pushed: PushedSale,
    products: Mapping[UUID, ProductFact],
    *,
    by_person: bool,
) -> tuple[PushedSale, HeldPush.Reason | None]:
    """The sale with what it seals, as far as that opens; and why it is held instead."""
    if not is_readable(pushed, products):
        return pushed, HeldPush.Reason.UNREADABLE
    whole = _opened(pushed, point.branch_id)
    is_held = whole is None and not by_person
    return whole or pushed, HeldPush.Reason.SEALED if is_held else None


def _opened(pushed: PushedSale, branch_id: UUID) -> PushedSale | None:
    """The sale with what it seals; None where that doesn't open."""
    try:
        return opened(pushed, branch_id)
    except CantOpen as problem:
        logger.warning("what a pushed sale seals doesn't open: %s", problem)
        return None


def _seller(pushed: PushedSale, people: Mapping[UUID, Actor]) -> Actor | None:
    """Who sold: a person, or the machine client that pushes in its own name."""
    client = current_unit().actor
    is_own = client.kind is ActorKind.MACHINE and client.id == pushed.person_id
    return client if is_own else people.get(pushed.person_id)


def _patient_of(patient_id: UUID | None) -> dict[str, bool]:
    """Whether the books know the record that was named, and whether another stands for it."""
    standing = stands_in(patient_id) if patient_id else None
    return {
        "is_patient_known": patient_id is None or standing is not None,
        "is_patient_merged": standing not in {None, patient_id},
    }


def _written(
    point: SellingPoint,
    sale: Sale,
    rows: PushedRows,
    found: list[Disagreement],
    told: tuple[PushedSale, KnownBooks],
) -> SaleDocument:
    """The sale with its rows, in the books and on accounts, as the document of what is taken.

    What disagrees about its ledgers is added to what was ``found``.
    """
    take_as_told()
    current_unit().writes.add([(Sale, [sale]), *rows.in_order()])
    found += enter_told(sale, told[0], rows.payments, told[1])
    return SaleDocument(
        sale.id,
        point.branch_id,
        sale.number,
        sale.occurred_at,
        sale.business_on,
        sale.person_id,
    )


def _has_measure(point: SellingPoint, found: Sequence[Disagreement]) -> bool:
    """Whether people may be left to settle all this; asks the books only where there is any."""
    if not found or len(found) > MOST_CASES:
        return not found
    left = MOST_OPEN_CASES - len(found)
    return open_cases_of(point.terminal_id, at_most=left + 1) <= left

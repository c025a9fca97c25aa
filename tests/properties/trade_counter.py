"""A counter's documents, as its device makes them by what it knows itself."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tests.properties.trade import CHANGE, FLOAT, Wanted
from tests.properties.trade_model import CASH, CREDIT, EXCHANGE, POINTS, Bought, Goods, Refund, Till
from tests.properties.trade_program import ProgramTrade
from tests.support.credit_notes import credit_note
from tests.support.pushing import pushed_line, pushed_sale
from tests.support.tills import cash_move, closing, closing_of_none, opening
from theriac.core.ids import new_id
from theriac.domains.sales.pushes.sale import PushedPayment, PushedSale


@dataclass(eq=False)
class Told:
    """A document of the device; ``day`` is when it was made, ``why`` for what it waits."""

    kind: str
    session: UUID
    wire: Any
    day: int
    sale_id: UUID | None = None
    bought: Bought | None = None
    goods: Goods = ()
    back: Refund | None = None
    other_sale: UUID | None = None
    amount: int = 0
    why: str = ""

    @property
    def id(self) -> UUID:
        return self.wire.id if self.kind == "sale" else UUID(self.wire["id"])


class CounterTrade(ProgramTrade):
    """The shop with a counter too, whose documents are on their way until they arrive."""

    def __init__(self, *given: Any, **more: Any) -> None:
        self.made: list[Told] = []
        self.own: dict[UUID, tuple[PushedSale, Bought]] = {}
        self.sequence = self.notes = self.z = 0
        self.numbers: list[int] = []
        super().__init__(*given, **more)
        self._begin()

    def _begin(self) -> None:
        wire = opening(self.shop, FLOAT)
        self.at = UUID(wire["id"])
        self.drawer = Till(FLOAT)  # as the device counts it
        self.numbers = []
        self.tills[self.at] = Till(FLOAT)
        self._tell("opening", wire)

    def _tell(self, kind: str, wire: Any, **more: Any) -> Told:
        told = Told(kind, self.at, wire, self.day, **more)
        self.made.append(told)
        return told

    def counter_sells(self, wanted: Wanted, way: str, *, is_members: bool, gives: int) -> None:
        sale = self.planned(wanted, way, is_members=is_members)
        self._sold(wanted, sale, gives, None)

    def _sold(self, wanted: Wanted, sale: Bought, gives: int, note: UUID | None) -> UUID:
        self.sequence += 1
        self.numbers.append(self.sequence)
        tendered = sale.paid[CASH] + (CHANGE * gives if sale.paid[CASH] else 0)
        lines = [
            pushed_line(
                self.shop,
                self.medicine,
                [(self.batch, factor * packs)],
                price=self.prices[factor],
                factor=factor,
                position=position,
            )
            for position, (factor, packs) in enumerate(wanted, start=1)
        ]
        references = {
            CREDIT: self.account_row.number,
            POINTS: self.member.number,
            EXCHANGE: str(note),
        }
        payments = [
            PushedPayment(
                id=new_id(),
                method=way,
                tendered=tendered if way == CASH else amount,
                change=tendered - amount if way == CASH else 0,
                reference=references.get(way, ""),
            )
            for way, amount in sale.paid.items()
        ]
        told = pushed_sale(
            self.shop,
            lines,
            self.sequence,
            payments=payments,
            rounding=sale.total - sale.worth,
            total=sale.total,
            till_session_id=self.at,
            member_number=self.member.number if sale.is_members else "",
        )
        self.own[told.id] = (told, deepcopy(sale))
        self.drawer.take(tendered, tendered - sale.paid[CASH])
        self._tell("sale", told, sale_id=told.id, bought=sale, amount=tendered)
        return told.id

    def counter_gives_back(self, pick: int, units: Sequence[int], condition: str) -> None:
        """By what the device knows came back: no more than is left, as it was paid, on its day."""
        found = self._own_picked(pick, units)
        if found is not None:
            key, goods = found
            back = self.own[key][1].refund(goods, self.multiple)
            self._note(new_id(), key, goods, back, condition)

    def counter_exchanges(self, pick: int, units: Sequence[int], wanted: Wanted) -> None:
        found = self._own_picked(pick, units)
        if found is None:
            return
        key, goods = found
        first, note = self.own[key][1], new_id()
        new = self.for_another(wanted, goods, first)
        back = first.refund(goods, self.multiple, new.total)
        other = self._sold(wanted, new, 0, note)
        self._note(note, key, goods, back, "sealed", other)

    def _own_picked(self, pick: int, units: Sequence[int]) -> tuple[UUID, Goods] | None:
        mine = [key for key, (_told, sale) in self.own.items() if sale.day == self.day]
        if not mine:
            return None
        key = mine[pick % len(mine)]
        sale = self.own[key][1]
        goods = [
            (at, min(wanted, left))
            for at, (wanted, left) in enumerate(zip(units, sale.left, strict=False))
            if min(wanted, left)
        ]
        asks = goods and sale.asks(sale.refund(goods, self.multiple), self.day)
        return (key, goods) if goods and not asks else None

    def _note(
        self,
        note: UUID,
        key: UUID,
        goods: Goods,
        back: Refund,
        condition: str,
        other: UUID | None = None,
    ) -> None:
        told, mine = self.own[key]
        to = "quarantine" if condition == "sealed" else "destruction"
        lines = [
            {
                "sale_line_id": str(told.lines[at].id),
                "batch_id": str(self.batch),
                "quantity": units,
                "condition": condition,
                "goes": to,
            }
            for at, units in goods
        ]
        exchange = {"exchange_sale_id": str(other), "exchanged": back.exchanged}
        self.notes += 1
        wire = credit_note(
            self.shop,
            told,
            sequence=self.notes,
            id=str(note),
            lines=lines,
            total=back.total,
            refunds=[{"method": way, "amount": amount} for way, amount in back.parts.items()],
            session_id=str(self.at) if back.cash else None,
            **(exchange if back.exchanged else {}),
        )
        mine.bring_back(goods, back)
        facts: dict[str, Any] = {"sale_id": key, "goods": goods, "back": back}
        self._tell("note", wire, **facts, other_sale=other if back.exchanged else None)
        if back.cash:
            self._moved("cash_out refund", back.cash, note)

    def counter_moves(self, way: str, amount: int) -> None:
        self._moved(way, amount)

    def counter_pays_out(self, pick: int) -> None:
        """A refund that the office owes: another till may have paid it meanwhile, or this one."""
        if self.note_cash:
            note = list(self.note_cash)[pick % len(self.note_cash)]
            if self.note_cash[note]:
                self._moved("cash_out refund", self.note_cash[note], note)

    def _moved(self, way: str, amount: int, note: UUID | None = None) -> None:
        kind, reason = way.split()
        self.drawer.move(kind, reason, amount)
        returned = {"return_id": str(note)} if note else {}
        wire = cash_move(self.shop, str(self.at), kind, reason, amount, **returned)
        self._tell("move", wire, sale_id=note, amount=amount)

    def counter_closes(self, off: int) -> None:
        self.z += 1
        counted = max(0, self.drawer.expected + off)
        facts: dict[str, Any] = {"z": self.z, "why": "unknown", "expected": self.drawer.expected}
        session, pieces = str(self.at), {1: counted}
        if self.numbers:
            numbers = (self.numbers[0], self.numbers[-1])
            wire = closing(self.shop, session, pieces, numbers=numbers, **facts)
        else:
            wire = closing_of_none(self.shop, session, pieces, **facts)
        self._tell("closing", wire, amount=counted)
        self._begin()

"""What a program does in the shop, beside the model of it: online, so it is answered at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from tests.properties.trade import CHANGE, FLOAT, VALUE, Trade, Wanted
from tests.properties.trade_model import CASH, CREDIT, EXCHANGE, POINTS, Bought, Goods, Refund, Till
from tests.support.approving import by_two
from tests.support.credit import on_credit, paid
from tests.support.customer_returns import returned
from tests.support.loyalty import with_points
from tests.support.tills import program_till
from theriac.core.facts.records import given
from theriac.core.problems import Problem
from theriac.domains.credit.commands.payments import reverse_payment
from theriac.domains.credit.ids import CreditEntryId
from theriac.domains.customer_returns.commands.exchange_goods import exchange_goods
from theriac.domains.customer_returns.commands.return_goods import return_goods
from theriac.domains.customer_returns.drafts import CustomerReturnNew
from theriac.domains.customer_returns.models import CustomerRefund
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem, TenderGiven
from theriac.domains.sales.commands.complete_sale import CompletedSale, complete_sale
from theriac.domains.sales.models import SaleLine
from theriac.domains.tills.commands.run_till import (
    CashMoveNew,
    TillCount,
    close_till,
    move_cash,
)
from theriac.domains.tills.documents import CashPieces
from theriac.domains.tills.rules import MoveKind


def refusal(act: Callable[[], Any]) -> str:
    """The kind of problem that an act must meet."""
    try:
        act()
    except Problem as problem:
        return type(problem).__name__
    raise AssertionError("it was let pass")


class ProgramTrade(Trade):
    """The shop with a program, whose till is always open."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self._open()

    def _open(self) -> None:
        self.session = program_till(self.shop)
        self.tills[self.session] = Till(FLOAT, is_known=True)

    @property
    def till(self) -> Till:
        return self.tills[self.session]

    def sell(self, wanted: Wanted, way: str, *, is_members: bool, gives: int) -> None:
        sale = self.planned(wanted, way, is_members=is_members)
        tendered = sale.paid[CASH] + (CHANGE * gives if sale.paid[CASH] else 0)
        act = partial(self._complete, wanted, sale, tendered)
        if sale.paid[POINTS] > max(0, self.points.now) * VALUE:
            assert refusal(lambda: act(None)) == "TooFewPoints"
            return
        if sale.paid[CREDIT] and self.account.is_over(sale.paid[CREDIT]):
            done = by_two(self.manager, self.shop.owner, act)
            self.account.yes += 1
        else:
            done = act(None)
        assert done.sale.total == sale.total
        self.book(done.sale.id, sale, self.till, tendered)

    def _complete(
        self, wanted: Wanted, sale: Bought, tendered: int, approval: UUID | None
    ) -> CompletedSale:
        tenders = [
            on_credit(self.account_row, amount)
            if way == CREDIT
            else with_points(amount)
            if way == POINTS
            else TenderGiven(method=PaymentMethod(way), amount=amount)
            for way, amount in sale.paid.items()
            if way != CASH
        ]
        if tendered:
            tenders.append(TenderGiven(method=PaymentMethod.CASH, amount=tendered))
        draft = SaleDraft(
            items=self._items(wanted),
            tenders=tenders,
            member_number=self.member.number if sale.is_members else "",
            till_session_id=self.session,
            credit_approval_id=approval,
        )
        return complete_sale(**self._at_program(), draft=draft)

    def _items(self, wanted: Wanted) -> list[SaleItem]:
        product, packs = self.medicine.id, self.medicine.packs
        return [SaleItem(product_id=product, pack_id=packs[f], packs=n) for f, n in wanted]

    def _at_program(self) -> dict[str, Any]:
        return {**self.here, "terminal_id": self.shop.api_terminal_id}

    def give_back(self, pick: int, units: Sequence[int], condition: str) -> None:
        """So many units of each line of a sale come back to the shop, perhaps too many."""
        found = self._picked(pick, units)
        if found is None:
            return
        key, goods = found
        sale, draft = self.sales[key], self._draft(key, goods, condition)
        act = lambda yes: return_goods(**self.here, draft=draft, approval_id=yes)  # noqa: E731
        if self._is_refused(key, goods, lambda: act(None)):
            return
        back = sale.refund(goods, self.multiple)
        note = (
            by_two(self.manager, self.shop.owner, act) if sale.asks(back, self.day) else act(None)
        )
        self._refunded(key, note, goods, back, condition)

    def exchange(self, pick: int, units: Sequence[int], wanted: Wanted) -> None:
        """Goods come back sealed for others; the difference is paid in cash, or refunded."""
        found = self._picked(pick, units)
        if found is None:
            return
        key, goods = found
        sale, draft = self.sales[key], self._draft(key, goods, "sealed")
        cash = [TenderGiven(method=PaymentMethod.CASH)]
        other = SaleDraft(items=self._items(wanted), tenders=cash, till_session_id=self.session)
        act = lambda yes: exchange_goods(  # noqa: E731
            **self._at_program(), draft=draft, sale=other, approval_id=yes
        )
        if self._is_refused(key, goods, lambda: act(None)):
            return
        new = self.for_another(wanted, goods, sale)
        back = sale.refund(goods, self.multiple, new.total)
        done = (
            by_two(self.manager, self.shop.owner, act) if sale.asks(back, self.day) else act(None)
        )
        assert done.sold.sale.total == new.total
        self.book(done.sold.sale.id, new, self.till, new.paid[CASH])
        self._refunded(key, done.return_id, goods, back, "sealed")

    def _picked(self, pick: int, wanted: Sequence[int]) -> tuple[UUID, Goods] | None:
        if not self.sales:
            return None
        key = list(self.sales)[pick % len(self.sales)]
        lines = range(len(self.sales[key].lines))
        goods = [(at, units) for at, units in zip(lines, wanted, strict=False) if units]
        return (key, goods) if goods else None

    def _draft(self, key: UUID, goods: Goods, condition: str) -> CustomerReturnNew:
        rows = SaleLine.objects.filter(sale_id=key).order_by("position")
        ids = list(rows.values_list("id", flat=True))
        lines = [returned(ids[at], units, condition=condition) for at, units in goods]
        return given(CustomerReturnNew, sale_id=key, reason="unwanted", lines=lines)

    def _is_refused(self, key: UUID, goods: Goods, act: Callable[[], Any]) -> bool:
        """Whether nothing comes of it: a note of the sale waits, or more comes than was sold."""
        left = self.sales[key].left
        if self.on_hold[key]:
            assert refusal(act) == "NoteOnHold"
        elif any(units > left[at] for at, units in goods):
            assert refusal(act) == "ReturnTooMuch"
        else:
            return False
        return True

    def _refunded(self, key: UUID, note: UUID, goods: Goods, back: Refund, condition: str) -> None:
        rows = CustomerRefund.objects.filter(customer_return_id=note)
        told = {row.method: row.amount for row in rows}
        assert told == {**({EXCHANGE: back.exchanged} if back.exchanged else {}), **back.parts}
        mildest = "shelf" if self.resold else "quarantine"
        to = mildest if condition == "sealed" else "quarantine"  # where it waits for destruction
        self.bring_back(key, note, goods, back, to)

    def unpaid(self) -> list[UUID]:
        """Notes whose cash a till still has to pay."""
        return [key for key, cash in self.note_cash.items() if cash and key not in self.paid_out]

    def pay_out(self, pick: int) -> None:
        if not self.unpaid():
            return
        note = self.unpaid()[pick % len(self.unpaid())]
        told = ("cash_out", "refund", self.note_cash[note], note)
        self._move(*told)
        self.paid_out.add(note)

    def move(self, way: str, amount: int) -> None:
        self._move(*way.split(), amount)

    def _move(self, kind: str, reason: str, amount: int, note: UUID | None = None) -> None:
        told = CashMoveNew(kind=MoveKind(kind), reason=reason, amount=amount, return_id=note)
        move_cash(**self.here, session_id=self.session, move=told)
        self.till.move(kind, reason, amount)
        self.moves += 1

    def close(self, off: int) -> None:
        """Count the program's till, and begin another session."""
        counted = max(0, self.till.expected + off)
        pieces = (CashPieces(value=1, pieces=counted),)
        self.till.counted = counted
        count = TillCount(cash=pieces, why="unknown")
        close_till(**self.here, session_id=self.session, count=count)
        self._open()

    def pay_account(self, amount: int, *, in_cash: bool) -> None:
        """A payment on the account; no more is taken than is owed."""
        way: dict[str, Any] = {"method": "transfer"}
        if in_cash:
            way = {"method": "cash", "till_session_id": self.session}
        act = partial(paid, self.shop, self.account_row, amount, **way)
        if amount > self.account.owed:
            assert refusal(act) == "CreditPaymentRefused"
            return
        entry = act()
        self.account.owed -= amount
        if in_cash:
            self.till.move("cash_in", "account", amount)
            self.moves += 1
        else:
            self.payments.append((entry.id, amount))

    def reverse_payment(self) -> None:
        """The last transfer on the account bounced."""
        if not self.payments:
            return
        key, amount = self.payments.pop()
        entry_id = CreditEntryId(key)
        reverse_payment(**self.here, credit_entry_id=entry_id, reason="bounced")
        self.account.owed += amount

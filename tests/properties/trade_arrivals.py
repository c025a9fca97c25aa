"""A counter's documents as they arrive, in any order and again, and what a manager decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.properties.trade_counter import CounterTrade, Told
from tests.properties.trade_model import CREDIT
from tests.support.pushing import push
from tests.support.tills import take
from theriac.core.outbox.models import OutboxEvent
from theriac.domains.tills.commands.decide_held import dismiss_held, take_held
from theriac.domains.tills.ids import HeldTillId
from theriac.domains.tills.models import HeldTillDocument
from theriac.domains.tills.reactions import follow_sales


class ArrivingTrade(CounterTrade):
    """What arrived, and what of it waits; the model hears of a document when it is booked."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.arrived: list[Told] = []
        self.held: list[Told] = []

    def arrive(self, picks: Sequence[int]) -> None:
        """Some of what is on its way, in any order."""
        for pick in picks[: len(self.made)]:
            told = self.made.pop(pick % len(self.made))
            self._take(told)
            self.arrived.append(told)

    def again(self, pick: int) -> None:
        """What arrived arrives once more: nothing comes of it."""
        if not self.arrived:
            return
        told = self.arrived[pick % len(self.arrived)]
        if told.kind == "sale":
            assert push(self.shop, told.wire).state.value == "replayed"
        else:
            waits = told in self.held or told.why == "dismissed"
            assert take(self.shop, told.wire) == ("held" if waits else "taken")

    def _take(self, told: Told) -> None:
        if told.kind == "sale":
            self._take_sale(told)
            return
        told.why = self._against(told)
        state = take(self.shop, told.wire)
        assert (state, self._reason(told)) == (("held", told.why) if told.why else ("taken", ""))
        if told.why:
            self._hold(told)
        else:
            self._apply(told)

    def _reason(self, told: Told) -> str:
        rows = HeldTillDocument.objects.filter(document_id=told.id, decided_at=None)
        return rows.values_list("reason", flat=True).first() or ""

    def _hold(self, told: Told) -> None:
        self.held.append(told)
        if told.kind == "note" and told.sale_id:
            self.on_hold[told.sale_id] += 1

    def _let_go(self, told: Told) -> None:
        self.held.remove(told)
        if told.kind == "note" and told.sale_id:
            self.on_hold[told.sale_id] -= 1

    def _against(self, told: Told) -> str:
        """For what a document waits, by what has arrived; "" for nothing."""
        names_session = told.kind in ("move", "closing") or told.wire.get("session_id")
        if names_session and not self.tills[told.session].is_known:
            return "session"
        if told.kind == "note":
            return self._note_against(told)
        if told.kind == "move" and told.sale_id:
            if self.note_cash.get(told.sale_id, told.amount) != told.amount:
                return "amount"
            return "paid" if told.sale_id in self.paid_out else ""
        return ""

    def _note_against(self, told: Told) -> str:
        assert told.sale_id
        assert told.back
        needed = [told.sale_id, *([told.other_sale] if told.other_sale else [])]
        if any(key not in self.sales for key in needed):
            return "sale"
        sale = self.sales[told.sale_id]
        return sale.against(told.goods, told.back, told.day, self.multiple)

    def _take_sale(self, told: Told) -> None:
        assert told.bought
        assert push(self.shop, told.wire).state.value == "booked"
        credit = told.bought.paid[CREDIT]
        self.account.cases += bool(credit) and self.account.is_over(credit)
        self.book(told.wire.id, told.bought, self.tills[told.session], told.amount)
        events = OutboxEvent.objects.filter(type="theriac.sale.completed.v1")
        follow_sales(list(events.filter(data__sale_id=str(told.wire.id))))
        for one in [one for one in self.held if one.kind == "note" and one.why == "sale"]:
            if told.wire.id in (one.sale_id, one.other_sale):
                self._judge_again(one)

    def _judge_again(self, told: Told) -> None:
        told.why = self._note_against(told) if told.kind == "note" else self._against(told)
        if not told.why:
            self._let_go(told)
            self._apply(told)
        assert self._reason(told) == told.why

    def _apply(self, told: Told) -> None:
        till = self.tills[told.session]
        if told.kind == "opening":
            till.is_known = True
            waiting = [one for one in self.held if one.session == told.session]
            waiting = [one for one in waiting if one.why == "session"]
            for one in sorted(waiting, key=lambda one: one.kind == "closing"):
                self._judge_again(one)
        elif told.kind == "closing":
            till.counted = told.amount
        elif told.kind == "move":
            till.move(told.wire["kind"], told.wire["reason"], told.amount)
            self.moves += 1
            if told.sale_id:
                self.paid_out.add(told.sale_id)
        elif told.sale_id and told.back:
            self.noted(told.sale_id, told.id, told.goods, told.back, "quarantine", told.day)

    def decide(self, pick: int, *, takes: bool) -> None:
        """A manager takes a note that waits, or leaves it out for good."""
        notes = [one for one in self.held if one.kind == "note" and one.why != "sale"]
        notes = [one for one in notes if one.why != "session"]
        if not notes:
            return
        told = notes[pick % len(notes)]
        row = HeldTillDocument.objects.get(document_id=told.id, decided_at=None)
        given: dict[str, Any] = {**self.here, "held_id": HeldTillId(row.id), "note": "asked"}
        if not takes:
            dismiss_held(**given)
            told.why = "dismissed"
            self._let_go(told)
            return
        assert told.sale_id
        assert told.back
        kept = self.sales[told.sale_id].decided(told.goods, told.back, self.multiple)
        assert kept
        take_held(**given)
        self._let_go(told)
        told.why, (goods, back) = "", kept
        self.noted(told.sale_id, told.id, goods, back, "quarantine", told.day)

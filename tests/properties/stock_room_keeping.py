"""The stock room's verbs that keep goods from sale and take them out, done to books and model."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from uuid import UUID

from tests.properties.stock_room import QUARANTINE, SHELF, TRANSIT, SentBack
from tests.properties.stock_room_moves import KINDS, Moving
from tests.support.destructions import draft_of, sign
from tests.support.recalls import counted, recall_of
from tests.support.returns import a_sent_return, aside
from theriac.core.problems import Problem
from theriac.domains.catalog.commands.merge import merge_products, unmerge_products
from theriac.domains.purchasing.commands.returns.send import take_return_back
from theriac.domains.recalls.commands.close import close_recall
from theriac.domains.recalls.commands.open import withdraw_recall
from theriac.domains.recalls.commands.units import (
    explain_missing,
    put_into_quarantine,
    take_back_units,
)
from theriac.domains.stock.commands.batches import hold_batch, release_batch
from theriac.domains.stock.models import Movement


class Keeping(Moving):
    """Holds, recalls, returns to the supplier, destructions, and merged products."""

    def __init__(self) -> None:
        super().__init__()
        self.recalls: dict[UUID, str] = {}
        self.merges: list[UUID] = []

    def hold(self, pick: int) -> None:
        """Nothing of a number is sold any more."""
        number = self.number(pick)
        for batch in self.batches(number) if number else []:
            with suppress(Problem):
                hold_batch(**self.here(), batch_id=batch.id, reason="asked")
                self.model.withheld.add(batch.number)

    def release(self, pick: int) -> None:
        """It is sold again, unless a recall keeps it."""
        number = self.number(pick)
        if number is None:
            return
        with suppress(Problem):
            for batch in self.batches(number):
                release_batch(**self.here(), batch_id=batch.id, reason="fine")
            self.model.withheld.discard(number)

    def recall(self, pick: int) -> None:
        """By its number, as a letter names it."""
        number = self.number(pick)
        if number is None or number in self.recalls.values():
            return
        opened = recall_of(self.shops[0], [batch.id for batch in self.batches(number)])
        self.recalls[opened.id] = number
        self.model.withheld.add(number)

    def account(self, pick: int, quantity: int, way: int) -> None:
        """Units of a recall: found, brought back, missing; or its end."""
        if not self.recalls:
            return
        recall_id = sorted(self.recalls)[pick % len(self.recalls)]
        number, at = self.recalls[recall_id], quantity & 1
        batch_id, _there = self.batch(number, self.spot(at))
        told = {**self.here(at), "recall_id": recall_id}
        units = counted(batch_id, quantity, "looked")
        shelf, apart = self.spot(at), self.spot(at, QUARANTINE)
        with suppress(Problem):
            if way == 0:
                put_into_quarantine(**told, units=units)
                self.model.move(number, shelf, apart, quantity)
            elif way == 1:
                take_back_units(**told, units=units)
                self.model.leave(number, apart, -quantity, "sold")
            elif way == 2:
                explain_missing(**told, units=units)
                self.model.leave(number, shelf, quantity, "lost")
            elif way == 3:
                close_recall(**told)
                assert self.model.of(number, (SHELF, TRANSIT)) == 0
            else:
                withdraw_recall(**told, reason="wrong number")
                del self.recalls[recall_id]
                self.model.withheld = {
                    one
                    for one in self.model.withheld
                    if any(batch.state != "released" for batch in self.batches(one))
                }

    def give_back(self, pick: int, quantity: int, at: int) -> None:
        """To the supplier, from quarantine first, whatever state it is in."""
        number = self.number(pick)
        if number is None:
            return
        batch_id = self.batch(number, self.spot(at))[0]
        shop = self.shops[at]
        with suppress(Problem):
            row = a_sent_return(shop, self.supplier_id, [aside(batch_id, quantity)])
            taken: Counter[tuple[UUID, str]] = Counter()
            for move in Movement.objects.filter(document_id=row.id).select_related("from_place"):
                taken[self.spot(at, move.from_place.kind)] += move.quantity
            assert sum(taken.values()) == quantity
            for spot, units in taken.items():
                self.model.leave(number, spot, units, "returned")
            self.sent_back.append(SentBack(row, number, dict(taken)))

    def come_back(self, pick: int) -> None:
        """The supplier didn't take it: it lies where it lay."""
        if not self.sent_back:
            return
        sent = self.sent_back.pop(pick % len(self.sent_back))
        take_return_back(
            actor=self.owner,
            branch_id=sent.row.branch_id,
            return_id=sent.row.id,
            version=sent.row.version,
            reason="no room",
        )
        for spot, units in sent.taken.items():
            self.model.leave(sent.number, spot, -units, "returned")

    def destroy(self, pick: int, quantity: int, way: int) -> None:
        """Before two witnesses."""
        number = self.number(pick)
        if number is None:
            return
        spot = self.spot(0, KINDS[way])
        batch_id, _there = self.batch(number, spot)
        with suppress(Problem):
            draft_id = draft_of(self.shops[0], [(batch_id, spot[1], quantity)])
            for witness in self.witnesses:
                sign(self.shops[0], draft_id, witness)
            self.model.leave(number, spot, quantity, "destroyed")

    def merge(self, way: int) -> None:
        """One product stands for the other: its goods change their product, not their place."""
        kept, merged = self.medicines[way], self.medicines[1 - way]
        with suppress(Problem):
            self.merges.append(
                merge_products(
                    actor=self.owner, kept_id=kept.id, merged_id=merged.id, reason="twice"
                )
            )

    def unmerge(self, pick: int) -> None:
        """And not any more."""
        if self.merges:
            merge_id = self.merges[pick % len(self.merges)]
            with suppress(Problem):
                unmerge_products(actor=self.owner, merge_id=merge_id, reason="two after all")

"""The stock room's verbs that move and count, done to books and model."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from tests.properties.stock_room import QUARANTINE, SHELF, TRANSIT, StockRoom
from tests.support.shop import add_staff
from theriac.core.ids import new_id
from theriac.core.problems import Problem
from theriac.domains.stock.commands.bins import add_bin
from theriac.domains.stock.commands.put_in_bin import put_in_bin
from theriac.domains.stock.models import Balance
from theriac.domains.stocktaking.commands.begin import CountScope, begin_count
from theriac.domains.stocktaking.commands.enter import CountFound, enter_counts
from theriac.domains.stocktaking.commands.post import post_count
from theriac.domains.stocktaking.models import CountLine
from theriac.domains.transfers.commands.draft import (
    TransferLineAsked,
    TransferWritten,
    draft_transfer,
)
from theriac.domains.transfers.commands.receive import LineCame, receive_transfer
from theriac.domains.transfers.commands.send import approve_transfer, dispatch_transfer
from theriac.domains.transfers.commands.settle import close_transfer, explain_transfer
from theriac.domains.transfers.ids import TransferId
from theriac.domains.transfers.models import Transfer, TransferLine

KINDS = (SHELF, QUARANTINE)


class Moving(StockRoom):
    """Transfers between branches and places, counts, and bins."""

    def __init__(self) -> None:
        super().__init__()
        self.counters = [add_staff("restocker", None, name) for name in ("ana", "ben")]
        self.looks: dict[UUID, dict[UUID, int]] = {}
        self.bins = [add_bin(**self.here(), code=f"A-0{n}") for n in range(2)]

    def send(self, pick: int, quantity: int, way: int) -> None:
        """Write a transfer down, approve it and send it off."""
        number, at, to = self.number(pick), way & 1, (way >> 1) & 1
        if number is None:
            return
        kinds = KINDS[(way >> 2) & 1], KINDS[(way >> 3) & 1]
        batch_id, there = self.batch(number, self.spot(at, kinds[0]))
        draft = TransferWritten(
            to_branch_id=self.shops[to].branch_id,
            lines=(TransferLineAsked(batch_id=batch_id, quantity=quantity),),
            from_place=kinds[0],
            to_place=kinds[1],
        )
        with suppress(Problem):
            transfer_id = draft_transfer(**self.here(at), draft=draft)
            approve_transfer(**self.here(at), transfer_id=transfer_id, version=1)
            dispatch_transfer(**self.here(at), transfer_id=transfer_id, version=2)
            assert there >= quantity
            self.model.move(number, self.spot(at, kinds[0]), self.spot(at, TRANSIT), quantity)

    def is_moving(self) -> bool:
        """Whether a transfer was ever written down."""
        return bool(TransferLine.objects.exists())

    def transfer(self, pick: int) -> tuple[Transfer, TransferLine, int, int] | None:
        """One that was written down, its line, and where from and to."""
        lines = list(TransferLine.objects.select_related("transfer", "batch").order_by("id"))
        if not lines:
            return None
        line = lines[pick % len(lines)]
        branches = [shop.branch_id for shop in self.shops]
        sender, receiver = line.transfer.from_branch_id, line.transfer.to_branch_id
        return line.transfer, line, branches.index(sender), branches.index(receiver)

    def arrive(self, pick: int, quantity: int) -> None:
        """What came of a transfer, in one or several goes."""
        found = self.transfer(pick)
        if found is None:
            return
        transfer, line, at, to = found
        number = line.batch.number
        try:
            done = receive_transfer(
                **self.here(to),
                transfer_id=TransferId(transfer.id),
                version=transfer.version,
                came=[LineCame(line.id, quantity)],
            )
        except Problem:
            return
        kind = QUARANTINE if done.quarantined else transfer.to_place.kind
        assert kind == QUARANTINE or number not in self.model.withheld
        self.model.move(number, self.spot(at, TRANSIT), self.spot(to, kind), quantity)

    def settle(self, pick: int, quantity: int, way: int) -> None:
        """What became of what didn't come; or the end of it."""
        found = self.transfer(pick)
        if found is None:
            return
        transfer, line, at, _to = found
        kind = ("lost", "returned", "found", "close")[way]
        told = {**self.here(at), "transfer_id": transfer.id, "version": transfer.version}
        with suppress(Problem):
            if kind == "close":
                close_transfer(**told)
                return
            explain_transfer(
                **told, line_id=line.id, explanation=kind, quantity=quantity, reason="asked"
            )
            number, on_way = line.batch.number, self.spot(at, TRANSIT)
            if kind == "returned":
                back = self.spot(at, transfer.from_place.kind)
                self.model.move(number, on_way, back, quantity)
            else:
                lost = quantity if kind == "lost" else -quantity
                self.model.leave(number, on_way, lost, "lost")

    def begin_count(self, at: int) -> None:
        """A count of everything that lies at a branch."""
        with suppress(Problem):
            scope = CountScope(kind="whole")
            self.looks[begin_count(**self.here(at), scope=scope)] = {}

    def look(self, pick: int, off: int) -> None:
        """Two people find the same on one line, which may differ from the books."""
        lines = list(CountLine.objects.exclude(open_key=None).order_by("id"))
        if not lines:
            return
        line = lines[pick % len(lines)]
        there = Balance.objects.get(batch_id=line.batch_id, place_id=line.place_id)
        seen = max(0, int(there.quantity) + off)
        for person in self.counters:
            with suppress(Problem):
                enter_counts(
                    actor=person,
                    branch_id=there.branch_id,
                    count_id=line.count_id,
                    found=[CountFound(id=new_id(), line_id=line.id, counted=seen, looked_at=None)],
                    way="screen",
                )
                self.looks[line.count_id][line.id] = seen - int(there.quantity)

    def post_count(self, pick: int) -> None:
        """What was found stands, whatever was moved since."""
        if not self.looks:
            return
        count_id = sorted(self.looks)[pick % len(self.looks)]
        line = CountLine.objects.filter(count_id=count_id).select_related("place").first()
        assert line is not None
        at = [shop.branch_id for shop in self.shops].index(line.place.branch_id)
        with suppress(Problem):
            post_count(**self.here(at), count_id=count_id, leave_out=True)
            for line_id, off in self.looks.pop(count_id).items():
                line = CountLine.objects.select_related("batch", "place").get(id=line_id)
                spot = self.spot(at, line.place.kind)
                self.model.leave(line.batch.number, spot, -off, "lost")

    def put(self, pick: int, which: int) -> None:
        """Into a bin of the first branch: nothing moves."""
        number = self.number(pick)
        if number is not None:
            with suppress(Problem):
                put_in_bin(
                    **self.here(),
                    batch_ids=[self.batch(number, self.spot(0))[0]],
                    bin_id=self.bins[which],
                )

"""Two branches with goods between them, for tests."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from tests.support.shop import Medicine, Shop, add_medicine, open_shop, stock_up
from tests.support.shops import second_branch
from theriac.core.facts.records import given
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.models import Balance
from theriac.domains.transfers.commands.draft import (
    TransferLineAsked,
    TransferWritten,
    draft_transfer,
)
from theriac.domains.transfers.commands.receive import LineCame, TransferReceived, receive_transfer
from theriac.domains.transfers.commands.send import approve_transfer, dispatch_transfer
from theriac.domains.transfers.commands.settle import close_transfer, explain_transfer
from theriac.domains.transfers.ids import TransferId
from theriac.domains.transfers.models import Transfer, TransferLine


@dataclass
class Two:
    """A shop that sends to a second branch; the owner may do everything in both."""

    shop: Shop
    there: BranchId
    medicine: Medicine
    batch_id: UUID

    def draft(self, quantity: int = 10, **more: object) -> TransferId:
        """From the first branch to the second."""
        asked: dict[str, object] = {
            "to_branch_id": self.there,
            "lines": (TransferLineAsked(batch_id=self.batch_id, quantity=quantity),),
        }
        draft = given(TransferWritten, **{**asked, **more})
        return draft_transfer(actor=self.shop.owner, branch_id=self.shop.branch_id, draft=draft)

    def approve(self, transfer_id: TransferId) -> int:
        """By the sender."""
        return approve_transfer(**self._sender(transfer_id))

    def dispatch(self, transfer_id: TransferId) -> int:
        """By the sender."""
        return dispatch_transfer(**self._sender(transfer_id))

    def sent(self, quantity: int = 10, **more: object) -> TransferId:
        """Approved and dispatched."""
        transfer_id = self.draft(quantity, **more)
        self.approve(transfer_id)
        self.dispatch(transfer_id)
        return transfer_id

    def receive(self, transfer_id: TransferId, quantity: int) -> TransferReceived:
        """So many of the first line, by the receiver."""
        return receive_transfer(
            actor=self.shop.owner,
            branch_id=self.there,
            transfer_id=transfer_id,
            version=self.get(transfer_id).version,
            came=[LineCame(self.line(transfer_id).id, quantity)],
        )

    def explain(self, transfer_id: TransferId, kind: str, quantity: int, reason: str = "x") -> int:
        """What became of the first line."""
        return explain_transfer(
            **self._sender(transfer_id),
            line_id=self.line(transfer_id).id,
            explanation=kind,
            quantity=quantity,
            reason=reason,
        )

    def close(self, transfer_id: TransferId) -> int:
        """By the sender."""
        return close_transfer(**self._sender(transfer_id))

    def get(self, transfer_id: TransferId) -> Transfer:
        """As it is now."""
        return Transfer.objects.get(id=transfer_id)

    def line(self, transfer_id: TransferId) -> TransferLine:
        """Its first line as it is now."""
        return TransferLine.objects.get(transfer_id=transfer_id, position=1)

    def at(self, branch_id: UUID, kind: str = "shelf") -> int:
        """Base units of the batch at a place of the branch's own."""
        rows = Balance.objects.filter(
            branch_id=branch_id,
            batch_id=self.batch_id,
            place__kind=kind,
            place__branch_id=branch_id,
        )
        return sum(rows.values_list("quantity", flat=True))

    def _sender(self, transfer_id: TransferId) -> dict:  # type: ignore[type-arg]
        return {
            "actor": self.shop.owner,
            "branch_id": self.shop.branch_id,
            "transfer_id": transfer_id,
            "version": self.get(transfer_id).version,
        }


def two_branches(quantity: int = 50, *, packs: list[NewPack] | None = None, **batch: object) -> Two:
    """Fifty of one batch at the first branch, in the usual packs unless told otherwise."""
    shop = open_shop()
    medicine = add_medicine(shop, **({"packs": packs} if packs else {}))
    batch_id = stock_up(shop, medicine, quantity, **batch)  # type: ignore[arg-type]
    return Two(shop, second_branch(shop), medicine, batch_id)

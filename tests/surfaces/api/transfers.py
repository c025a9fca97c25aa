"""Valid requests about transfers: one in each state, to quarantine, so that one branch has all."""

from __future__ import annotations

from uuid import UUID

from tests.support.shop import Shop
from tests.surfaces.api.pieces import Asked
from theriac.domains.transfers.commands.draft import (
    TransferLineAsked,
    TransferWritten,
    draft_transfer,
)
from theriac.domains.transfers.commands.receive import LineCame, receive_transfer
from theriac.domains.transfers.commands.send import approve_transfer, dispatch_transfer
from theriac.domains.transfers.ids import TransferId
from theriac.domains.transfers.models import Transfer, TransferLine


def transfers_in_each_state(shop: Shop, batch_id: UUID) -> dict[str, TransferId]:
    """One draft, one approved, one sent, one received: to quarantine; made at first need."""
    made = dict(Transfer.objects.values_list("state", "id"))
    if made:
        return {state: TransferId(key) for state, key in made.items()}
    found: dict[str, TransferId] = {}
    for state in ("draft", "approved", "dispatched", "received"):
        draft = TransferWritten(
            to_branch_id=shop.branch_id,
            to_place="quarantine",
            lines=(TransferLineAsked(batch_id=batch_id, quantity=1),),
        )
        found[state] = draft_transfer(actor=shop.owner, branch_id=shop.branch_id, draft=draft)
        _take_to(shop, found[state], state)
    return found


def _take_to(shop: Shop, transfer_id: TransferId, state: str) -> None:
    at = {"actor": shop.owner, "branch_id": shop.branch_id, "transfer_id": transfer_id}
    if state != "draft":
        approve_transfer(**at, version=1)  # type: ignore[arg-type]
    if state in ("dispatched", "received"):
        dispatch_transfer(**at, version=2)  # type: ignore[arg-type]
    if state == "received":
        came = [LineCame(TransferLine.objects.get(transfer_id=transfer_id).id, 1)]
        receive_transfer(**at, version=3, came=came)  # type: ignore[arg-type]


def transfer_reads(shop: Shop, batch_id: UUID) -> dict[str, str]:
    found = transfers_in_each_state(shop, batch_id)
    return {
        "listTransfers": "/transfers?state=draft",
        "listTransferSuggestions": "/transfer-suggestions",
        "getTransfer": f"/transfers/{found['received']}",
    }


def transfer_writes(shop: Shop, batch_id: UUID) -> dict[str, Asked]:
    found = transfers_in_each_state(shop, batch_id)
    at = {state: f"/transfers/{key}" for state, key in found.items()}
    on_way = TransferLine.objects.get(transfer_id=found["dispatched"]).id
    written = {
        "to_branch_id": str(shop.branch_id),
        "to_place": "quarantine",
        "lines": [{"batch_id": str(batch_id), "quantity": 1}],
    }
    came = {"lines": [{"line_id": str(on_way), "quantity": 1}]}
    lost = {"line_id": str(on_way), "explanation": "lost", "quantity": 1, "reason": "fell"}
    draft, sent = at["draft"], at["dispatched"]

    def step(name: str, path: str, body: object = None) -> Asked:
        return Asked("POST", f"{path}/{name}", body, edits=path)

    return {
        "draftTransfer": Asked("POST", "/transfers", written),
        "changeTransfer": Asked("PUT", draft, written, edits=draft),
        "cancelTransfer": step("cancel", draft, {"reason": "not needed"}),
        "approveTransfer": step("approve", draft),
        "dispatchTransfer": step("dispatch", at["approved"]),
        "receiveTransfer": step("receive", sent, came),
        "explainTransfer": step("explain", sent, lost),
        "closeTransfer": step("close", at["received"]),
    }

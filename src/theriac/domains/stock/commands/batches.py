"""Entering what a batch lacked, holding and releasing it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.problems import NotFound, Stale
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.events import StockUpdated
from theriac.domains.stock.models import Batch
from theriac.domains.stock.permissions import ADJUST_STOCK


@command(permission=ADJUST_STOCK)
def correct_batch(  # noqa: PLR0913
    *,
    actor: Actor,
    branch_id: BranchId,
    batch_id: UUID,
    version: int,
    number: str,
    expires_on: date | None,
    shelf: str,
    reason: str,
) -> int:
    """Enter or correct number, expiry and shelf; returns the new version.

    The correction is on the audit trail. Raises Stale when somebody changed it meanwhile.
    """
    batch = _locked(batch_id)
    if batch.version != version:
        raise Stale(
            _("Somebody changed this batch meanwhile. Yours is kept; choose."),
            current={"version": batch.version, "number": batch.number},
        )
    facts: dict[str, object] = {"before": _facts(batch)}
    batch.number, batch.expires_on, batch.shelf = number, expires_on, shelf
    batch.version += 1
    batch.save(update_fields=["number", "expires_on", "shelf", "version"])
    _tell(batch, branch_id, reason, facts | {"after": _facts(batch)})
    return batch.version


@command(permission=ADJUST_STOCK)
def hold_batch(*, actor: Actor, branch_id: BranchId, batch_id: UUID, reason: str) -> None:
    """Keep a batch from being sold until it is released."""
    _set_state(branch_id, batch_id, Batch.State.HELD, reason)


@command(permission=ADJUST_STOCK)
def release_batch(*, actor: Actor, branch_id: BranchId, batch_id: UUID, reason: str) -> None:
    """Let a held batch be sold again."""
    _set_state(branch_id, batch_id, Batch.State.RELEASED, reason)


def _set_state(branch_id: UUID, batch_id: UUID, state: str, reason: str) -> None:
    batch = _locked(batch_id)
    before = batch.state
    batch.state = state
    batch.version += 1
    batch.save(update_fields=["state", "version"])
    _tell(batch, branch_id, reason, {"before": before, "after": state})


def _locked(batch_id: UUID) -> Batch:
    batch = Batch.objects.select_for_update().filter(id=batch_id).first()
    if batch is None:
        raise NotFound(_("This batch isn't in the books."))
    return batch


def _facts(batch: Batch) -> dict[str, object]:
    return {"number": batch.number, "expires_on": batch.expires_on, "shelf": batch.shelf}


def _tell(batch: Batch, branch_id: UUID, reason: str, facts: dict[str, object]) -> None:
    current_unit().record("stock.batch", batch.id, reason=reason, facts=facts)
    current_unit().announce(
        StockUpdated(
            subject=f"{branch_id}/{batch.product_id}",
            branch_id=branch_id,
            data={
                "product_id": batch.product_id,
                "document_kind": "batch",
                "document_id": batch.id,
                "batches": [{"batch_id": batch.id, "change": 0}],
            },
        )
    )

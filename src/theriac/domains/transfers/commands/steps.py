"""A transfer locked for its next step, and what every step records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.command import current_unit
from theriac.core.database.documents import at_version, in_state, locked
from theriac.core.problems import NotFound
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.stock.models import Batch, Place
from theriac.domains.stock.rules.allocation import BatchCondition, condition_of
from theriac.domains.transfers.ids import TransferId
from theriac.domains.transfers.models import Transfer, TransferLine
from theriac.domains.transfers.problems import NotForSale, TransferNotReady
from theriac.domains.transfers.rules import LineProgress, may_go_to_shelf, state_of

RECORD = "stock.transfer"
NOT_THERE = gettext_lazy("This transfer doesn’t exist. Choose one from the list.")


def locked_transfer(transfer_id: TransferId, version: int | None, *states: str) -> Transfer:
    """The transfer in one of the states, locked. Raises NotFound, Stale, TransferNotReady."""
    rows: QuerySet[Transfer] = Transfer.objects.filter(id=transfer_id)
    found = locked(rows, missing=NOT_THERE)
    at_version(found, version, _("Another user changed this transfer. Reload the page."))
    words = _("The status of %(number)s has changed, so this step isn’t possible. Reload the page.")
    in_state(
        found,
        *states,
        otherwise=lambda state: TransferNotReady(words % {"number": found.number}, state=state),
    )
    return found


def not_there() -> NotFound:
    """The refusal for a transfer of other branches, or of none."""
    return NotFound(NOT_THERE)


def lines_of(transfer: Transfer) -> list[TransferLine]:
    """Its lines with their batches, in order."""
    return list(transfer.lines.select_related("batch").order_by("position"))


def settle_state(transfer: Transfer, lines: list[TransferLine]) -> None:
    """Set the state that the lines say, and the next version; the caller saves."""
    transfer.state = state_of(
        LineProgress(line.sent, line.received, line.lost, line.returned) for line in lines
    )
    transfer.version += 1


def batch_condition(batch: Batch, today: date) -> BatchCondition:
    """What a batch is today; any state but released counts as held."""
    held = batch.state != Batch.State.RELEASED
    return condition_of(batch.expires_on, held=held, today=today)


def refuse_for_shelf(batch: Batch, place: Place, today: date, field: str) -> None:
    """Raise NotForSale for a batch that can't be sold and a place that sells."""
    condition = batch_condition(batch, today)
    if place.kind != Place.Kind.SHELF or may_go_to_shelf(condition):
        return
    name = product_names([batch.product_id]).get(batch.product_id, "")
    raise NotForSale(
        _sentence(condition) % {"product": name, "batch": batch.number or "–"},
        field=field,
        batch_id=batch.id,
        condition=condition.value,
    )


def _sentence(condition: BatchCondition) -> str:
    return {
        BatchCondition.EXPIRED: _(
            "%(product)s, batch %(batch)s has expired. Send it to quarantine."
        ),
        BatchCondition.HELD: _(
            "%(product)s, batch %(batch)s is on hold. Send it to quarantine, or release it first."
        ),
    }.get(
        condition,
        _("%(product)s, batch %(batch)s has no expiry date. Enter it, or choose quarantine."),
    )


def tell(transfer: Transfer, branch_id: UUID, reason: str, facts: Mapping[str, Any]) -> None:
    """Leave the step on the trail of the branch that took it."""
    current_unit().record(
        RECORD,
        transfer.id,
        reason=reason,
        facts={"number": transfer.number, "state": str(transfer.state), **facts},
        branch_id=branch_id,
    )

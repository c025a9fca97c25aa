"""Naming the sale that billed what was done."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.rights import require
from theriac.domains.catalog.queries.merged import families_of
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import lock_branch
from theriac.domains.sales.permissions import VIEW_SALES
from theriac.domains.sales.queries.sold_goods import SoldLine, sold_lines
from theriac.domains.services.ids import ServiceRecordId
from theriac.domains.services.models import ServiceBill, ServiceRecord
from theriac.domains.services.permissions import BOOK_SERVICES
from theriac.domains.services.problems import ServiceBilled, ServiceRefused
from theriac.domains.services.record import RECORD, first_record, holding, note


@dataclass(frozen=True, slots=True)
class BilledUnit:
    """The unit of a line, counted from 1, that nothing else has."""

    line_id: UUID
    unit: int


@command(
    name="services.bill",
    done=gettext_lazy("Added the sale to a service record"),
    permission=BOOK_SERVICES,
)
def bill_service(
    *, actor: Actor, branch_id: BranchId, record_id: ServiceRecordId, sale_id: UUID
) -> UUID:
    """The sale of this branch that billed it: a unit of the service, and of the vaccine's batch.

    The branch is locked while its units are counted. Returns the bill's id. Raises ServiceUnknown,
    ServiceBilled, ServiceRefused, NotPermitted for who may not see sales.
    """
    require(actor, VIEW_SALES, branch_id)
    lock_branch(branch_id)
    first = first_record(branch_id, record_id, lock=True)
    there = ServiceBill.objects.filter(record_id=first.id).first()
    if there is not None:
        raise ServiceBilled(
            _("A sale already bills this record. Reload the page."), sale_id=there.sale_id
        )
    lines = sold_lines(branch_id, sale_id)
    if not lines:
        raise ServiceRefused(
            _("There is no such sale at this branch. Choose another."), field="sale_id"
        )
    service, vaccine = _service_unit(first, lines), _vaccine_unit(holding(first), lines)
    row = ServiceBill(
        id=current_unit().effect_id,
        record_id=first.id,
        sale_id=sale_id,
        line_id=service.line_id,
        unit=service.unit,
        vaccine_line_id=vaccine.line_id if vaccine else None,
        vaccine_unit=vaccine.unit if vaccine else None,
        at=clock.now(),
        by=actor.id,
    )
    row.save(force_insert=True)
    note(RECORD, first.id, branch_id, sale=sale_id)
    return UUID(str(row.id))


def _service_unit(first: ServiceRecord, lines: Sequence[SoldLine]) -> BilledUnit:
    product_id = first.offered.product_id
    sold = [(one.line_id, one.quantity) for one in lines if one.product_id == product_id]
    if not sold:
        raise ServiceRefused(
            _("This sale doesn’t have the service. Choose another sale."), field="sale_id"
        )
    taken = ServiceBill.objects.filter(line_id__in=[line_id for line_id, _units in sold])
    return _free(sold, set(taken.values_list("line_id", "unit")))


def _vaccine_unit(last: ServiceRecord, lines: Sequence[SoldLine]) -> BilledUnit | None:
    if last.product_id is None or last.batch_id is None:
        return None
    family = families_of([last.product_id])[last.product_id]
    sold = [
        (one.line_id, one.batches.get(last.batch_id, 0))
        for one in lines
        if one.product_id in family and one.batches.get(last.batch_id)
    ]
    if not sold:
        raise ServiceRefused(
            _("This sale doesn’t have the vaccine’s batch. Choose another sale."),
            field="sale_id",
        )
    rows = ServiceBill.objects.filter(vaccine_line_id__in=[line_id for line_id, _units in sold])
    return _free(sold, set(rows.values_list("vaccine_line_id", "vaccine_unit")))


def _free(
    sold: Sequence[tuple[UUID, int]], taken: Collection[tuple[UUID | None, int | None]]
) -> BilledUnit:
    for line_id, units in sold:
        for unit in range(1, min(units, len(taken) + 1) + 1):
            if (line_id, unit) not in taken:
                return BilledUnit(line_id, unit)
    raise ServiceRefused(
        _("All of this sale’s services were already billed to others. Choose another sale."),
        field="sale_id",
    )

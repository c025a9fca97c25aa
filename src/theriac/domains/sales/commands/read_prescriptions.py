"""Reading who prescribed what a sale was made on: it leaves who read it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.problems import NotFound
from theriac.domains.organisation.ids import BranchId
from theriac.domains.sales.models import Sale, SaleGround
from theriac.domains.sales.permissions import PERMIT_GROUND
from theriac.domains.sales.prescriptions import SeenPrescription, seen_in


@command(
    name="sales.read_prescriptions",
    done=gettext_lazy("Viewed the prescriber"),
    permission=PERMIT_GROUND,
)
def read_prescriptions(
    *, actor: Actor, branch_id: BranchId, sale_id: UUID
) -> Mapping[UUID, SeenPrescription]:
    """The prescriptions of a sale of this branch, by their ground's id; the reading is on record.

    Raises NotFound, Unreadable.
    """
    if not Sale.objects.filter(id=sale_id, branch_id=branch_id).exists():
        raise NotFound(_("This sale doesn’t exist."), sale_id=sale_id)
    seen = seen_in(SaleGround.objects.filter(sale_id=sale_id).order_by("id"))
    current_unit().record("sales.sale", sale_id, facts={"sections": ["prescription"]})
    return seen

"""Opening the places of a branch."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.database.insert import insert_if_absent
from theriac.core.ids import new_id
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.permissions import MANAGE_ORGANISATION
from theriac.domains.stock.models import Place
from theriac.domains.stock.models.batch import OUTSIDE_ID
from theriac.domains.stock.queries.places import OPENED_AS


@command(
    name="stock.open_places",
    done=_("Set up the places of a branch"),
    permission=MANAGE_ORGANISATION,
)
def open_places(*, actor: Actor, branch_id: BranchId) -> None:
    """Give a branch its shelf, quarantine, transit; those it has stay."""
    outside = Place(id=OUTSIDE_ID, branch_id=None, kind=Place.Kind.OUTSIDE, name="")
    insert_if_absent(Place, outside)
    existing = set(Place.objects.filter(branch_id=branch_id).values_list("kind", flat=True))
    for kind, name in OPENED_AS.items():
        if kind not in existing:
            Place.objects.create(id=new_id(), branch_id=branch_id, kind=kind, name=str(name))

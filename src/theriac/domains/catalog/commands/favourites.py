"""The tiles of a branch's counters: adding a pack, moving it, taking it away."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.core.problems import NotFound
from theriac.domains.catalog.models import Favourite, Pack, Product
from theriac.domains.catalog.permissions import CHOOSE_FAVOURITES
from theriac.domains.catalog.problems import FavouriteRefused
from theriac.domains.catalog.rules import SOLD
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import lock_branch

MOST = 24
"""Tiles of a branch: what a person takes in at a glance, and what a device keeps pictures of."""
RECORD = "catalog.favourites"


@command(
    name="catalog.put_favourite",
    done=gettext_lazy("Added or moved a favourite"),
    permission=CHOOSE_FAVOURITES,
)
def put_favourite(
    *, actor: Actor, branch_id: BranchId, pack_id: UUID, position: int | None = None
) -> None:
    """Make a pack a tile, or move it to a place; 1 is the first, None the last or where it is.

    Raises NotFound, and FavouriteRefused for a pack that isn't sold, for a place that isn't there,
    and beyond ``MOST``.
    """
    rows = _locked(branch_id)
    before = [row.pack_id for row in rows]
    row = next((one for one in rows if one.pack_id == pack_id), None)
    if row is None:
        row = _new(branch_id, pack_id, len(rows))
        place = len(rows) + 1 if position is None else position
    else:
        rows.remove(row)
        place = before.index(pack_id) + 1 if position is None else position
    places = len(rows) + 1
    if not 1 <= place <= places:
        words = ngettext(
            "There is one position so far. Enter 1.",
            "There are %(count)s positions. Enter one of them.",
            places,
        )
        raise FavouriteRefused(words % {"count": places}, field="position")
    rows.insert(place - 1, row)
    _keep(branch_id, rows, before)


@command(
    name="catalog.remove_favourite",
    done=gettext_lazy("Removed a favourite"),
    permission=CHOOSE_FAVOURITES,
)
def remove_favourite(*, actor: Actor, branch_id: BranchId, pack_id: UUID) -> None:
    """The pack is no tile any more; what isn't one stays so."""
    rows = _locked(branch_id)
    before = [row.pack_id for row in rows]
    left = [row for row in rows if row.pack_id != pack_id]
    Favourite.objects.filter(branch_id=branch_id, pack_id=pack_id).delete()
    _keep(branch_id, left, before)


def _locked(branch_id: UUID) -> list[Favourite]:
    """The branch's tiles in their order; nobody else changes these until the unit ends."""
    lock_branch(branch_id)
    return list(Favourite.objects.filter(branch_id=branch_id).order_by("position"))


def _new(branch_id: UUID, pack_id: UUID, count: int) -> Favourite:
    pack = Pack.objects.filter(id=pack_id).first()
    if pack is None:
        raise NotFound(_("This pack isn't in the catalogue."), pack_id=pack_id)
    status = Product.objects.values_list("status", flat=True).get(id=pack.product_id)
    if not pack.sellable or status not in SOLD:
        raise FavouriteRefused(
            _("This pack isn’t for sale. Choose a pack of an active product that is sold whole."),
            field="pack_id",
        )
    if count >= MOST:
        raise FavouriteRefused(
            _("This branch has the maximum of %(most)s favourites. Remove one first.")
            % {"most": MOST},
            field="pack_id",
        )
    return Favourite(id=new_id(), branch_id=branch_id, pack_id=pack_id, position=0)


def _keep(branch_id: UUID, rows: list[Favourite], before: list[UUID]) -> None:
    for position, row in enumerate(rows, 1):
        moved, row.position = row.position != position, position
        if row.pack_id not in before:
            insert_rows(Favourite, [row])
        elif moved:
            row.save(update_fields=["position"])
    facts = {"before": before, "after": [row.pack_id for row in rows]}
    current_unit().record(RECORD, branch_id, facts=facts)

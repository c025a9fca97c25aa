"""Putting batches into a bin, and saying where a product belongs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_absent
from theriac.core.ids import new_id
from theriac.core.listing.selection import Outcome, outcome, selected
from theriac.core.problems import NotFound, Text
from theriac.domains.catalog.queries.product_facts import known_products
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.events import StockUpdated
from theriac.domains.stock.locks import lock_batches
from theriac.domains.stock.models import Balance, BatchBin, Bin, HomeBin
from theriac.domains.stock.permissions import ADJUST_STOCK


@command(
    name="stock.put_in_bin", done=gettext_lazy("Put goods in a location"), permission=ADJUST_STOCK
)
def put_in_bin(
    *, actor: Actor, branch_id: BranchId, batch_ids: Sequence[UUID], bin_id: UUID
) -> None:
    """Batches of the branch lie in this bin from now on; no stock moves.

    Counters learn it with their next copy. Raises NotFound for a bin out of use, and for a batch
    that the branch never had.
    """
    target = _in_use(branch_id, bin_id)
    here = Balance.objects.filter(branch_id=branch_id, batch_id__in=list(batch_ids))
    products = dict(here.values_list("batch_id", "product_id"))
    missing = set(batch_ids) - set(products)
    if missing or not products:
        raise NotFound(_("This batch isn’t on record at this branch."))
    lock_batches(products)
    lying = BatchBin.objects.filter(branch_id=branch_id, batch_id__in=list(products))
    before = dict(lying.values_list("batch_id", "bin__code"))
    _lay(branch_id, dict.fromkeys(products, target.id))
    for batch_id in sorted(products):
        facts = {"before": {"bin": before.get(batch_id, "")}, "after": {"bin": target.code}}
        current_unit().record("stock.batch", batch_id, facts=facts)
    for product_id in sorted(set(products.values())):
        _tell(branch_id, product_id, [b for b, p in products.items() if p == product_id])


@command(
    name="stock.set_home_bin",
    done=gettext_lazy("Set the location of a product"),
    permission=ADJUST_STOCK,
)
def set_home_bin(
    *, actor: Actor, branch_id: BranchId, product_id: UUID, bin_id: UUID | None
) -> None:
    """Where a product belongs at the branch; None: nowhere in particular. Raises NotFound."""
    if not known_products([product_id]):
        raise NotFound(_("This product isn't in the catalogue."), product_id=product_id)
    _make_home(branch_id, [product_id], _in_use(branch_id, bin_id) if bin_id else None)


@command(
    name="stock.set_home_bins",
    done=gettext_lazy("Set the location of products"),
    permission=ADJUST_STOCK,
)
def set_home_bins(
    *, actor: Actor, branch_id: BranchId, product_ids: Sequence[UUID], bin_id: UUID | None
) -> Outcome:
    """Where many products belong at the branch, as ``set_home_bin`` says it of one.

    Left out is what the catalogue doesn't have and what belongs there already. Raises NotFound for
    a bin out of use and where nothing is left, Unprocessable for no product or for more than
    ``core.listing.selection.MOST``.
    """
    wanted = selected(product_ids)
    target = _in_use(branch_id, bin_id) if bin_id else None
    known = known_products(wanted)
    there = HomeBin.objects.filter(branch_id=branch_id, product_id__in=list(known))
    homes = dict(there.values_list("product_id", "bin_id"))
    moved = [one for one in wanted if one in known and homes.get(one) != bin_id]
    left_out: list[Text] = []
    if len(known) < len(wanted):
        left_out.append(_("This product isn't in the catalogue."))
    if len(moved) < len(known):
        left_out.append(_("Some products have this location already."))
    found = outcome(len(moved), left_out)
    _make_home(branch_id, moved, target)
    return found


def _in_use(branch_id: UUID, bin_id: UUID) -> Bin:
    """The branch's bin. Raises NotFound for one out of use."""
    target = Bin.objects.filter(id=bin_id, branch_id=branch_id, is_active=True).first()
    if target is None:
        raise NotFound(_("This location isn’t in use. Choose or scan another one."))
    return target


def _make_home(branch_id: UUID, product_ids: Sequence[UUID], target: Bin | None) -> None:
    """These products belong into the bin from now on; None: nowhere in particular."""
    homes = HomeBin.objects.filter(product_id__in=list(product_ids), branch_id=branch_id)
    before = dict(homes.values_list("product_id", "bin__code"))
    if target is None:
        homes.delete()
    else:
        rows = [
            HomeBin(id=new_id(), product_id=one, branch_id=branch_id, bin_id=target.id)
            for one in product_ids
        ]
        if insert_absent(HomeBin, rows) < len(rows):
            homes.update(bin_id=target.id)
    code = target.code if target else ""
    for product_id in product_ids:
        facts = {"before": {"bin": before.get(product_id, "")}, "after": {"bin": code}}
        current_unit().record("stock.home_bin", product_id, facts=facts)
        _tell(branch_id, product_id, [])


def note_shelf(branch_id: UUID, batch_id: UUID, code: str) -> None:
    """Keep what was written as a batch's shelf; with "" it lies in no bin that is known."""
    if code.strip():
        note_shelves(branch_id, {batch_id: code})
    else:
        BatchBin.objects.filter(branch_id=branch_id, batch_id=batch_id).delete()


def note_shelves(branch_id: UUID, codes: Mapping[UUID, str]) -> None:
    """Keep what was written as each batch's shelf as the bin of that code, made where it lacks.

    A batch with "" stays where it is.
    """
    wanted = {batch_id: code.strip().upper() for batch_id, code in codes.items() if code.strip()}
    if not wanted:
        return
    known = _bins(branch_id, set(wanted.values()))
    lacking = sorted(set(wanted.values()) - set(known))
    if lacking:
        insert_absent(Bin, [Bin(id=new_id(), branch_id=branch_id, code=code) for code in lacking])
        known = _bins(branch_id, set(wanted.values()))
    _lay(branch_id, {batch_id: known[code] for batch_id, code in wanted.items()})


def lie_alike(batches: Mapping[UUID, UUID]) -> None:
    """Each second batch lies where the first does, at branches where it lies nowhere yet."""
    rows = BatchBin.objects.filter(batch_id__in=list(batches)).order_by("branch_id", "batch_id")
    insert_absent(
        BatchBin,
        [
            BatchBin(
                id=new_id(),
                batch_id=batches[row.batch_id],
                branch_id=row.branch_id,
                bin_id=row.bin_id,
            )
            for row in rows
        ],
    )


def _bins(branch_id: UUID, codes: set[str]) -> dict[str, UUID]:
    rows = Bin.objects.filter(branch_id=branch_id, code__in=codes)
    return {code.upper(): key for code, key in rows.values_list("code", "id")}


def _lay(branch_id: UUID, bins: Mapping[UUID, UUID]) -> None:
    rows = [
        BatchBin(id=new_id(), batch_id=batch_id, branch_id=branch_id, bin_id=bin_id)
        for batch_id, bin_id in sorted(bins.items())
    ]
    if insert_absent(BatchBin, rows) < len(rows):
        for bin_id in sorted(set(bins.values())):
            there = [batch_id for batch_id, one in bins.items() if one == bin_id]
            BatchBin.objects.filter(branch_id=branch_id, batch_id__in=there).update(bin_id=bin_id)


def _tell(branch_id: UUID, product_id: UUID, batch_ids: Sequence[UUID]) -> None:
    current_unit().announce(
        StockUpdated(
            subject=f"{branch_id}/{product_id}",
            branch_id=branch_id,
            data={
                "product_id": product_id,
                "document_kind": "bin",
                "document_id": product_id,
                "batches": [{"batch_id": one, "change": 0} for one in batch_ids],
            },
        )
    )

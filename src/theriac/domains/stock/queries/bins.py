"""The bins of a branch, and which of them a product or a batch is in."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import branches_seen, query
from theriac.domains.stock.models import Balance, BatchBin, Bin, HomeBin, Place
from theriac.domains.stock.permissions import VIEW_STOCK

BINS: Listing[Bin] = Listing(
    name="stock.bins", sorts={"code": SortFields(("code",))}, default_sort="code"
)
MARK = "BIN-"
"""What the code on a bin's label begins with, so that a scan tells it from goods."""


@query(permission=VIEW_STOCK)
def list_bins(*, actor: Actor, branch_id: UUID) -> QuerySet[Bin]:
    """The branch's bins, those out of use too, in no order."""
    return Bin.objects.filter(branch_id=branch_id).order_by()


@query(permission=VIEW_STOCK)
def get_bin(*, actor: Actor, bin_id: UUID) -> Bin | None:
    """A bin of a branch that the actor may see, or None."""
    return Bin.objects.filter(id=bin_id, **branches_seen(actor, VIEW_STOCK)).first()


@query(permission=VIEW_STOCK)
def bin_scanned(*, actor: Actor, branch_id: UUID, code: str) -> Bin | None:
    """The bin in use whose label or code was read; None for anything else."""
    bare = code.strip()
    if bare.upper().startswith(MARK):
        bare = bare[len(MARK) :]
    if not bare:
        return None
    return Bin.objects.filter(branch_id=branch_id, code__iexact=bare, is_active=True).first()


@query(permission=VIEW_STOCK)
def bin_contents(*, actor: Actor, branch_id: UUID) -> dict[UUID, tuple[int, int]]:
    """By bin: how many batches with stock lie there, and how many products belong there."""
    stocked = Balance.objects.filter(
        branch_id=branch_id, quantity__gt=0, place__kind=Place.Kind.SHELF
    )
    lying = BatchBin.objects.filter(branch_id=branch_id, batch_id__in=stocked.values("batch_id"))
    counts = dict(lying.order_by().values_list("bin_id").annotate(count=Count("id")))
    at_home = HomeBin.objects.filter(branch_id=branch_id).order_by()
    homes = dict(at_home.values_list("bin_id").annotate(count=Count("id")))
    return {key: (counts.get(key, 0), homes.get(key, 0)) for key in counts.keys() | homes.keys()}


@query(permission=VIEW_STOCK)
def where_batches_lie(
    *, actor: Actor, branch_id: UUID, batch_ids: Iterable[UUID]
) -> dict[UUID, str]:
    """As ``bins_of``, for who may see the branch's stock."""
    return bins_of(branch_id, batch_ids)


def bins_of(branch_id: UUID, batch_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The bin's code of each batch that the branch has or had, where one is known."""
    rows = Balance.objects.filter(branch_id=branch_id, batch_id__in=list(batch_ids))
    codes = rows.annotate(bin=bin_code(branch_id)).values_list("batch_id", "bin")
    return {batch: code for batch, code in codes.order_by() if code}


def bin_code(branch_id: UUID) -> Coalesce:
    """For a balance: the code of the bin where its batch lies at the branch, else of its home."""
    return Coalesce(_lying(branch_id), _home(branch_id), Value(""))


def lying_code(branch_id: UUID) -> Coalesce:
    """For a balance: the code of the bin where somebody put its batch, else ""."""
    return Coalesce(_lying(branch_id), Value(""))


def home_code(branch_id: UUID) -> Coalesce:
    """For a balance: the code of the bin where its product belongs, else ""."""
    return Coalesce(_home(branch_id), Value(""))


def _lying(branch_id: UUID) -> Subquery:
    rows = BatchBin.objects.filter(batch_id=OuterRef("batch_id"), branch_id=branch_id)
    return Subquery(rows.values("bin__code")[:1])


def _home(branch_id: UUID) -> Subquery:
    rows = HomeBin.objects.filter(product_id=OuterRef("product_id"), branch_id=branch_id)
    return Subquery(rows.values("bin__code")[:1])

"""Saying that two products are two, so that nobody is asked again, and taking that back."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_absent
from theriac.core.ids import new_id
from theriac.core.listing.selection import Outcome, outcome, selected
from theriac.core.problems import NotFound, Text
from theriac.domains.catalog.models import DistinctProducts, Product
from theriac.domains.catalog.permissions import MERGE_PRODUCTS

RECORD = "catalog.product"
Pair = tuple[UUID, UUID]


@command(
    name="catalog.set_products_distinct",
    done=gettext_lazy("Marked products as not duplicates"),
    permission=MERGE_PRODUCTS,
)
def set_products_distinct(*, actor: Actor, pairs: Sequence[Pair]) -> Outcome:
    """Propose these pairs as duplicates no more; either order of the two is the same pair.

    Left out is a pair with a product that isn't in the catalogue, one product twice, and what was
    said before. Raises NotFound where nothing is left, Unprocessable for no pair or for more than
    ``core.listing.selection.MOST``.
    """
    wanted = selected((min(pair), max(pair)) for pair in pairs)
    known = set(
        Product.objects.filter(id__in={key for pair in wanted for key in pair}).values_list(
            "id", flat=True
        )
    )
    said = set(
        DistinctProducts.objects.filter(one_id__in=[one for one, _other in wanted]).values_list(
            "one_id", "other_id"
        )
    )
    left_out: list[Text] = []
    new = list[Pair]()
    for pair in wanted:
        if pair[0] == pair[1]:
            left_out.append(_("Choose two different products."))
        elif not known.issuperset(pair):
            left_out.append(_("This product isn't in the catalogue."))
        elif pair in said:
            left_out.append(_("These two products are already marked as not duplicates."))
        else:
            new.append(pair)
    found = outcome(len(new), left_out)
    now = clock.now()
    insert_absent(
        DistinctProducts,
        [
            DistinctProducts(id=new_id(), one_id=one, other_id=other, said_at=now, said_by=actor.id)
            for one, other in new
        ],
    )
    for one, other in new:
        _tell(one, {"before": {"distinct_from": None}, "after": {"distinct_from": other}})
    return found


@command(
    name="catalog.set_products_alike",
    done=gettext_lazy("Listed products as possible duplicates again"),
    permission=MERGE_PRODUCTS,
)
def set_products_alike(*, actor: Actor, one_id: UUID, other_id: UUID) -> None:
    """Propose a pair again where it looks like one product. Raises NotFound where nobody said it.

    The order of the two doesn't matter.
    """
    one, other = sorted((one_id, other_id))
    gone, _per_model = DistinctProducts.objects.filter(one_id=one, other_id=other).delete()
    if not gone:
        raise NotFound(_("These two products aren’t marked as not duplicates. Reload the page."))
    _tell(one, {"before": {"distinct_from": other}, "after": {"distinct_from": None}})


def _tell(product_id: UUID, facts: dict[str, object]) -> None:
    current_unit().record(RECORD, product_id, facts=facts)

"""What suppliers gave free with what was bought (PUR-16)."""

from __future__ import annotations

from uuid import UUID

from django.db.models import BigIntegerField, ExpressionWrapper, F, QuerySet, Sum

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import branches_seen, query
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine
from theriac.domains.purchasing.permissions import VIEW_RECEIPTS

BONUSES: Listing[GoodsReceiptLine] = Listing(
    name="purchasing.bonuses",
    sorts={"received_on": SortFields(("receipt__received_on",))},
    default_sort="-received_on",
    filters={
        "supplier_id": lambda rows, key: rows.filter(receipt__supplier_id=key),
        "received_from": lambda rows, day: rows.filter(receipt__received_on__gte=day),
        "received_to": lambda rows, day: rows.filter(receipt__received_on__lte=day),
    },
)
"""What may be asked of the list of bonuses."""


@query(permission=VIEW_RECEIPTS)
def list_bonuses(*, actor: Actor, branch_id: UUID | None = None) -> QuerySet[GoodsReceiptLine]:
    """Posted lines with bonus packs; ``worth`` is what those would have cost at their price."""
    seen = branches_seen(actor, VIEW_RECEIPTS, branch_id)
    return (
        GoodsReceiptLine.objects.filter(
            receipt__state=GoodsReceipt.State.POSTED,
            bonus_packs__gte=1,
            **{f"receipt__{name}": value for name, value in seen.items()},
        )
        .select_related("receipt")
        .annotate(
            worth=ExpressionWrapper(F("bonus_packs") * F("price"), output_field=BigIntegerField())
        )
        .order_by()
    )


def worth_of(rows: QuerySet[GoodsReceiptLine]) -> int:
    """What the listed bonuses would have cost together, minor units."""
    return int(rows.aggregate(together=Sum("worth"))["together"] or 0)


def givers(rows: QuerySet[GoodsReceiptLine]) -> set[UUID]:
    """The suppliers of the listed bonuses."""
    return set(rows.order_by().values_list("receipt__supplier_id", flat=True).distinct())

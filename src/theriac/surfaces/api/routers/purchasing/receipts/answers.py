"""Goods receipts between the API's schemas and the commands."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.problems import NotFound
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchasing.queries.receipts import (
    LineView,
    ReceiptView,
    find_receipt,
    read_receipt,
)
from theriac.surfaces.api.answers import told
from theriac.surfaces.api.place import currency_here
from theriac.surfaces.api.schemas.purchasing.receipts import (
    GoodsDifference,
    GoodsLine,
    GoodsReceipt,
)
from theriac.surfaces.api.schemas.types import AskedFirst


def branch_of_receipt(actor: Actor, receipt_id: UUID) -> BranchId:
    """The branch of a receipt that the actor may see. Raises NotFound."""
    found = find_receipt(actor=actor, receipt_id=receipt_id)
    if found is None:
        raise NotFound(_("This goods receipt doesn’t exist."), receipt_id=receipt_id)
    return BranchId(found.branch_id)


def receipt_told(actor: Actor, receipt_id: UUID) -> GoodsReceipt:
    """The receipt as it stands. Raises NotFound."""
    view = read_receipt(actor=actor, receipt_id=receipt_id)
    if view is None:
        raise NotFound(_("This goods receipt doesn’t exist."), receipt_id=receipt_id)
    costs, postings = view.costs, view.postings
    posted, reversal = postings.get("posted"), postings.get("reversed")
    return told(
        GoodsReceipt,
        view.receipt,
        supplier=view.supplier.name if view.supplier else "",
        reversal_number=reversal.number if reversal else "",
        document_id=posted.document_id if posted else None,
        currency=currency_here(None),
        net=costs.net if costs else None,
        tax=costs.tax if costs else None,
        cost=costs.cost if costs else None,
        total=costs.total if costs else None,
        lines=[_line(view, line) for line in view.lines],
        differences=[told(GoodsDifference, one) for one in view.differences],
        questions=[AskedFirst(code=one.code, detail=str(one.words)) for one in view.questions],
    )


def _line(view: ReceiptView, line: LineView) -> GoodsLine:
    cost = line.cost
    low, high = line.limits or (None, None)
    return told(
        GoodsLine,
        line.line,
        product=line.product.name,
        pack=line.pack,
        short_days=line.short_days,
        temperature_low=low,
        temperature_high=high,
        proposed_price=line.proposed,
        net=cost.net - cost.discount if cost else None,
        tax=cost.tax if cost else None,
        cost=cost.cost if cost else None,
    )

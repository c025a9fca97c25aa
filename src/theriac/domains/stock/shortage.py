"""The refusal of a batch that has less than was asked, by its product's name and its number."""

from __future__ import annotations

from uuid import UUID

from theriac.core.problems import Text
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.stock.models import Batch
from theriac.domains.stock.problems import InsufficientStock


def short_batch(
    batch_id: UUID, *, requested: int, available: int, to_do: Text, position: int = 0
) -> InsufficientStock:
    """What to raise; base units, and ``to_do`` says what to do where it is read."""
    product_id, number = Batch.objects.values_list("product_id", "number").get(id=batch_id)
    return InsufficientStock(
        product_id=product_id,
        product=product_names([product_id]).get(product_id, ""),
        batch=number,
        requested=requested,
        available=available,
        position=position,
        to_do=to_do,
    )

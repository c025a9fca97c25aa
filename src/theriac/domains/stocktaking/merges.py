"""What an open count says when products are to be merged."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from theriac.domains.catalog.ports import TakesPart
from theriac.domains.catalog.problems import ProductMergeRefused
from theriac.domains.stocktaking.models import CountLine, StockCount


class CountsTakePart(TakesPart):
    """What is being counted has to be accounted for under its own number."""

    def require_settled(self, product_ids: tuple[UUID, UUID]) -> None:
        """Raise MergeRefused while these products are being counted."""
        number = (
            CountLine.objects.filter(product_id__in=product_ids, count__state=StockCount.State.OPEN)
            .order_by("count__number")
            .values_list("count__number", flat=True)
            .first()
        )
        if number is not None:
            raise ProductMergeRefused(
                _(
                    "These products are already being counted in %(number)s. Post or cancel "
                    "that stock count first."
                )
                % {"number": number}
            )

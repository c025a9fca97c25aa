"""What an open recall says when products are to be merged."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from theriac.domains.catalog.ports import TakesPart
from theriac.domains.catalog.problems import ProductMergeRefused
from theriac.domains.recalls.models import Recall


class RecallsTakePart(TakesPart):
    """The units of an open recall have to be accounted for under their own number."""

    def require_settled(self, product_ids: tuple[UUID, UUID]) -> None:
        """Raise MergeRefused while a batch of these products is in an open recall."""
        number = (
            Recall.objects.filter(
                state=Recall.State.OPEN, batches__batch__product_id__in=product_ids
            )
            .order_by("number")
            .values_list("number", flat=True)
            .first()
        )
        if number is not None:
            raise ProductMergeRefused(
                _(
                    "A batch of these products is in the open recall %(number)s. Close the recall "
                    "first."
                )
                % {"number": number}
            )

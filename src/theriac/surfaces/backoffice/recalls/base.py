"""What the screens of one recall share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import Text
from theriac.domains.catalog.queries.products import ProductDetail, product_details
from theriac.domains.compounding.queries import MadeFrom, made_from
from theriac.domains.recalls.queries.recalls import get_recall
from theriac.domains.recalls.queries.trace import Trace, trace_recall
from theriac.surfaces.backoffice.catalog.words import in_words
from theriac.surfaces.backoffice.shell.one import One, OneScreen

if TYPE_CHECKING:
    from theriac.core.actor import Actor
    from theriac.domains.recalls.models import Recall
    from theriac.domains.stock.models import Batch


def compounded_of(actor: Actor, batch_ids: Sequence[UUID]) -> Sequence[MadeFrom]:
    """What was made of these batches, each once; the first made in front."""
    found = made_from(actor=actor, batch_ids=batch_ids) if batch_ids else []
    return list({one.preparation_id: one for one in found}.values())


class RecallScreen(OneScreen):
    """A screen of the recall that the address names."""

    own_page = "backoffice:recall_detail"
    among = ((gettext_lazy("Recalls"), "backoffice:recall_list"),)

    recall: One[Recall] = One(
        "recall_id",
        lambda at, key: get_recall(actor=at.actor, recall_id=key),
        missing=gettext_lazy("This recall doesn’t exist. Choose one from the list."),
    )

    @cached_property
    def trace(self) -> Trace:
        """Where its units went, and where the rest lies."""
        return trace_recall(actor=self.actor, recall_id=self.recall.id)

    @cached_property
    def compounded(self) -> Sequence[MadeFrom]:
        """What was made of its batches, each once."""
        return compounded_of(self.actor, [one.id for one in self.trace.batches])

    @cached_property
    def products(self) -> dict[UUID, ProductDetail]:
        """The products of its batches."""
        wanted = sorted({batch.product_id for batch in self.trace.batches})
        return {one.id: one for one in product_details(actor=self.actor, product_ids=wanted)}

    def words(self, quantity: int, batch: Batch) -> str:
        """A quantity of a batch in packs."""
        return in_words(quantity, self.products[batch.product_id])

    def name(self) -> Text:
        return _("Recall %(number)s") % {"number": self.recall.number}

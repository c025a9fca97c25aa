"""What the screens of one recall share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import NotFound, Text
from theriac.domains.catalog.queries.products import ProductDetail, product_details
from theriac.domains.recalls.queries.recalls import get_recall
from theriac.domains.recalls.queries.trace import Trace, trace_recall
from theriac.surfaces.backoffice.catalog.words import in_words
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen

if TYPE_CHECKING:
    from theriac.domains.recalls.models import Recall
    from theriac.domains.stock.models import Batch


class RecallScreen(Screen):
    """A screen of the recall that the address names."""

    @cached_property
    def recall(self) -> Recall:
        """The recall. Raises NotFound."""
        found = get_recall(actor=self.actor, recall_id=UUID(str(self.kwargs["recall_id"])))
        if found is None:
            raise NotFound(_("There is no such recall. Look in the list."))
        return found

    @cached_property
    def trace(self) -> Trace:
        """Where its units went, and where the rest lies."""
        return trace_recall(actor=self.actor, recall_id=self.recall.id)

    @cached_property
    def products(self) -> dict[UUID, ProductDetail]:
        """The products of its batches."""
        wanted = sorted({batch.product_id for batch in self.trace.batches})
        return {one.id: one for one in product_details(actor=self.actor, product_ids=wanted)}

    def words(self, quantity: int, batch: Batch) -> str:
        """A quantity of a batch in packs."""
        return in_words(quantity, self.products[batch.product_id])

    def recall_address(self) -> str:
        return reverse("backoffice:recall_detail", args=[self.recall.id])

    def page_title(self) -> Text:
        return _("Recall %(number)s") % {"number": self.recall.number}

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Recalls"), reverse("backoffice:recall_list"))]

"""Offers come in: one file or many at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from theriac.domains.offers.commands.intake import take_offer_file
from theriac.domains.offers.permissions import DRAFT_OFFERS
from theriac.surfaces.backoffice.purchasing.paper import PaperFilesForm, UploadPapers
from theriac.surfaces.backoffice.shell.screens import Crumb


class UploadOffers(UploadPapers):
    """Each file becomes an offer."""

    permission = DRAFT_OFFERS
    form_class = PaperFilesForm
    title = gettext_lazy("Upload offers")
    one, all = "backoffice:offer_detail", "backoffice:offer_list"

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Offers"), reverse(self.all))]

    def take(self, file: Any, supplier_id: UUID | None) -> UUID:
        """As an offer that is being read."""
        return take_offer_file(
            actor=self.actor,
            branch_id=self.branch,
            file=file,
            name=file.name or "",
            supplier_id=supplier_id,
        )

    def said(self, count: int) -> str:
        """That they are read now."""
        words = ngettext(
            "%(count)s offer uploaded. Its lines appear as soon as they are read.",
            "%(count)s offers uploaded. Their lines appear as soon as they are read.",
            count,
        )
        return words % {"count": count}

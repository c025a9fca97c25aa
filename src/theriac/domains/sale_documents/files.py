"""What files are for in papers of sales."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.files.purposes import ContentKind, Purpose, purpose
from theriac.domains.organisation.permissions import MANAGE_ORGANISATION, VIEW_ORGANISATION

LOGO = purpose(
    Purpose(
        "sale_documents.logo",
        _("Logo on receipts and invoices"),
        frozenset({ContentKind.IMAGE}),
        read=VIEW_ORGANISATION,
        add=MANAGE_ORGANISATION,
        max_bytes=2_000_000,
        is_shared=True,
    )
)

"""What files are for in the pharmacy itself."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.files.purposes import ContentKind, Purpose, purpose
from theriac.domains.organisation.permissions import MANAGE_ORGANISATION, VIEW_ORGANISATION

PAPER = purpose(
    Purpose(
        "organisation.paper",
        _("Pharmacy document (licence, contract, letter)"),
        frozenset({ContentKind.PDF, ContentKind.IMAGE}),
        read=MANAGE_ORGANISATION,
        add=MANAGE_ORGANISATION,
        max_bytes=20_000_000,
        keep_days=3_653,
    )
)
"""Ten years; what a law asks longer is for the retention rules to say."""

LOGO = purpose(
    Purpose(
        "organisation.receipt_logo",
        _("Logo on receipts and invoices"),
        frozenset({ContentKind.IMAGE}),
        read=VIEW_ORGANISATION,
        add=MANAGE_ORGANISATION,
        max_bytes=2_000_000,
        is_shared=True,
    )
)

"""What of papers stays."""

from django.utils.translation import gettext_lazy as _

from theriac.core.retention.registry import KeptKind, keeps

keeps(
    KeptKind(
        _("Buyers on invoices"),
        _("Retained with the sale for tax. Name and address are encrypted."),
    )
)

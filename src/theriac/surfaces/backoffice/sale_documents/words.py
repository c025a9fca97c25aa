"""Words of the documents' screens."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text

CHANNELS: dict[str, Text] = {"email": _("Email"), "message": _("Message (phone)")}
PARTS: dict[str, Text] = {
    "batch": _("Batch and expiry date"),
    "goods_code": _("HSN code"),
    "mrp": _("Printed maximum price (MRP)"),
    "savings": _("Savings against the MRP"),
    "words": _("Total in words (A5, A4)"),
    "signature": _("Signature line"),
    "code": _("QR code with the number"),
    "logo": _("Logo"),
}

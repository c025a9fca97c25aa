"""Words of the documents' screens."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.surfaces.backoffice.shell.badges import States

CHANNELS: dict[str, Text] = {
    "whatsapp": "WhatsApp",
    "email": _("Email"),
    "message": _("Text message (SMS)"),
}
OPENS: dict[str, Text] = {
    "whatsapp": _("Open WhatsApp"),
    "email": _("Write email"),
    "message": _("Write text message"),
}
KINDS: dict[str, Text] = {
    "sale": _("Receipt or invoice"),
    "credit_note": _("Credit note"),
    "quotation": _("Quotation"),
}
STATES = States(
    waiting=(_("To send"), "hourglass-split", "note"),
    sent=(_("Sent"), "check-circle-fill", "go"),
    cancelled=(_("Cancelled"), "x-circle", ""),
)
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

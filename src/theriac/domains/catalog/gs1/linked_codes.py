"""What of a scan names the product, and so may open its pack from now on."""

from __future__ import annotations

from django.utils.translation import gettext as _

from theriac.domains.catalog.gs1.codes import Caution, CodeForm, read_code
from theriac.domains.catalog.gs1.problems import Fault, UnreadableCode
from theriac.domains.catalog.problems import ProductRefused

LONGEST = 60


def code_to_link(raw: str) -> str:
    """The GTIN in 14 digits of a GS1 code, whatever else that says; of any other code its text.

    Batch, expiry and serial number differ from pack to pack, so they are no part of it. Raises
    UnreadableCode for a damaged code and a wrong check digit, ProductRefused for one that names no
    product or is longer than 60 signs.
    """
    seen = read_code(raw)
    if Caution.GTIN_CHECK_DIGIT in seen.warnings:
        raise UnreadableCode(Fault.GTIN_CHECK_DIGIT, field="code")
    if seen.gtin:
        return seen.gtin
    if seen.form is not CodeForm.PLAIN:
        raise ProductRefused(
            _("This code contains no product. Scan the product code on the pack."),
            field="code",
        )
    text = seen.text.strip()
    if len(text) > LONGEST:
        raise ProductRefused(
            _("A code has at most %(most)s characters. Scan another code on the pack.")
            % {"most": LONGEST},
            field="code",
        )
    return text

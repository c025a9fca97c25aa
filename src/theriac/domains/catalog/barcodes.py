"""How barcodes are kept and compared: GTINs in 14 digits, other codes as they are typed."""

from __future__ import annotations

from theriac.domains.catalog.gs1.gtin import gtin14


def normalise_barcode(code: str) -> str:
    """The form under which a code is kept and found: a valid GTIN padded to 14 digits.

    A code that isn't a GTIN (a shop's own label) keeps its characters.
    """
    text = code.strip()
    padded = gtin14(text)
    return text if padded is None else padded

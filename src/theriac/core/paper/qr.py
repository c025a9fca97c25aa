"""A text as a QR code, for paper."""

from __future__ import annotations


def qr_modules(text: str) -> list[str]:
    """The rows of the code, "1" for a dark module; no quiet zone around it."""
    from qrcode.constants import ERROR_CORRECT_M  # noqa: PLC0415 (slow)
    from qrcode.main import QRCode  # noqa: PLC0415 (slow)

    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    return ["".join("1" if dark else "0" for dark in row) for row in code.get_matrix()]

"""An address as a QR code: for a terminal's window, and for a page."""

from __future__ import annotations

from io import StringIO

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

QUIET = 4
"""Empty modules around the code, without which cameras don't find it."""


def _code(text: str) -> QRCode:
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(text)
    code.make(fit=True)
    return code


def in_characters(text: str) -> str:
    """Half blocks, light on dark as most terminals are; two rows of modules a line."""
    drawn = StringIO()
    _code(text).print_ascii(out=drawn, invert=True)
    return drawn.getvalue().rstrip("\n")


def modules_path(text: str) -> tuple[int, str]:
    """The width in modules, and the dark ones as the path of an SVG of that width."""
    matrix = _code(text).get_matrix()
    dark = [f"M{x} {y}h1v1h-1z" for y, row in enumerate(matrix) for x, on in enumerate(row) if on]
    return len(matrix), "".join(dark)

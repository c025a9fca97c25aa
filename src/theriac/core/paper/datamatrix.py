"""Square GS1 DataMatrix symbols (ISO/IEC 16022, ECC 200), drawn by zxing-cpp."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast


def gs1_modules(elements: Sequence[tuple[str, str]]) -> list[str]:
    """The rows of the smallest symbol that holds the elements, "1" for black, without margin.

    Each element is an application identifier with its value, in the order in which they stand;
    FNC1 leads, and ends each value of no fixed length that another follows. Square brackets tell
    the writer where an identifier stands: unlike round ones, no value may hold them. Raises
    ValueError for a value that is empty, too long or not in ASCII; which of its signs GS1 permits
    is the caller's to know.
    """
    import zxingcpp  # noqa: PLC0415 (slow)

    if any(sign in value for _identifier, value in elements for sign in "[]"):
        raise ValueError(elements)
    symbol = zxingcpp.create_barcode(
        "".join(f"[{identifier}]{value}" for identifier, value in elements),
        zxingcpp.BarcodeFormat.DataMatrix,
        gs1=True,
        force_square=True,
    )
    picture = cast("bytes", symbol.to_image(scale=1, add_quiet_zones=False))
    shades = cast("list[list[int]]", memoryview(picture).tolist())
    return ["".join("0" if shade else "1" for shade in row) for row in shades]

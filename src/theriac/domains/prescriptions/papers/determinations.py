"""What a copy says of each line: det, ne det, how much, which repeat (Kepmenkes 280/1981).

The marks are as in the shared vectors ``id_salinan_resep.json``.
"""

from __future__ import annotations


def determination(quantity: int, repeats: int, dispensed: int) -> str:
    """The mark of a line of ``quantity`` base units for the first time and for each repeat."""
    times, part = divmod(dispensed, quantity)
    begun = f"det {part} of {quantity}" if part else ""
    if not times:
        return begun or "ne det"
    whole = f"det, iter used {times - 1}" if repeats else "det orig"
    return ", ".join(filter(None, (whole, begun)))

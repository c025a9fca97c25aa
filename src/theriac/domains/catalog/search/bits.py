"""Sets of documents as bits of one whole number: bit n stands for document n."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_FILLED = re.compile(rb"[^\x00]", re.DOTALL)
_BITS_OF = [tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256)]
BIT = (1, 2, 4, 8, 16, 32, 64, 128)


def bits_of(numbers: Iterable[int], size: int) -> int:
    """The set of ``numbers``, each below ``size``."""
    buffer = bytearray((size >> 3) + 1)
    for number in numbers:
        buffer[number >> 3] |= BIT[number & 7]
    return int.from_bytes(buffer, "little")


def as_bytes(bits: int) -> bytes:
    """The set, eight documents a byte."""
    return bits.to_bytes((bits.bit_length() + 7) >> 3, "little")


def numbers_in(bits: int) -> Iterator[int]:
    """The members of the set, in order."""
    data = as_bytes(bits)
    for found in _FILLED.finditer(data):
        place = found.start()
        for bit in _BITS_OF[data[place]]:
            yield (place << 3) + bit

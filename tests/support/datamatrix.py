"""A GS1 DataMatrix of 18 by 18 modules, drawn without any library (ISO/IEC 16022, ECC 200)."""

from __future__ import annotations

from collections.abc import Iterator

DATA, CHECK, SIDE = 18, 14, 16
FNC1, PAD, FIELD = 232, 129, 0x12D
BLOCK = ((-2, -2), (-2, -1), (-1, -2), (-1, -1), (-1, 0), (0, -2), (0, -1), (0, 0))


def datamatrix_modules(message: str) -> list[str]:
    """The rows of the symbol, 1 for black; ``message`` is what follows the leading FNC1."""
    data = _codewords(message)
    bits = _placed(data + _check(data))
    rows = ["10" * (SIDE // 2 + 1)]
    for row in range(SIDE):
        inner = "".join(str(bits[row, column]) for column in range(SIDE))
        rows.append(f"1{inner}{'10'[row % 2]}")
    return [*rows, "1" * (SIDE + 2)]


def _codewords(message: str) -> list[int]:
    """ASCII encodation: two digits in one codeword."""
    found = [FNC1]
    at = 0
    while at < len(message):
        pair = message[at : at + 2]
        if len(pair) == 2 and pair.isdigit():
            found.append(130 + int(pair))
            at += 2
        else:
            found.append(1 + ord(message[at]))
            at += 1
    if len(found) < DATA:
        found.append(PAD)
    while len(found) < DATA:
        scrambled = PAD + 149 * (len(found) + 1) % 253 + 1
        found.append(scrambled if scrambled <= 254 else scrambled - 254)
    assert len(found) == DATA, "the message is too long for this symbol"
    return found


def _times(one: int, other: int) -> int:
    product = 0
    while other:
        if other & 1:
            product ^= one
        one <<= 1
        if one & 0x100:
            one ^= FIELD
        other >>= 1
    return product


def _check(data: list[int]) -> list[int]:
    """The Reed-Solomon check codewords over GF(256)."""
    generator = [1]
    root = 1
    for _power in range(CHECK):
        root = _times(root, 2)
        shifted = [*generator, 0]
        for index, factor in enumerate(generator, 1):
            shifted[index] ^= _times(factor, root)
        generator = shifted
    rest = data + [0] * CHECK
    for index in range(DATA):
        lead = rest[index]
        for step, factor in enumerate(generator):
            rest[index + step] ^= _times(lead, factor)
    return rest[DATA:]


def _placed(codewords: list[int]) -> dict[tuple[int, int], int]:
    """Annex F: the codewords go up and down the diagonals; at this size no corner is special."""
    bits: dict[tuple[int, int], int] = {}
    waiting = iter(codewords)
    for row, column in _diagonals():
        if (row, column) not in bits:
            codeword = next(waiting)
            for place, (down, right) in enumerate(BLOCK):
                bits[_wrapped(row + down, column + right)] = codeword >> 7 - place & 1
    assert len(bits) == SIDE * SIDE
    return bits


def _diagonals() -> Iterator[tuple[int, int]]:
    """Where a codeword's last bit may lie, in order: up to the right, then down to the left."""
    row, column, step = 4, 0, -2
    while row < SIDE or column < SIDE:
        if 0 <= row < SIDE and 0 <= column < SIDE:
            yield row, column
        row, column = row + step, column - step
        if step < 0 and (row < 0 or column >= SIDE):
            row, column, step = row + 1, column + 3, 2
        elif step > 0 and (row >= SIDE or column < 0):
            row, column, step = row + 3, column + 1, -2


def _wrapped(row: int, column: int) -> tuple[int, int]:
    if row < 0:
        row, column = row + SIDE, column + 4 - (SIDE + 4) % 8
    if column < 0:
        row, column = row + 4 - (SIDE + 4) % 8, column + SIDE
    return row, column

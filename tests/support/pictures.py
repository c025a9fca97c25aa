"""A film of a bar code for Chromium's false camera: drawn here, or of a picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image

LEFT = "0001101 0011001 0010011 0111101 0100011 0110001 0101111 0111011 0110111 0001011".split()
PARITY = "LLLLLL LLGLGG LLGGLG LLGGGL LGLLGG LGGLLG LGGGLL LGLGLG LGLGGL LGGLGL".split()
WIDTH, HEIGHT, MODULE = 640, 480, 4
WHITE, BLACK, GREY = 235, 16, 128


def ean13_modules(code: str) -> str:
    """The 95 modules of an EAN-13, 1 for a bar (GS1 General Specifications 5.2.1)."""
    first, left, right = int(code[0]), code[1:7], code[7:]
    parts = []
    for digit, parity in zip(left, PARITY[first], strict=True):
        plain = LEFT[int(digit)]
        mirrored = "".join("10"[int(bit)] for bit in plain)[::-1]
        parts.append(plain if parity == "L" else mirrored)
    rights = ["".join("10"[int(bit)] for bit in LEFT[int(digit)]) for digit in right]
    return f"101{''.join(parts)}01010{''.join(rights)}101"


def film_of(rows: Sequence[str], path: Path, *, height: int = MODULE) -> Path:
    """A YUV4MPEG2 film of one still picture: the rows of modules in its middle, each so high."""
    return _film([_luma(rows, height)], path)


def film_of_codes(codes: Sequence[Sequence[str]], path: Path, *, frames: int = 6) -> Path:
    """A film of several codes of square modules, one after the other, each so many tenths long."""
    return _film([_luma(rows, MODULE) for rows in codes], path, frames=frames)


def film_of_picture(picture: Path, path: Path) -> Path:
    """A film of a picture, as large as it fits with a margin, on white."""
    with Image.open(picture) as opened:
        grey = opened.convert("L")
    scale = min((WIDTH - 80) / grey.width, (HEIGHT - 80) / grey.height)
    scale = int(scale) if scale >= 1 else scale
    size = (round(grey.width * scale), round(grey.height * scale))
    whole = Image.new("L", (WIDTH, HEIGHT), 255)
    resized = grey.resize(size, Image.Resampling.NEAREST if scale >= 1 else Image.Resampling.BOX)
    whole.paste(resized, ((WIDTH - size[0]) // 2, (HEIGHT - size[1]) // 2))
    luma = whole.point(lambda one: BLACK + one * (WHITE - BLACK) // 255).tobytes()
    return _film([luma], path)


def _luma(rows: Sequence[str], height: int) -> bytes:
    lines = [_line(row) for row in rows for _y in range(height)]
    above = (HEIGHT - len(lines)) // 2
    blank = bytes([WHITE] * WIDTH)
    below = HEIGHT - len(lines) - above
    return blank * above + b"".join(lines) + blank * below


def _film(pictures: Sequence[bytes], path: Path, *, frames: int = 5) -> Path:
    chroma = bytes([GREY] * (WIDTH * HEIGHT // 2))
    head = f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420jpeg\n".encode()
    shown = [b"FRAME\n" + luma + chroma for luma in pictures for _ in range(frames)]
    path.write_bytes(head + b"".join(shown))
    return path


def _line(row: str) -> bytes:
    inside = b"".join(bytes([BLACK if bit == "1" else WHITE] * MODULE) for bit in row)
    left = (WIDTH - len(inside)) // 2
    return bytes([WHITE] * left) + inside + bytes([WHITE] * (WIDTH - len(inside) - left))

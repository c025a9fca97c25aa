"""Lines in letters that the PDF fonts lack, shaped and drawn as pictures in print's resolution.

Devanagari joins its letters and puts some before others, so they are shaped. Pillow does, with
HarfBuzz (Raqm) and draws; the font is Noto Sans Devanagari (SIL OFL 1.1), beside this module.
Where a computer has no Raqm nothing is drawn: an unshaped word may say another thing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FONT = Path(__file__).parent / "vendor" / "noto-sans-devanagari" / "NotoSansDevanagari-Regular.ttf"
SCALE = 8
"""Dots to a point: 576 to the inch."""
_DEVANAGARI = range(0x0900, 0x0980)
_LACKED = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "→": "="}
"""What the font has no letter for, and how it is written with others."""


class NoShaping(RuntimeError):
    """This computer can't shape the letters."""


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """A line as a picture: ``below`` points of it are under the baseline; sizes in points."""

    picture: Any
    width: float
    height: float
    below: float


def needs_shaping(words: str) -> bool:
    """Whether the line has letters that must be shaped."""
    return not words.isascii() and any(ord(letter) in _DEVANAGARI for letter in words)


def can_shape() -> bool:
    """Whether this computer can draw such letters."""
    from PIL import features  # noqa: PLC0415 (slow)

    return bool(features.check("raqm"))


def script_width(words: str, size: float, *, bold: bool = False) -> float:
    """The width of a line in points. Raises NoShaping."""
    return float(_font(size).getlength(_known(words))) / SCALE + (size / 20 if bold else 0)


def script_line(words: str, size: float, *, bold: bool = False) -> ScriptLine:
    """The line, black on nothing. Raises NoShaping."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 (slow)

    font, text = _font(size), _known(words)
    stroke = round(size * SCALE / 60) if bold else 0
    ascent, descent = font.getmetrics()
    width = int(font.getlength(text)) + 2 * stroke + SCALE
    height = ascent + descent + 2 * stroke
    mask = Image.new("L", (width, height), 255)
    place = (stroke, stroke)
    ImageDraw.Draw(mask).text(place, text, font=font, fill=0, stroke_width=stroke, stroke_fill=0)
    picture = mask.point(_black_or_white, "1")
    return ScriptLine(picture, width / SCALE, height / SCALE, (descent + stroke) / SCALE)


def _black_or_white(level: int) -> int:
    return 255 if level > 127 else 0


def _known(words: str) -> str:
    for letter, written in _LACKED.items():
        words = words.replace(letter, written)
    return words


@lru_cache(maxsize=32)
def _font(size: float) -> FreeTypeFont:
    from PIL import ImageFont  # noqa: PLC0415 (slow)

    if not can_shape():
        raise NoShaping
    dots = max(1, round(size * SCALE))
    return ImageFont.truetype(FONT, dots, layout_engine=ImageFont.Layout.RAQM)

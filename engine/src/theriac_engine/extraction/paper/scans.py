"""Recognises the words of scans and photos, with models that come inside the package.

Needs `requirements/ocr.txt`; nothing here is imported before the first scan. A page is drawn at 200
dots an inch, turned upright, and recognised; its words then go through the same geometry as those
of a PDF with text.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import numpy
import pypdfium2 as pdfium
from PIL import Image, ImageOps, UnidentifiedImageError

from theriac_engine.extraction.boxes import Box, Frame, Page, Word, around
from theriac_engine.extraction.refusals import Unreadable

DOTS = 200
POINTS = 72
MOST_PIXELS = 40_000_000
LONGEST = 4_000
SMALL = 900
STEEPEST = 4.0
STEP = 0.25
SLANTED = 0.2
"""Degrees: what is less is left as it is."""
Image.MAX_IMAGE_PIXELS = MOST_PIXELS


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR  # noqa: PLC0415 (slow)

    return RapidOCR(params={"Global.log_level": "error"})


def recognised(data: bytes, numbers: Sequence[int] | None) -> list[Page]:
    """The words of a picture, or of these pages of a PDF. Raises Unreadable."""
    try:
        pictures = [(1, _opened(data))] if numbers is None else list(_drawn(data, numbers))
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError, SyntaxError) as problem:
        raise Unreadable("broken") from problem
    except pdfium.PdfiumError as problem:
        raise Unreadable("broken") from problem
    return [_page(number, picture) for number, picture in pictures]


def _opened(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise Unreadable("too_large")
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    if max(upright.size) > LONGEST:
        upright.thumbnail((LONGEST, LONGEST))
    return upright


def _drawn(data: bytes, numbers: Sequence[int]) -> Iterator[tuple[int, Image.Image]]:
    document = pdfium.PdfDocument(data)
    try:
        for number in numbers:
            page = document[number - 1]
            longest = max(page.get_size()) / POINTS * DOTS
            scale = DOTS / POINTS * min(1.0, LONGEST / longest)
            yield number, page.render(scale=scale).to_pil().convert("RGB")
    finally:
        document.close()


def _page(number: int, picture: Image.Image) -> Page:
    """The words of one picture, turned by quarters until its lines are level."""
    level = _levelled(picture)
    words = _words(level)
    turns = 0
    if _stand_on_end(words):
        turned = level.transpose(Image.Transpose.ROTATE_90)
        other = _words(turned)
        if not _stand_on_end(other):
            level, words, turns = turned, other, 1
    frame = Frame(level.width * POINTS / DOTS, level.height * POINTS / DOTS, turns)
    return Page(number, frame, tuple(words), is_scan=True)


def _stand_on_end(words: Sequence[Word]) -> bool:
    long = [word.box for word in words if len(word.text) > 3]
    return bool(long) and sum(box.height > box.x1 - box.x0 for box in long) * 2 > len(long)


def _levelled(picture: Image.Image) -> Image.Image:
    """Without its slant, found where the rows of a small copy differ most from each other."""
    small = ImageOps.autocontrast(picture.convert("L"))
    small.thumbnail((SMALL, SMALL))
    steps = int(STEEPEST / STEP)
    angles = [number * STEP for number in range(-steps, steps + 1)]
    best = max(angles, key=lambda angle: _evenness(small, angle))
    if abs(best) < SLANTED:
        return picture
    return picture.rotate(best, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))


def _evenness(small: Image.Image, angle: float) -> float:
    turned = numpy.asarray(small.rotate(angle, fillcolor=255), dtype=float)
    sums = (255 - turned).sum(axis=1)
    return float(((sums[1:] - sums[:-1]) ** 2).sum())


def _words(picture: Image.Image) -> list[Word]:
    found = _engine()(numpy.asarray(picture)[:, :, ::-1], return_word_box=True)
    scale = POINTS / DOTS
    words = []
    for line in found.word_results or ():
        for text, sure, corners in line:
            xs, ys = [x for x, _ in corners], [y for _, y in corners]
            box = Box(min(xs) * scale, min(ys) * scale, max(xs) * scale, max(ys) * scale)
            if text.strip():
                words.append(Word(text.strip(), box, float(sure) ** 2))
    return _even(words)


def _even(words: Sequence[Word]) -> list[Word]:
    """With boxes no higher than their letters: recognition pads them, some more than others."""
    if not words:
        return []
    heights = sorted(word.box.height for word in words)
    usual = heights[len(heights) // 2]
    return [
        Word(word.text, _trimmed(word.box, usual), word.confidence)
        if word.box.height > usual
        else word
        for word in words
    ]


def _trimmed(box: Box, height: float) -> Box:
    spare = (box.height - height) / 2
    return around([Box(box.x0, box.y0 + spare, box.x1, box.y1 - spare)])

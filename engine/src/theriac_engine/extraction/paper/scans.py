"""Recognises the words of scans and photos, with models that come inside the package.

Needs `requirements/ocr.txt`; nothing here is imported before the first scan. A page is drawn at 200
dots an inch, turned upright, and recognised; its words then go through the same geometry as those
of a PDF with text.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import numpy
import pypdfium2 as pdfium
from PIL import Image, ImageOps, UnidentifiedImageError

from theriac_engine.extraction.boxes import Box, Frame, Page, Word, around
from theriac_engine.extraction.paper.ink import Ink
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
WEAK = 0.9
"""Words that were read less surely are looked at again, alone and larger; they stay unsure."""
LARGER = 2
FEWEST_AGAIN, MOST_AGAIN = 4, 30
"""Letters: fewer are read no better alone. Parts of a page."""
Recognised = list[tuple[str, float, Box]]
"""The words of one line, how surely each was read, and where it is, in dots."""
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
    ink = Ink(picture)
    left = MOST_AGAIN
    words = []
    for found in _recognised(picture):
        line = _set_apart(found, ink)
        weak = _weak_part(line) if left else None
        left -= weak is not None
        words += _read_again(picture, line, *weak) if weak else line
    scale = POINTS / DOTS
    return _even([Word(text, _scaled(box, scale), sure**2) for text, sure, box in words])


def _recognised(picture: Image.Image) -> list[Recognised]:
    """The lines of a picture, from left to right, in its dots."""
    found = _engine()(numpy.asarray(picture)[:, :, ::-1], return_word_box=True)
    if found.boxes is None:
        return []
    lines = [
        [(word[0].strip(), float(word[1]), _reach(word[2])) for word in line if word]
        for line in found.word_results
    ]
    return [
        sorted((one for one in line if one[0]), key=lambda one: one[2].centre)
        for line in lines
        if any(text for text, _, _ in line)
    ]


def _reach(corners: Sequence[Sequence[float]]) -> Box:
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _weak_part(line: Recognised) -> tuple[int, int] | None:
    """The words from the first to the last that were hardly read; None for a line without one."""
    weak = [number for number, (_, sure, _) in enumerate(line) if sure < WEAK]
    if not weak or len(line) == 1:
        return None
    first, last = weak[0], weak[-1] + 1
    letters = sum(len(text) for text, _, _ in line[first:last])
    return (first, last) if letters >= FEWEST_AGAIN else None


def _read_again(picture: Image.Image, line: Recognised, first: int, last: int) -> Recognised:
    """The line with a part of it read alone, where that is surer: long lines are read badly.

    What was read in two ways is never sure.
    """
    part = line[first:last]
    reach = around([box for _, _, box in part])
    x0, y0 = round(reach.x0) - 1, round(reach.y0)
    piece = picture.crop((x0, y0, round(reach.x1) + 1, round(reach.y1)))
    margin = piece.height // 2
    alone = ImageOps.expand(piece, margin, fill=_paper(piece))
    larger = alone.resize((alone.width * LARGER, alone.height * LARGER))
    again = [
        (text, min(sure, WEAK), _moved(_scaled(box, 1 / LARGER), x0 - margin, y0 - margin))
        for found in _recognised(larger)
        for text, sure, box in found
    ]
    again = [one for one in again if abs(one[2].middle - reach.middle) < margin]
    if _sureness(again) <= _sureness(part):
        return line
    return [*line[:first], *sorted(again, key=lambda one: one[2].centre), *line[last:]]


def _paper(piece: Image.Image) -> tuple[int, int, int]:
    """The colour of most of it."""
    grey = int(numpy.median(numpy.asarray(piece.convert("L"))))
    return grey, grey, grey


def _scaled(box: Box, scale: float) -> Box:
    return Box(box.x0 * scale, box.y0 * scale, box.x1 * scale, box.y1 * scale)


def _moved(box: Box, x: float, y: float) -> Box:
    return Box(box.x0 + x, box.y0 + y, box.x1 + x, box.y1 + y)


def _sureness(words: Recognised) -> float:
    return sum(len(text) * sure for text, sure, _ in words) / max(1, sum(len(w[0]) for w in words))


def _set_apart(line: Recognised, ink: Ink) -> Recognised:
    """The words of a line with edges where their ink is; what isn't level stays."""
    reach = around([box for _, _, box in line])
    if reach.height >= 2 * min(box.height for _, _, box in line):
        return line
    spans = [(box.x0, box.x1) for _, _, box in line]
    edges = ink.edges([text for text, _, _ in line], spans, reach.y0, reach.y1)
    return [
        (text, sure, replace(box, x0=x0, x1=x1))
        for (text, sure, box), (x0, x1) in zip(line, edges, strict=True)
    ]


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

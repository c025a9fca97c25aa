"""The words and rulings of a PDF's pages, by pdfium.

Words are made from single characters in the order in which the file draws them: a word ends at a
space, at a gap wider than a quarter of its height, and where the next character stands elsewhere.
So two cells that touch stay apart, and what is drawn twice to look bold counts once.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2 as pdfium

from theriac_engine.extraction.boxes import Box, Frame, Page, Word, around
from theriac_engine.extraction.paper.rulings import rules_of

RAW: Any = pdfium.raw
GAP = 0.25
"""Of a character's height: a wider gap ends the word."""
KERNED = 0.1
BACK = 0.6
MOST_CHARACTERS = 60_000
"""Of one page; a price list has some 5,000."""


@dataclass(frozen=True, slots=True)
class Character:
    """One character in the file's own coordinates, y upwards, with its quarter turn."""

    text: str
    box: Box
    quarter: int
    font: str
    after_gap: bool = False
    """Whether pdfium takes the gap before it for a space; often it is only kerning."""


def page_of(document: Any, number: int) -> Page:
    """The page with this number, from 1. Its words are empty where it is only a picture."""
    page = document[number - 1]
    try:
        left, bottom, right, top = page.get_cropbox()
        characters = list(_characters(page))
        quarter = _quarter_of(characters)
        size = (right - left, top - bottom)
        turned = _Turned(left, bottom, *size, quarter)
        width, height = size if quarter % 2 == 0 else size[::-1]
        shown = (round(page.get_rotation() / 90) - quarter) % 4
        words = _words(characters, turned)
        upright, level = rules_of(page, turned.box)
        return Page(number, Frame(width, height, shown), tuple(words), upright, level)
    finally:
        page.close()


@dataclass(frozen=True, slots=True)
class _Turned:
    """The file's coordinates, turned so that most of the text is read from left to right."""

    left: float
    bottom: float
    width: float
    height: float
    quarter: int

    def box(self, box: Box) -> Box:
        """A box of the file (``y0`` its lower edge) in the frame of reading."""
        x0, x1 = box.x0 - self.left, box.x1 - self.left
        y0, y1 = self.height - (box.y1 - self.bottom), self.height - (box.y0 - self.bottom)
        if self.quarter == 1:  # drawn counter-clockwise, read from the bottom to the top
            return Box(self.height - y1, x0, self.height - y0, x1)
        if self.quarter == 2:
            return Box(self.width - x1, self.height - y1, self.width - x0, self.height - y0)
        if self.quarter == 3:
            return Box(y0, self.width - x1, y1, self.width - x0)
        return Box(x0, y0, x1, y1)


def _characters(page: Any) -> Iterator[Character | None]:
    """Each character that is drawn; None where the file or pdfium has a space or a line's end."""
    text = page.get_textpage()
    font, begins, after_gap = "", True, False
    try:
        rect = RAW.FS_RECTF()
        place = ctypes.byref(rect)
        for index in range(min(RAW.FPDFText_CountChars(text), MOST_CHARACTERS)):
            code = RAW.FPDFText_GetUnicode(text, index)
            letter = chr(code) if code < 0x110000 else ""
            if code < 33 or code == 0xA0 or letter.isspace():
                begins = after_gap = True
                if not RAW.FPDFText_IsGenerated(text, index):
                    yield None
            elif RAW.FPDFText_GetLooseCharBox(text, index, place):
                angle = RAW.FPDFText_GetCharAngle(text, index)
                box = Box(rect.left, rect.bottom, rect.right, rect.top)
                if begins:
                    font = _font_of(text, index)
                quarter = round(-angle / (math.pi / 2)) % 4
                yield Character(letter, box, quarter, font, after_gap)
                begins = after_gap = False
    finally:
        text.close()


def _font_of(text: Any, index: int) -> str:
    name, flags = ctypes.create_string_buffer(80), ctypes.c_int()
    RAW.FPDFText_GetFontInfo(text, index, name, len(name), ctypes.byref(flags))
    return name.value.decode("utf-8", "replace")


def _quarter_of(characters: list[Character | None]) -> int:
    """In which direction most of the text is read: 0 as usual, counted counter-clockwise."""
    counted = Counter(one.quarter for one in characters if one is not None)
    return counted.most_common(1)[0][0] if counted else 0


def _words(characters: list[Character | None], turned: _Turned) -> list[Word]:
    found: list[Word] = []
    letters: list[Character] = []
    boxes: list[Box] = []
    is_spaced = False

    def finish() -> None:
        nonlocal is_spaced
        text = unicodedata.normalize("NFKC", "".join(one.text for one in letters)).strip()
        if text:
            found.append(Word(text, around(boxes), font=letters[0].font, is_spaced=is_spaced))
            is_spaced = False
        letters.clear()
        boxes.clear()

    for one in characters:
        if one is None or one.quarter != turned.quarter:
            finish()
            is_spaced = one is None and bool(found)
            continue
        box = turned.box(one.box)
        if boxes and not _goes_on(boxes[-1], box, KERNED if one.after_gap else GAP):
            finish()
        letters.append(one)
        boxes.append(box)
    finish()
    return _joined(_once(found))


def _goes_on(last: Box, box: Box, most: float) -> bool:
    high = max(last.height, box.height, 0.1)
    gap = box.x0 - last.x1
    return abs(box.middle - last.middle) < 0.4 * high and -BACK * high < gap < most * high


def _once(words: list[Word]) -> list[Word]:
    """Without those that are drawn a second time at nearly the same place."""
    seen: dict[tuple[str, int, int], Word] = {}
    for word in words:
        x, y = round(word.box.x0 / 2), round(word.box.y0 / 2)
        near = ((word.text, x + i, y + j) for i in (-1, 0, 1) for j in (-1, 0, 1))
        if not any(key in seen for key in near):
            seen[word.text, x, y] = word
    return list(seen.values())


def _joined(words: list[Word]) -> list[Word]:
    """Pieces of a word that the file draws apart, such as each kerned pair, as one."""
    joined: list[Word] = []
    for word in words:
        last = joined[-1] if joined else None
        if last is not None and _touch(last.box, word.box):
            joined[-1] = replace(last, text=last.text + word.text, box=around((last.box, word.box)))
        else:
            joined.append(word)
    return joined


def _touch(last: Box, box: Box) -> bool:
    high = max(last.height, box.height, 0.1)
    return abs(box.middle - last.middle) < 0.15 * high and abs(box.x0 - last.x1) < 0.02 * high

"""Pages of text and black boxes as PDF, in the fonts that every reader has (Helvetica).

reportlab writes them, loaded by the first: 80 ms that no start waits for. Measures are millimetres
from the upper left corner. Letters outside Windows-1252 are written as their nearest, or as "?"; a
line with letters that must be shaped is drawn (`scripts.py`).
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from theriac.core.paper.scripts import needs_shaping, script_line, script_width

POINTS = 72 / 25.4
PLAIN, BOLD = "Helvetica", "Helvetica-Bold"
_KNOWN = {"₹": "Rs ", "−": "-", "\u00a0": " ", "\u202f": " "}


class PdfDocument:
    """A document, drawn page by page. The same pages give the same bytes."""

    def __init__(self, *, title: str) -> None:
        from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 (slow)

        self._file = io.BytesIO()
        self._canvas = Canvas(self._file, invariant=1, pageCompression=1)
        self._canvas.setTitle(title)
        self._canvas.setProducer("Theriac")
        self._height = 0.0
        self.pages = 0

    def begin_page(self, width: float, height: float) -> None:
        """Draw on a new page of so many millimetres from here on."""
        if self.pages:
            self._canvas.showPage()
        self._canvas.setPageSize((width * POINTS, height * POINTS))
        self._height = height
        self.pages += 1

    def box(self, left: float, top: float, width: float, height: float) -> None:
        """A black box."""
        base = self._height - top - height
        self._canvas.rect(
            left * POINTS, base * POINTS, width * POINTS, height * POINTS, stroke=0, fill=1
        )

    def band(
        self, left: float, top: float, width: float, height: float, colour: tuple[int, int, int]
    ) -> None:
        """A coloured box; red, green and blue of 255."""
        red, green, blue = (part / 255 for part in colour)
        self._canvas.setFillColorRGB(red, green, blue)
        self.box(left, top, width, height)
        self._canvas.setFillColorRGB(0, 0, 0)

    def stroke(
        self, points: Sequence[tuple[float, float]], pen: float, *, closed: bool, filled: bool
    ) -> None:
        """Points joined by round lines of ``pen`` millimetres."""
        path = self._canvas.beginPath()
        for index, (left, top) in enumerate(points):
            place = (left * POINTS, (self._height - top) * POINTS)
            (path.lineTo if index else path.moveTo)(*place)
        if closed:
            path.close()
        self._pen(pen)
        self._canvas.drawPath(path, stroke=1, fill=int(filled))

    def disc(self, centre: tuple[float, float], radius: float, pen: float, *, filled: bool) -> None:
        """A circle around the centre."""
        left, top = centre
        self._pen(pen)
        self._canvas.circle(
            left * POINTS,
            (self._height - top) * POINTS,
            radius * POINTS,
            stroke=1,
            fill=int(filled),
        )

    def _pen(self, width: float) -> None:
        self._canvas.setLineWidth(width * POINTS)
        self._canvas.setLineCap(1)
        self._canvas.setLineJoin(1)

    def text(
        self, left: float, base: float, size: float, words: str, *, bold: bool = False
    ) -> None:
        """One line on the baseline ``base``; ``size`` in points."""
        if needs_shaping(words):
            self._drawn(left, base, size, words, bold=bold)
            return
        self._canvas.setFont(BOLD if bold else PLAIN, size)
        self._canvas.drawString(left * POINTS, (self._height - base) * POINTS, _written(words))

    def _drawn(self, left: float, base: float, size: float, words: str, *, bold: bool) -> None:
        """A line as a picture, on the same baseline."""
        from reportlab.lib.utils import ImageReader  # noqa: PLC0415 (slow)

        line = script_line(words, size, bold=bold)
        bottom = (self._height - base) * POINTS - line.below
        picture = ImageReader(line.picture)
        self._canvas.drawImage(picture, left * POINTS, bottom, line.width, line.height)

    def modules(self, left: float, top: float, side: float, rows: Sequence[str]) -> None:
        """A code of square modules; neighbours in a row are one box, so that none tears."""
        module = side / len(rows)
        for index, row in enumerate(rows):
            start = 0
            while start < len(row):
                end = start
                while end < len(row) and row[end] == row[start]:
                    end += 1
                if row[start] == "1":
                    self.box(
                        left + start * module, top + index * module, (end - start) * module, module
                    )
                start = end

    def picture(
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        content: bytes,
        *,
        left_aligned: bool = False,
    ) -> None:
        """A picture within a box, in proportion; in the middle unless ``left_aligned``."""
        from reportlab.lib.utils import ImageReader  # noqa: PLC0415 (slow)

        base = (self._height - top - height) * POINTS
        self._canvas.drawImage(
            ImageReader(io.BytesIO(content)),
            left * POINTS,
            base,
            width * POINTS,
            height * POINTS,
            mask="auto",
            preserveAspectRatio=True,
            anchor="w" if left_aligned else "c",
        )

    def content(self) -> bytes:
        """The whole document; nothing can be drawn after."""
        self._canvas.save()
        return self._file.getvalue()


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """The width of a line in millimetres; ``size`` in points."""
    if needs_shaping(words):
        return script_width(words, size, bold=bold) / POINTS
    from reportlab.pdfbase.pdfmetrics import stringWidth  # noqa: PLC0415 (slow)

    return float(stringWidth(_written(words), BOLD if bold else PLAIN, size)) / POINTS


def wrapped(words: str, size: float, width: float, lines: int, *, bold: bool = False) -> list[str]:
    """The words in at most so many lines of a width; what doesn't fit ends in an ellipsis."""
    found: list[str] = [""]
    for word in words.split():
        longer = f"{found[-1]} {word}".strip()
        if found[-1] and width_of(longer, size, bold=bold) > width:
            found.append(word)
        else:
            found[-1] = longer
    if len(found) > lines:
        found = [*found[: lines - 1], " ".join(found[lines - 1 :])]
    return [_cut(line, size, width, bold=bold) for line in found]


def _cut(line: str, size: float, width: float, *, bold: bool) -> str:
    if width_of(line, size, bold=bold) <= width:
        return line
    while line and width_of(f"{line}…", size, bold=bold) > width:
        line = line[:-1]
    return f"{line.rstrip()}…"


def _written(words: str) -> str:
    """The words in letters that the fonts have."""
    if words.isascii() and words.isprintable():
        return words
    return "".join(map(_letter, words))


@lru_cache(maxsize=4096)
def _letter(letter: str) -> str:
    """One of them, or its nearest."""
    known = _KNOWN.get(letter, letter)
    try:
        known.encode("cp1252")
    except UnicodeEncodeError:
        plain = unicodedata.normalize("NFKD", known).encode("ascii", "ignore").decode()
        return plain or "?"
    return known if known.isprintable() else " "

"""A workbook's shared texts, kept in a temporary file so that memory stays flat."""

from __future__ import annotations

import re
import tempfile
from array import array
from collections.abc import Mapping
from functools import lru_cache

from django.utils.translation import gettext as _

from theriac.core.tables.bounds import TableBounds
from theriac.core.tables.problems import TableTooLarge

_IN_MEMORY_BYTES = 4_000_000
_KEPT = 4096
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescape(text: str) -> str:
    """A text with Excel's marks for characters that XML can't hold turned back."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return found[0] if 0xD800 <= code <= 0xDFFF else chr(code)


class SharedTexts:
    """Listens to the part of shared texts; gives each by its place afterwards."""

    def __init__(self, bounds: TableBounds) -> None:
        self._bounds = bounds
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES)  # noqa: SIM115
        self._ends = array("Q")
        self._size = 0
        self._pieces: list[str] = []
        self._letters = 0
        self._in_text = self._in_phonetic = 0
        self.get = lru_cache(maxsize=_KEPT)(self._read)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._in_phonetic += name == "rPh"
        self._in_text += name == "t"

    def end(self, name: str) -> None:
        self._in_phonetic -= name == "rPh"
        self._in_text -= name == "t"
        if name == "si":
            self._keep()

    def text(self, data: str) -> None:
        if self._in_text and not self._in_phonetic and self._letters <= self._bounds.letters:
            self._pieces.append(data)
            self._letters += len(data)

    def _keep(self) -> None:
        if len(self._ends) >= self._bounds.texts:
            raise TableTooLarge(
                _("The workbook contains too much text. Save only the sheet, as CSV."),
                limit=self._bounds.texts,
            )
        data = unescape("".join(self._pieces)).encode("utf-8", "replace")
        self._pieces.clear()
        self._letters = 0
        self._file.write(data)
        self._size += len(data)
        self._ends.append(self._size)

    def _read(self, place: int) -> str:
        """The text at ``place``. Raises IndexError."""
        if place < 0:
            raise IndexError(place)
        end = self._ends[place]
        start = self._ends[place - 1] if place else 0
        self._file.seek(start)
        return self._file.read(end - start).decode("utf-8")

    def close(self) -> None:
        """Let the temporary file go."""
        self._file.close()

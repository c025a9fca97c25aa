"""Reading one XML part of a workbook as it streams by, bounded and without entities."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from typing import IO, Any, Protocol
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from theriac.core.tables.bounds import TableBounds
from theriac.core.tables.problems import TableTooLarge, broken_workbook

_CHUNK = 1 << 16
_UNREADABLE = (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


class Listener(Protocol):
    """What is told of each element. Names come without their prefix."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, data: str) -> None: ...


def local(name: str) -> str:
    """The name without its namespace's prefix."""
    return name.rpartition(":")[2]


def listen(
    archive: ZipFile, part: ZipInfo, listener: Listener, bounds: TableBounds
) -> Iterator[None]:
    """Feed the part to ``listener`` piece by piece; the caller takes what has come so far.

    Raises TableBroken for what isn't XML or defines entities, TableTooLarge beyond the bounds.
    """
    parser = _parser(listener)
    read = 0
    try:
        with archive.open(part) as stream:
            while piece := _piece(stream):
                read += len(piece)
                if read > bounds.part_bytes:
                    raise TableTooLarge(
                        _("The unpacked workbook is too large. Save only the sheet, as CSV."),
                        limit=bounds.part_bytes,
                    )
                parser.Parse(piece, False)
                yield
            parser.Parse(b"", True)
            yield
    except (expat.ExpatError, *_UNREADABLE):
        raise broken_workbook() from None


def read_part(archive: ZipFile, part: ZipInfo, listener: Listener, bounds: TableBounds) -> None:
    """Feed the whole part to ``listener``. Raises as ``listen``."""
    for _step in listen(archive, part, listener, bounds):
        pass


def _piece(stream: IO[bytes]) -> bytes:
    return stream.read(_CHUNK)


def _parser(listener: Listener) -> Any:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = _CHUNK
    parser.StartElementHandler = lambda name, attributes: listener.start(local(name), attributes)
    parser.EndElementHandler = lambda name: listener.end(local(name))
    parser.CharacterDataHandler = listener.text
    parser.EntityDeclHandler = _refuse_entity
    return parser


def _refuse_entity(*_declaration: Any) -> None:
    raise broken_workbook()

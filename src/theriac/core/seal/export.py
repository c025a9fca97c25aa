"""Exports for a stranger: the leaves, heads and keys of a period, and the verifier, as one ZIP.

An export begins at the last head before the period and ends with the last head in it. The leaves
are read from the tables as they are now, beside the hashes under which they were sealed, so that
what was changed since shows in the export itself.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime

from theriac.core import clock
from theriac.core.seal.handout import VERIFIER
from theriac.core.seal.keys import key_name
from theriac.core.seal.models import SealHead, SealLog
from theriac.core.seal.publication import FOLDER_ROWS, head_name, head_of, leaves_name, log_text
from theriac.core.seal.rows import lines_between

PIECE_BYTES = 1 << 16
READ_ME = """Sealed books of Theriac
=======================

Check them with Python 3.11 or newer, without a network:

    python3 verify_books.py THIS.zip --heads HEADS --key KEY

HEADS is what was kept elsewhere: the folder of the seal's store, or a letter with a head in it.
KEY is the public key as you know it from elsewhere. Take verify_books.py from who you trust: its
text is short, and the one in here could have been changed with the rest.

Each *.leaves file has a row a line: the hash under which it was sealed, and the row. Who did what
is named by ids; what people typed stands as a keyed hash.

---

Buku bersegel dari Theriac. Periksa dengan Python 3.11 atau lebih baru, tanpa jaringan, dengan
perintah di atas. HEADS adalah kepala segel yang disimpan di tempat lain; KEY adalah kunci publik
yang Anda ketahui dari tempat lain. Tiap baris berkas *.leaves adalah satu catatan: hash segelnya,
lalu isinya.
"""


class _Outlet:
    """A stream that can't be sought: what was written is taken out of it."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self.size = 0

    def write(self, piece: bytes) -> int:
        """Take a piece in."""
        self._pieces.append(bytes(piece))
        self.size += len(piece)
        return len(piece)

    def flush(self) -> None:
        """Nothing waits."""

    def taken(self) -> bytes:
        """What was written since the last time."""
        pieces, self._pieces, self.size = self._pieces, [], 0
        return b"".join(pieces)


def export_pieces(since: datetime, until: datetime) -> Iterator[bytes]:
    """The ZIP of the heads made from ``since`` to ``until``, piece by piece."""
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        for name, lines in _files(since, min(until, clock.now())):
            with archive.open(name, "w", force_zip64=True) as file:
                for line in lines:
                    file.write(line)
                    if outlet.size >= PIECE_BYTES:
                        yield outlet.taken()
    yield outlet.taken()


def _files(since: datetime, until: datetime) -> Iterator[tuple[str, Iterator[bytes]]]:
    told = {"format": 1, "since": _text(since), "until": _text(until)}
    yield "export.json", iter([_json(told)])
    yield "README.txt", iter([READ_ME.encode()])
    yield "verify_books.py", iter([VERIFIER.read_bytes()])
    keys: set[str] = set()
    for log in SealLog.objects.order_by("number"):
        heads = SealHead.objects.filter(log=log.number, made_at__lte=until).order_by("size")
        within = heads.filter(made_at__gte=since)
        first, last = within.first(), within.last()
        if first is None or last is None:
            continue
        before = heads.filter(size__lt=first.size).last()
        keys |= set(heads.values_list("public_key", flat=True).distinct())
        yield from _files_of(log, before, last)
    for public in sorted(keys):
        yield f"keys/{key_name(public)}.pub", iter([public.encode() + b"\n"])


def _files_of(
    log: SealLog, before: SealHead | None, last: SealHead
) -> Iterator[tuple[str, Iterator[bytes]]]:
    begin = before.size if before else 0
    yield f"{log.name}/log.json", iter([log_text(log)])
    if before is not None:
        edge = {"size": before.size, "edge": before.edge}
        yield f"{log.name}/start.edge", iter([_json(edge)])
    heads = SealHead.objects.filter(log=log.number, size__gte=begin, size__lte=last.size)
    for head in heads.order_by("size").iterator(500):
        note = head_of(log, head).note(head.public_key)
        yield head_name(log.name, head.size), iter([note.encode()])
    for start in range(begin, last.size, FOLDER_ROWS):
        end = min(start + FOLDER_ROWS, last.size)
        yield leaves_name(log.name, start, end), lines_between(log, start, end)


def _text(instant: datetime) -> str:
    text = instant.astimezone(UTC).isoformat(timespec="microseconds")
    return text.replace("+00:00", "Z")


def _json(content: object) -> bytes:
    return json.dumps(content, indent=1, sort_keys=True).encode() + b"\n"

"""Looks at a PDF on standard input, in a process of its own with little memory and time.

Run as a file (``python -I pdf_probe.py``), it imports nothing of Theriac. With the number of a
page (from 1) and a width in pixels it gives that page as a PNG, and ends with 3 where there is
none. Otherwise it prints one JSON object: ``pages``, or ``refused`` with ``password``,
``broken``, ``pages`` or ``acts``. What acts is found by pdfium, and by name in the bytes and in
every stream that unpacks, so that nothing hides in a packed object.
"""

from __future__ import annotations

import contextlib
import json
import re
import sys
import zlib
from collections.abc import Iterator

MEMORY_BYTES = 1 << 30
CPU_SECONDS = 20
MAX_PAGES = 300
MOST_HEIGHT = 4_000
MAX_UNPACKED = 600_000_000
PIECE = 1 << 20
_HASHED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"stream\r?\n")
_ACTS = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToE|GoToR|Movie|"
    rb"Rendition|XFA)(?=[\s/<>\[\](){}%]|$)"
)
_LONGEST_NAME = 16
_PACKED_OBJECTS = b"/ObjStm"
_ODD = rb"(?:ASCIIHexDecode|AHx|ASCII85Decode|A85|LZWDecode|LZW|RunLengthDecode|RL)"
_ODD_FILTER = re.compile(
    rb"/Filter\s*(?:\d+\s+\d+\s+R|\[?\s*/"
    + _ODD
    + rb"\b|\[\s*/FlateDecode\s*/(?:FlateDecode|"
    + _ODD
    + rb")\b)"
)
"""Filters that nobody packs objects with, unless to hide them."""


def bound() -> None:
    """Hold this process to its memory and time; elsewhere than on POSIX the caller's time holds."""
    with contextlib.suppress(ImportError):
        import resource  # noqa: PLC0415 (optional)

        for what, most in (
            (resource.RLIMIT_AS, MEMORY_BYTES),
            (resource.RLIMIT_CPU, CPU_SECONDS),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(what, (most, most))


def plain(data: bytes) -> bytes:
    """Names without their escapes: ``/Java#53cript`` is ``/JavaScript``."""
    return _HASHED.sub(lambda found: bytes([int(found[1], 16)]), data)


def unpacked(data: bytes) -> Iterator[bytes | None]:
    """What the streams unpack to, piece by piece with an overlap; None when it is too much."""
    left = MAX_UNPACKED
    for begun in _STREAM.finditer(data):
        unpacking = zlib.decompressobj()
        rest, last = data[begun.end() : begun.end() + 2], b""
        if rest[:1] not in (b"\x78", b"\x68", b"\x58", b"\x48", b"\x38"):
            continue
        end = data.find(b"endstream", begun.end())
        rest = data[begun.end() : end if end >= 0 else len(data)]
        while rest and left > 0:
            try:
                piece = unpacking.decompress(rest, PIECE)
            except zlib.error:
                break
            rest, left = unpacking.unconsumed_tail, left - len(piece)
            yield last + piece
            last = piece[-_LONGEST_NAME:]
    if left <= 0:
        yield None


def acts(data: bytes) -> bool:
    """Whether it would run, send, launch or carry something, or hides whether it does."""
    names = plain(data)
    if _ACTS.search(names) or (_PACKED_OBJECTS in names and _ODD_FILTER.search(names)):
        return True
    return any(part is None or _ACTS.search(plain(part)) for part in unpacked(data))


def look(data: bytes) -> dict[str, object]:
    """What is the matter with it, or how many pages it has."""
    import pypdfium2 as pdfium  # noqa: PLC0415 (slow)

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as problem:
        return {"refused": "password" if "password" in str(problem).lower() else "broken"}
    raw = pdfium.raw
    if raw.FPDF_GetSecurityHandlerRevision(document) >= 0:
        return {"refused": "password"}
    if raw.FPDFDoc_GetJavaScriptActionCount(document) or raw.FPDFDoc_GetAttachmentCount(document):
        return {"refused": "acts"}
    pages = len(document)
    if not 1 <= pages <= MAX_PAGES:
        return {"refused": "pages" if pages else "broken"}
    try:
        for number in range(pages):
            document.get_page_size(number)
    except pdfium.PdfiumError:
        return {"refused": "broken"}
    return {"refused": "acts"} if acts(data) else {"pages": pages}


def draw(data: bytes, number: int, width: int) -> bytes | None:
    """The page as a PNG of so many pixels in width; None where there is no such page."""
    import io  # noqa: PLC0415 (slow)

    import pypdfium2 as pdfium  # noqa: PLC0415 (slow)

    document = pdfium.PdfDocument(data)
    if not 1 <= number <= len(document):
        return None
    page = document[number - 1]
    across, down = page.get_size()
    scale = min(width / max(across, 1), MOST_HEIGHT / max(down, 1))
    picture = page.render(scale=scale).to_pil().convert("RGB")
    kept = io.BytesIO()
    picture.save(kept, "PNG")
    return kept.getvalue()


def main() -> int:
    """Look at standard input, and say what was found; or draw a page of it."""
    bound()
    if len(sys.argv) == 3:
        drawn = draw(sys.stdin.buffer.read(), int(sys.argv[1]), int(sys.argv[2]))
        sys.stdout.buffer.write(drawn or b"")
        return 0 if drawn else 3
    try:
        found = look(sys.stdin.buffer.read())
    except MemoryError:
        found = {"refused": "broken"}
    sys.stdout.write(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())

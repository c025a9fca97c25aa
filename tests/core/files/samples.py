"""Pictures and workbooks made for the tests, good and hostile."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import xlsxwriter
from PIL import ExifTags, Image


def picture(form: str, size: tuple[int, int] = (8, 4), mode: str = "RGB") -> bytes:
    """Left half red, right half blue."""
    image = Image.new(mode, size, "red")
    image.paste("blue", (size[0] // 2, 0, size[0], size[1]))
    buffer = io.BytesIO()
    image.save(buffer, form, quality=95, lossless=True)
    return buffer.getvalue()


def turned_photo() -> bytes:
    """A JPEG of 64 by 32 that EXIF says to turn by 90 degrees, with a place and a maker."""
    image = Image.new("RGB", (64, 32), "red")
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Make] = "Kamera Siti"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (6.0, 10.0, 30.0)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", exif=exif, comment=b"Siti Rahayu")
    return buffer.getvalue()


def chunk(kind: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )


def png(width: int, height: int, *chunks: bytes, rows: bytes = b"") -> bytes:
    """A PNG of declared size, grey, with further chunks before its rows."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(rows))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + body + chunk(b"IEND", b"")


UNPACKED_BYTES = 200_000_000


def text_bomb() -> bytes:
    """A tiny PNG whose compressed text unpacks to 200 MB."""
    bomb = zlib.compress(b"\0" * UNPACKED_BYTES, 9)
    return png(1, 1, chunk(b"zTXt", b"Comment\0\0" + bomb), rows=b"\0\0")


def workbook() -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.add_worksheet().write_row(0, 0, ["name", "price"])
    book.close()
    return buffer.getvalue()


def archive(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return buffer.getvalue()


def locked_workbook() -> bytes:
    """A workbook whose parts are marked as encrypted."""
    content = bytearray(archive({"xl/workbook.xml": b"<workbook/>"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    return bytes(content)

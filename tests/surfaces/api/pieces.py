"""Small parts of requests."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


@dataclass(frozen=True)
class Asked:
    """A request that succeeds. ``case`` tells several of one operation apart.

    ``file`` names the file that is handed in; where it has ``content``, that is it.

    ``token`` is what opens it where a key of the staff doesn't.
    """

    method: str
    path: str
    body: Any = None
    edits: str = ""
    file: str = ""
    content: bytes = b""
    form: Mapping[str, str] | None = None
    case: str = ""
    writes: bool = True
    token: str = ""


PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""
"""One empty page."""


def picture(colour: str = "teal") -> bytes:
    """A small PNG."""
    content = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(content, "PNG")
    return content.getvalue()


def picture_file(colour: str = "teal") -> SimpleUploadedFile:
    return SimpleUploadedFile("p.png", picture(colour), content_type="image/png")


def money(amount: int) -> dict[str, Any]:
    return {"amount": amount, "currency": "IDR"}


TABLE = (
    b"kode;nama;harga;satuan\n"
    b"IM-1;Oralit;1.000;sachet\n"
    b"IM-2;Antasida DOEN;12,5OO;tablet\n"
    b"IM-3;;500;tablet\n"
    b"IM-4;=1+1;700;tablet\n"
    b"IM-5;Seng 20 mg;900;tablet\n"
)
"""A price list: rows 2 and 6 are good, 3 and 4 can't be taken, 5 wants a look."""


def table_file(content: bytes = TABLE, name: str = "daftar.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/csv")

"""Hostile documents end their own child, within its memory and time, and nothing else."""

from __future__ import annotations

import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from theriac_engine.service.children import read_once
from theriac_engine.service.reasons import REASONS
from theriac_engine.service.settings import Settings

pytestmark = pytest.mark.rows("PUR-04")
OWN = Settings(max_seconds=5, max_memory=600, max_pages=20)


def pdf(stream: bytes, pages: int = 1) -> bytes:
    """A PDF whose pages share a packed content stream."""
    packed = zlib.compress(stream, 9)
    kids = " ".join(f"{4 + number} 0 R" for number in range(pages))
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {pages}/Kids[{kids}]>>".encode(),
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 3 0 R>>"] * pages,
    ]
    objects = b"".join(b"%d 0 obj%s endobj\n" % (i, part) for i, part in enumerate(parts, 1))
    return b"%PDF-1.4\n" + objects + b"trailer<</Root 1 0 R>>\n%%EOF"


@pytest.mark.parametrize(
    ("stream", "codes"),
    [
        (b"0 0 m 1 1 l S\n" * 4_000_000, {"time", "memory", "crashed", "scan"}),
        (b"q " * 30_000_000, {"time", "memory", "crashed", "scan"}),
        (b"BT /F1 9 Tf (" + b"x" * 60_000_000 + b") Tj ET", {"time", "memory", "crashed", "scan"}),
    ],
    ids=["many lines", "deep states", "one long text"],
)
@pytest.mark.platforms("linux")
def test_a_bomb_ends_its_child_alone(tmp_path: Path, stream: bytes, codes: set[str]) -> None:
    file = tmp_path / "bomb.pdf"
    file.write_bytes(pdf(stream))
    answer = read_once(file, replace(OWN, max_seconds=1, max_memory=300))
    assert answer["failure"] in codes


def test_a_document_with_too_many_pages_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "long.pdf"
    file.write_bytes(pdf(b" ", pages=21))
    assert read_once(file, OWN) == {"failure": "too_many_pages"}


@pytest.mark.shared
def test_no_hostile_file_says_anything_but_why_not(shared: Path) -> None:
    folder = shared / "data" / "hostile"
    files = [
        *sorted((folder / "pdf").iterdir()),
        *sorted((folder / "spreadsheets").glob("*[05].xls?")),
        *sorted((folder / "images").glob("*crash-0*")),
    ]
    answers = {file.name: read_once(file, OWN) for file in files}
    odd = {name: one for name, one in answers.items() if one.get("failure") not in REASONS}
    assert odd == {}
    assert {one["failure"] for one in answers.values()} == {"broken", "no_table", "scan"}

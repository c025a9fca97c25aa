"""PDFs: what is plain passes, what acts, hides, lasts or is broken is refused in a sentence."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pytest

from tests.surfaces.api.pieces import PDF
from theriac.core.files.checks import pdf_probe, pdfs
from theriac.core.files.checks.pdfs import prepare_pdf
from theriac.core.files.problems import FileBroken, FileKindRefused, FileTooLarge


def with_object(body: bytes) -> bytes:
    return PDF.replace(b"trailer", b"9 0 obj" + body + b"endobj\ntrailer")


def packed(content: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    """An object stream that holds one object."""
    body = zlib.compress(b"8 0 " + content)
    head = b"<</Type/ObjStm/N 1/First 4/Filter %b/Length %d>>stream\n" % (filters, len(body))
    return with_object(head + body + b"\nendstream\n")


def test_a_plain_pdf_passes_with_its_pages() -> None:
    prepared = prepare_pdf(io.BytesIO(PDF), name="surat.pdf")
    assert (prepared.pages, prepared.content, prepared.name) == (1, PDF, "surat.pdf")


@pytest.mark.rows("SEC-13")
@pytest.mark.parametrize(
    "content",
    [
        PDF.replace(b"/Pages 2 0 R", b"/Pages 2 0 R/OpenAction<</S/JavaScript/JS(x)>>"),
        with_object(b"<</S/Java#53cript/JS(x)>>"),
        with_object(b"<</S/Launch/F(cmd.exe)>>"),
        with_object(b"<</Type/Filespec/EF<</F 8 0 R>>>><</Type/EmbeddedFile>>"),
        packed(b"<</S/JavaScript/JS(x)>>"),
        packed(b"<</A 1>>", b"[/ASCIIHexDecode/FlateDecode]"),
        packed(b"<</A 1>>", b"7 0 R"),
    ],
    ids=["opens", "escaped", "launch", "carries", "packed", "packed oddly", "packed unsaid"],
)
def test_what_acts_or_hides_is_refused(content: bytes) -> None:
    with pytest.raises(FileKindRefused) as refusal:
        prepare_pdf(io.BytesIO(content))
    assert str(refusal.value).startswith(
        "The PDF contains a script, another file or active content."
    )


def test_what_is_broken_or_too_long_is_refused() -> None:
    with pytest.raises(FileBroken):
        prepare_pdf(io.BytesIO(b"%PDF-1.7\nnothing"))
    kids = b"3 0 R " * 301
    many = PDF.replace(b"[3 0 R]/Count 1", b"[" + kids + b"]/Count 301")
    with pytest.raises(FileTooLarge):
        prepare_pdf(io.BytesIO(many))
    with pytest.raises(FileTooLarge):
        prepare_pdf(io.BytesIO(PDF), max_bytes=10)


def test_a_stream_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_probe, "MAX_UNPACKED", 1_000_000)
    bomb = zlib.compress(bytes(2_000_000))
    content = with_object(b"<</Filter/FlateDecode>>stream\n" + bomb + b"\nendstream\n")
    assert pdf_probe.acts(content) is True
    assert pdf_probe.acts(PDF) is False


@pytest.mark.platforms("linux", "darwin")
@pytest.mark.parametrize(
    "program",
    ["import time; time.sleep(600)", "print('x' * (1 << 20))", "import os; os.abort()"],
)
def test_a_probe_that_hangs_or_dies_is_a_broken_file(
    program: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    probe = tmp_path / "probe.py"
    probe.write_text(program, "utf-8")
    monkeypatch.setattr(pdf_probe, "__file__", str(probe))
    monkeypatch.setattr(pdfs, "PATIENCE_SECONDS", 1)
    with pytest.raises(FileBroken):
        prepare_pdf(io.BytesIO(PDF))

"""Documents are taken by their content; bombs, locked and foreign files are refused."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.core.files import samples
from theriac.core.files import documents
from theriac.core.files.documents import CSV, XLSX, clean_name, prepare_document
from theriac.core.files.problems import FileBroken, FileKindRefused, FileRefused, FileTooLarge


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"name,price\nAmoxicillin,1000\n", CSV),
        ("name;price\nParacétamol;1\n".encode("cp1252"), CSV),
        ("\ufeffname\tprice\n".encode(), CSV),
        ("name,price\n".encode("utf-16"), CSV),
        (samples.workbook(), XLSX),
    ],
)
def test_csv_and_workbooks_are_taken(content: bytes, kind: str) -> None:
    prepared = prepare_document(io.BytesIO(content), name="/stok/2026/Daftar harga.csv")
    assert (prepared.content_type, prepared.name, prepared.size, prepared.file.read()) == (
        kind,
        "Daftar harga.csv",
        len(content),
        content,
    )


@pytest.mark.parametrize(
    ("content", "problem", "sentence"),
    [
        (b"", FileRefused, "The file is empty."),
        (b"%PDF-1.7\n", FileKindRefused, "This is neither a CSV nor an XLSX file."),
        (b"<html><table>", FileKindRefused, "This is neither a CSV nor an XLSX file."),
        (b"a,b\0c", FileKindRefused, "This is neither a CSV nor an XLSX file."),
        (samples.picture("PNG"), FileKindRefused, "This is neither a CSV nor an XLSX file."),
        (
            samples.archive({"word/document.xml": b""}),
            FileKindRefused,
            "This is neither a CSV nor an XLSX file.",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            FileKindRefused,
            "This workbook has an old format or a password. Save it as XLSX or CSV.",
        ),
        (
            samples.locked_workbook(),
            FileKindRefused,
            "The workbook has a password. Save it without a password.",
        ),
        (
            samples.workbook()[:-40],
            FileBroken,
            "The workbook is damaged and can't be read. Save it again.",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(
    content: bytes, problem: type[FileRefused], sentence: str
) -> None:
    with pytest.raises(problem) as refused:
        prepare_document(io.BytesIO(content), name="x.csv", field="list")
    assert refused.value.errors == {"list": sentence}


def test_a_workbook_that_unpacks_to_too_much_is_refused() -> None:
    sheet = b"\0" * (documents.MAX_UNPACKED_BYTES // 10 + 1)
    parts = {"xl/workbook.xml": b"", **{f"xl/{number}.xml": sheet for number in range(10)}}
    bomb = samples.archive(parts)
    assert len(bomb) < 1_000_000
    with pytest.raises(FileTooLarge):
        prepare_document(io.BytesIO(bomb))


def test_too_many_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MAX_BYTES", 1_000_000)
    with pytest.raises(FileTooLarge) as refused:
        prepare_document(io.BytesIO(b"a,b\n" * 250_001))
    assert str(refused.value) == "The file is larger than 1 MB. Split it into several."


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\Siti\\stok.xlsx", "stok.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("a\u202egpj.exe\n", "agpj.exe"),
        ("x" * 200, "x" * 150),
        ("", ""),
    ],
)
def test_names_are_cleaned(given: str, kept: str) -> None:
    assert clean_name(given) == kept


@pytest.mark.shared
def test_real_workbooks_are_taken_or_refused_never_worse(shared: Path) -> None:
    verdicts = {}
    for path in sorted((shared / "data/hostile/spreadsheets").iterdir()):
        with path.open("rb") as file:
            try:
                verdicts[path.name] = prepare_document(file, name=path.name).content_type
            except FileRefused as refused:
                verdicts[path.name] = refused.type
    assert {name for name, verdict in verdicts.items() if verdict == XLSX} == {
        name for name in verdicts if name.endswith(".xlsx")
    }
    assert CSV not in verdicts.values()

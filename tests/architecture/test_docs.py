"""The documents are there, short where they should be, and point at what exists."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, SOURCE, files, short
from theriac.surfaces.operations.cli.main import SUBCOMMANDS

LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)")
COMMAND = re.compile(r"(?:\./theriac|theriac\.cmd) ([a-z]+)")
LOCAL_WORDS = (
    "PBF",
    "faktur",
    "stok opname",
    "retur",
    "TTK",
    "etiket",
    "HV",
    "stockist",
    "scheme",
    "PTR",
    "cut strip",
    "breakage and expiry",
    "registered pharmacist",
    "counter",
    "terminal",
    "till",
)


def pages() -> list[Path]:
    tests = ROOT / "tests" / "README.md"
    return sorted([*ROOT.glob("*.md"), tests, *(ROOT / "docs").rglob("*.md")])


@pytest.mark.rows("OPS-20")
@pytest.mark.parametrize(
    "name", ["README.md", "CONTRIBUTING.md", "CONTEXT.md", "LICENSE", "docs/architecture.md"]
)
def test_a_new_developer_finds(name: str) -> None:
    assert (ROOT / name).stat().st_size > 500


@pytest.mark.rows("OPS-20")
def test_the_readme_has_both_commands_for_both_systems() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "./theriac demo" in text
    assert "./theriac test" in text
    assert "theriac.cmd" in text
    assert len(text.splitlines()) <= 80


@pytest.mark.rows("OPS-20")
def test_setup_is_told_for_linux_and_windows() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert "./theriac check" in text
    assert "theriac.cmd" in text


def test_every_link_points_at_something() -> None:
    broken = [
        f"{short(page)}: {target}"
        for page in pages()
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []


def test_every_command_that_is_named_exists() -> None:
    words = {command.name for command in SUBCOMMANDS} | {"help"}
    unknown = [
        f"{short(page)}: {word}"
        for page in pages()
        for word in COMMAND.findall(page.read_text(encoding="utf-8"))
        if word not in words
    ]
    assert unknown == []


def test_a_decision_record_is_short_and_whole() -> None:
    for record in (ROOT / "docs" / "adr").glob("*.md"):
        text = record.read_text(encoding="utf-8")
        assert re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", record.name)
        assert len(text.splitlines()) <= 40, record.name
        assert "**Question.**" in text, record.name
        assert "**Choice.**" in text, record.name
        assert "**Costs.**" in text, record.name


def test_every_domain_has_its_page() -> None:
    domains = [path.parent.name for path in (SOURCE / "domains").glob("*/__init__.py")]
    pages_of_domains = {path.stem for path in (ROOT / "docs" / "domains").glob("*.md")}
    assert set(domains) - pages_of_domains == set()


def test_the_glossary_has_the_words_of_the_trade() -> None:
    text = (ROOT / "CONTEXT.md").read_text(encoding="utf-8").lower()
    assert [word for word in LOCAL_WORDS if word.lower() not in text] == []


def test_the_licence_is_apache_2() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "Version 2.0, January 2004" in text


def test_what_is_vendored_brings_its_licence() -> None:
    folders = {
        folder
        for vendor in [ROOT / "vendor", *SOURCE.rglob("vendor")]
        for folder in ([vendor] if vendor.parent == ROOT else vendor.iterdir())
        if folder.is_dir()
    }
    assert folders
    without = [short(folder) for folder in folders if not [*folder.rglob("*LICEN[CS]E*")]]
    assert without == []


FOLDERS = ("src", "engine", "tests", "scripts", "bench")
PATHS = re.compile(r"`((?:[a-z_]+/)*[a-z_]+\.py)`")


def test_a_module_that_a_page_names_is_there() -> None:
    """By its path from any folder on: what moved is named anew."""
    ours = [short(path) for folder in FOLDERS for path in files(ROOT / folder, ".py")]
    gone = [
        f"{short(page)}: {named}"
        for page in sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
        if "/adr/" not in short(page)  # what was decided then is told as it was
        for named in PATHS.findall(page.read_text(encoding="utf-8"))
        if not any(path == named or path.endswith(f"/{named}") for path in ours)
    ]
    assert gone == []

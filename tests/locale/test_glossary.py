"""The code's glossary gives the screens' words as the screens say them, in both languages."""

import re
from pathlib import Path

import pytest

from tests.locale.test_voice import said, said_at_the_counter

GLOSSARY = Path(__file__).resolve().parents[2] / "CONTEXT.md"


def rows() -> list[tuple[str, str]]:
    """Each term, and what the screens call it ("" where they have no word of its own)."""
    found = re.findall(
        r"^\| ([^|]+?) \| ?([^|]*?) ?\| [^|]+ \|$", GLOSSARY.read_text("utf-8"), re.MULTILINE
    )
    return [(term, cell) for term, cell in found if term != "word"]


def words(cell: str) -> list[tuple[str, str]]:
    """The pairs of a cell: English · Bahasa Indonesia; …"""
    return [(one.partition(" · ")[0], one.partition(" · ")[2]) for one in cell.split("; ") if one]


@pytest.mark.rows("UX-14")
def test_each_word_of_the_glossary_is_what_a_screen_says() -> None:
    """When this fails: give the glossary the word that the screen has, or the screen the word."""
    pairs = {(english, indonesian) for _part, english, indonesian in said()}
    counter = [{text for _file, text in said_at_the_counter(one)} for one in ("en", "id")]
    unsaid = [
        (term, pair)
        for term, cell in rows()
        for pair in words(cell)
        if pair not in pairs and not all(map(set.__contains__, counter, pair))
    ]
    assert unsaid == []


@pytest.mark.rows("UX-14")
def test_the_glossary_names_what_screens_show() -> None:
    named = [term for term, cell in rows() if words(cell)]
    assert len(named) > 80
    assert {"case", "held (a sale)", "reservation", "right", "badge", "trail"} <= set(named)

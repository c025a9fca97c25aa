"""The counter's catalogues of words: the same keys, the same values in them, in both languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import STATIC, Run

pytestmark = pytest.mark.journey
COUNTER = STATIC / "counter"
ALL = """async () => {
  const { en } = await import("/counter/i18n/en.js");
  const { id } = await import("/counter/i18n/id.js");
  return {en, id};
}"""
LITERAL_KEY = re.compile(r"""\bt\(\s*"([\w.]+)\"""")


@pytest.fixture(scope="module")
def words(run: Run) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = run("i18n/translate.js", ALL)
    return found


def texts(entry: Any) -> list[str]:
    return [entry] if isinstance(entry, str) else list(entry.values())


def names_in(entry: Any) -> set[str]:
    return {name for text in texts(entry) for name in re.findall(r"\{(\w+)\}", text)}


@pytest.mark.rows("UX-04")
def test_both_languages_have_the_same_keys(words: dict[str, dict[str, Any]]) -> None:
    assert sorted(words["en"]) == sorted(words["id"])


def test_both_languages_use_the_same_values(words: dict[str, dict[str, Any]]) -> None:
    differing = {
        key: (names_in(words["en"][key]), names_in(words["id"][key]))
        for key in words["en"]
        if names_in(words["en"][key]) - {"n"} != names_in(words["id"][key]) - {"n"}
    }
    assert differing == {}


def test_no_text_is_empty_and_plurals_have_an_other(words: dict[str, dict[str, Any]]) -> None:
    for catalogue in words.values():
        for key, entry in catalogue.items():
            assert all(text.strip() for text in texts(entry)), key
            assert isinstance(entry, str) or "other" in entry, key


def sources() -> list[Path]:
    return [path for path in COUNTER.rglob("*.js") if "vendor" not in path.parts]


def test_every_key_that_the_program_names_has_words(words: dict[str, dict[str, Any]]) -> None:
    named = {key for path in sources() for key in LITERAL_KEY.findall(path.read_text("utf-8"))}
    assert sorted(named - set(words["en"])) == []


def test_no_words_are_left_over(words: dict[str, dict[str, Any]]) -> None:
    program = "\n".join(path.read_text("utf-8") for path in sources() if "i18n" not in path.parts)
    program += (COUNTER / "i18n" / "words.js").read_text("utf-8")
    program += (COUNTER / "i18n" / "format.js").read_text("utf-8")
    families = set(re.findall(r"`([\w.]+?)\.?\$\{", program))
    left = {
        key
        for key in words["en"]
        if f'"{key}"' not in program
        and not any(key.startswith(family) and family for family in families)
    }
    assert sorted(left) == []


def test_a_missing_key_is_a_defect(run: Run) -> None:
    script = """(module) => { try { module.translator("en")("no.such"); } catch (error) { return error.message; } }"""
    assert run("i18n/translate.js", script) == "no words for no.such in en"

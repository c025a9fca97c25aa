"""Finds words in templates that no translator would see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

TRANSLATED = re.compile(
    r"{%-?\s*blocktrans(?:late)?\b.*?%}.*?{%-?\s*endblocktrans(?:late)?\s*%}", re.DOTALL
)
COMMENT = re.compile(r"{%\s*comment\b.*?%}.*?{%\s*endcomment\s*%}|{#.*?#}", re.DOTALL)
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
WORD = re.compile(r"(?<!\w)[^\W\d_]{2,}(?!\w)")
SPOKEN = frozenset(
    {"alt", "aria-label", "aria-description", "placeholder", "title", "label", "hint", "heading"}
)
SILENT = frozenset({"script", "style", "code", "kbd", "svg"})
NAMES = frozenset({"Theriac", "English", "Bahasa", "Indonesia"})
JAVASCRIPT_TEMPLATE = re.compile(r"\bhtml`")


class Reader(HTMLParser):
    """Collects the words of text and spoken attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in SILENT
        is_button = tag == "input" and dict(attrs).get("type") in ("submit", "button", "reset")
        for name, value in attrs:
            if name in SPOKEN or (is_button and name == "value"):
                self._take(value or "")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in SILENT))

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._take(data)

    def _take(self, text: str) -> None:
        words = [word for word in WORD.findall(text) if word not in NAMES]
        if words:
            self.found.append((self.getpos()[0], " ".join(text.split())[:60]))


def untranslated_in_markup(markup: str) -> list[tuple[int, str]]:
    reader = Reader()
    reader.feed(markup)
    reader.close()
    return reader.found


def _blank(match: re.Match[str]) -> str:
    """A space in place of a match, and its line ends, so that lines keep their numbers."""
    return " " + "\n" * match.group().count("\n")


def untranslated(path: Path) -> list[tuple[int, str]]:
    """Line and words of a template (or of a script's html`…` templates) outside translation."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".js":
        return [found for body in script_templates(text) for found in untranslated_in_markup(body)]
    for pattern in (COMMENT, TRANSLATED, TAG):
        text = pattern.sub(_blank, text)
    return untranslated_in_markup(text)


def script_templates(text: str) -> Iterator[str]:
    """The bodies of a script's html`…` templates; a component is X, another expression 0."""
    for match in JAVASCRIPT_TEMPLATE.finditer(text):
        yield _read_template(text, match.end())[0]


def _read_template(text: str, place: int) -> tuple[str, int]:
    """A template literal's own text from ``place``, and the place behind its end."""
    kept: list[str] = []
    while place < len(text) and text[place] != "`":
        if text.startswith("${", place):
            is_component = "".join(kept[-2:]).endswith(("<", "</"))
            kept.append("X" if is_component else "0")
            place = _skip_expression(text, place + 2)
            continue
        width = 2 if text[place] == "\\" else 1
        kept.append(text[place : place + width])
        place += width
    return "".join(kept), place + 1


def _skip_expression(text: str, place: int) -> int:
    """The place behind the brace that closes an expression."""
    depth = 1
    while place < len(text) and depth:
        letter = text[place]
        if letter == "`":
            place = _read_template(text, place + 1)[1]
            continue
        if letter in "'\"":
            place = max(text.find(letter, place + 1), place)
        depth += {"{": 1, "}": -1}.get(letter, 0)
        place += 1
    return place

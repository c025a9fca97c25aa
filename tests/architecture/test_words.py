"""Every word of a page can be translated."""

from pathlib import Path

import pytest

from tests.architecture.source import SOURCE, files, short
from tests.architecture.words import untranslated, untranslated_in_markup


def test_no_word_stands_outside_translation_in_templates() -> None:
    found = [
        f"{short(path)}:{line} {words}"
        for path in files(SOURCE, ".html")
        if "templates" in path.parts
        for line, words in untranslated(path)
    ]
    assert found == []


def test_no_word_stands_outside_the_catalogue_in_the_counters_templates() -> None:
    found = [
        f"{short(path)} {words}"
        for path in files(SOURCE / "surfaces", ".js")
        for _line, words in untranslated(path)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>Stock is low</p>", ["Stock is low"]),
        ('<input placeholder="Search">', ["Search"]),
        ('<c-field label="Name" />', ["Name"]),
        ("<p>12 · 3 %</p><b>Theriac</b><kbd>Ctrl</kbd>", []),
    ],
)
def test_the_reader_sees_words(markup: str, words: list[str]) -> None:
    assert [text for _line, text in untranslated_in_markup(markup)] == words


def test_what_is_translated_or_computed_is_no_word(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "{% load i18n %}{# a note #}<h1>{% translate 'Today' %}</h1>"
        '<p title="{{ title }}">{% blocktranslate %}All is well{% endblocktranslate %}</p>\n'
        "<i>Left behind</i>"
    )
    assert untranslated(page) == [(2, "Left behind")]


def test_expressions_in_the_counters_templates_are_no_words(tmp_path: Path) -> None:
    script = tmp_path / "card.js"
    script.write_text(
        'const card = html`<b>${t("card.title", {n: 1})}</b>'
        "${rows.map((row) => html`<li>${row.name}<i>Inner word</i></li>`)}<i>Stray word</i>`;"
    )
    assert [words for _line, words in untranslated(script)] == ["Stray word", "Inner word"]

import gettext
import io
import re
from pathlib import Path

import pytest

from theriac.locale.catalogue import (
    LANGUAGES,
    CatalogueProblem,
    Key,
    merged,
    mo_bytes,
    mo_path,
    parts,
    read_po,
    write_po,
)

ENTRIES = {
    Key("Sell"): ("Jual",),
    Key('A "quote"\nand a tab\t\\'): ('Kutipan "x"\n\t\\',),
    Key("%(count)s strip", "%(count)s strips"): ("%(count)s strip",),
    Key("Open", context="verb"): ("Buka",),
}


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    write_po(path, ENTRIES, "id")
    assert read_po(path) == ENTRIES


def test_the_binary_is_what_gettext_reads() -> None:
    book = gettext.GNUTranslations(io.BytesIO(mo_bytes(ENTRIES, "id")))
    assert book.gettext("Sell") == "Jual"
    assert book.gettext('A "quote"\nand a tab\t\\') == 'Kutipan "x"\n\t\\'
    assert book.ngettext("%(count)s strip", "%(count)s strips", 5) == "%(count)s strip"
    assert book.pgettext("verb", "Open") == "Buka"
    assert book.gettext("Unknown") == "Unknown"


def test_lines_of_one_text_are_put_together(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    path.write_text('# note\nmsgid ""\n"One "\n"two"\nmsgstr "Satu"\n" dua"\n', "utf-8")
    assert read_po(path) == {Key("One two"): ("Satu dua",)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', "stands there twice"),
        ("msgid a\n", "line 1: no text in quotes"),
    ],
)
def test_a_broken_catalogue_is_named(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "x.po"
    path.write_text(text, "utf-8")
    with pytest.raises(CatalogueProblem, match=words):
        read_po(path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_committed_binary_holds_its_sources(language: str) -> None:
    """When this fails: python -m theriac.locale compile."""
    assert mo_path(language).read_bytes() == mo_bytes(merged(language), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_the_placeholders(language: str) -> None:
    for path in parts(language):
        for key, forms in read_po(path).items():
            wanted = _placeholders(key.plural or key.id)
            for form in filter(None, forms):
                assert _placeholders(form) == wanted, f"{path.name}: {key.id}"


def _placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)[sd]", text))

from pathlib import Path

import pytest

from theriac.locale import __main__ as program
from theriac.locale import catalogue
from theriac.locale.catalogue import LANGUAGES, Key, read_po, write_po


@pytest.mark.written
@pytest.mark.rows("UX-04")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated(language: str) -> None:
    """When this fails: python -m theriac.locale extract, fill what is empty, compile."""
    assert program.missing(language) == []


def test_a_sentence_without_a_translation_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "id").mkdir()
    monkeypatch.setattr(catalogue, "ROOT", tmp_path)
    monkeypatch.setattr(program, "ROOT", tmp_path)
    monkeypatch.setattr(program, "extract", lambda: {"stock": {Key("Sell"), Key("Hold")}})
    write_po(tmp_path / "id" / "stock.po", {Key("Sell"): ("Jual",), Key("Gone"): ("Hilang",)}, "id")
    assert program.missing("id") == [("stock", Key("Hold"))]
    assert program.add_new("id") == 1
    assert read_po(tmp_path / "id" / "stock.po") == {Key("Hold"): ("",), Key("Sell"): ("Jual",)}
    assert program.main(["missing"]) == 1
    assert program.main(["nonsense"]) == 2

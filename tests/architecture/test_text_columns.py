"""Every column of text is known for what it may hold, so that none is forgotten.

``text_columns.txt`` is written by hand. A new column fails here until somebody has said what it
holds: ciphertext, or why it names nobody, or that it is typed freely, which its form and the page
of secrecy then say too.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django import forms
from django.apps import apps
from django.db import models

from tests.architecture.source import ROOT, SOURCE
from theriac.core.privacy.fields import EncryptedField
from theriac.surfaces.backoffice.shell.forms.fields import NO_NAMES, READABLE
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm

LIST = Path(__file__).with_name("text_columns.txt")
WORDS = frozenset("encrypted locked hashed ours facts goods house address typed unused".split())
TEXTS = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
INPUT = re.compile(r'<(?:input|textarea)[^>]*name="(\w+)"[^>]*>')


def known() -> dict[str, str]:
    """What each column holds, by ``table.column``."""
    found: dict[str, str] = {}
    for line in LIST.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        word, table, *columns = line.split()
        for column in columns:
            assert f"{table}.{column}" not in found, line
            found[f"{table}.{column}"] = word
    return found


def columns() -> dict[str, models.Field]:
    """Every column that can hold letters."""
    return {
        f"{model._meta.db_table}.{field.column}": field
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        if isinstance(field, (*TEXTS, models.GenericIPAddressField, EncryptedField))
    }


@pytest.mark.rows("AUD-08")
def test_of_every_column_of_text_somebody_said_what_it_holds() -> None:
    said, there = known(), columns()
    assert sorted(set(there) - set(said)) == []
    assert sorted(set(said) - set(there)) == []
    assert set(said.values()) == WORDS


def test_what_is_said_to_be_encrypted_is_and_nothing_else() -> None:
    encrypted = {name for name, field in columns().items() if isinstance(field, EncryptedField)}
    assert {name for name, word in known().items() if word == "encrypted"} == encrypted


def test_a_list_of_our_own_words_is_no_free_text() -> None:
    said = known()
    of_choices = {name for name, field in columns().items() if field.choices}
    assert {name for name in of_choices if said[name] not in {"ours", "goods"}} == set()


def test_the_page_of_secrecy_names_every_table_that_people_type_into() -> None:
    page = (ROOT / "docs" / "domains" / "privacy.md").read_text(encoding="utf-8")
    typed = {name.partition(".")[0] for name, word in known().items() if word == "typed"}
    assert {table for table in typed if f"`{table}`" not in page} == set()


@pytest.mark.django_db
def test_tables_of_libraries_that_we_dont_use_stay_unused() -> None:
    unused = {name.partition(".")[0] for name, word in known().items() if word == "unused"}
    used = {model for model in apps.get_models() if model._meta.db_table in unused}
    assert {model._meta.label: model._base_manager.count() for model in used} == dict.fromkeys(
        (model._meta.label for model in used), 0
    )
    for path in SOURCE.rglob("*.py"):
        assert not re.search(r"\bEmailAddress\b|\bEmailConfirmation\b", path.read_text("utf-8"))


def test_a_form_says_that_a_free_text_stays_readable() -> None:
    class Told(ScreenForm):
        reason = forms.CharField(help_text="Why.")
        note = forms.CharField(required=False)
        name = forms.CharField()
        why = forms.ChoiceField(choices=[("a", "a")])

    form = Told()
    assert form.fields["reason"].help_text == f"Why. {NO_NAMES}"
    assert form.fields["note"].help_text == str(NO_NAMES)
    assert (form.fields["name"].help_text, form.fields["why"].help_text) == ("", "")


def test_a_field_that_a_page_writes_itself_says_it_too() -> None:
    silent = [
        f"{path.name}: {found[0][:80]}"
        for path in SOURCE.rglob("*.html")
        for found in INPUT.finditer(path.read_text(encoding="utf-8"))
        if found[1] in READABLE and "patient names" not in found[0].lower()
    ]
    assert silent == []

"""Encrypted fields: bound to their row, opened lazily, and loud about everything else."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import override_settings

from tests.support.patients import particulars, register
from tests.support.shop import Shop
from theriac.core.ids import new_id
from theriac.core.privacy.fields import Ciphertext, EncryptedText
from theriac.core.privacy.keys import destroy_keys, make_keys
from theriac.core.privacy.problems import Erased, Unbound, Unreadable
from theriac.core.privacy.sqlite_store import SqliteKeyStore
from theriac.core.privacy.store import key_store
from theriac.domains.patients.models import Patient

pytestmark = pytest.mark.django_db


def column(patient_id: Any, name: str = "names") -> str:
    """What the database holds."""
    row = Patient._base_manager.filter(id=patient_id).values_list(name).get()[0]
    assert isinstance(row, Ciphertext)
    return row.text


def set_column(patient_id: Any, text: str) -> None:
    with connection.cursor() as cursor:
        key = Patient._meta.pk.get_db_prep_value(patient_id, connection)
        cursor.execute("UPDATE patients_patient SET names = %s WHERE id = %s", [text, key])


def test_a_row_reads_what_was_written_and_holds_none_of_it(shop: Shop) -> None:
    one = register(shop, "Siti Nurhaliza")
    read = Patient.objects.get(id=one)
    assert (read.names, read.birth_date) == ("Siti Nurhaliza", date(1990, 7, 1))
    assert read.contacts == [{"kind": "phone", "value": "0812 3456 7890"}]
    version, owner, content = column(one).split(".")
    assert (version, owner) == ("1", one.hex)
    assert len(content) == 80  # nonce 12, padded text 32, tag 16, in base64
    assert column(register(shop, "Li")).split(".")[2] != content
    assert len(column(register(shop, "Li")).split(".")[2]) == 80  # as long as a longer name's


def test_ciphertext_of_another_row_or_field_doesnt_open(shop: Shop) -> None:
    one, other = register(shop, "Siti"), register(shop, "Budi")
    own, others = column(one), column(other)
    for text in (others, column(one, "notes"), own[:-2] + "AA", "1.x.y", "Siti", ""):
        set_column(one, text)
        with pytest.raises(Unreadable):
            _ = Patient.objects.get(id=one).names
    set_column(one, own)
    assert Patient.objects.get(id=one).names == "Siti"


def test_a_wrong_master_key_opens_nothing_and_says_so(
    shop: Shop, caplog: pytest.LogCaptureFixture
) -> None:
    one = register(shop)
    with override_settings(MASTER_KEYS=["w" * 40]), pytest.raises(Unreadable) as refused:
        _ = Patient.objects.get(id=one).names
    assert "THERIAC_MASTER_KEY" in str(refused.value)
    assert "encrypted data doesn't open" in caplog.text


def test_without_the_key_store_nothing_opens(shop: Shop, tmp_path: Path) -> None:
    one = register(shop)
    empty = tmp_path / "keys.sqlite3"
    with override_settings(KEY_STORE=empty), pytest.raises(Unreadable):
        _ = Patient.objects.get(id=one).names


def test_a_destroyed_key_makes_the_row_unreadable_for_ever(shop: Shop) -> None:
    one = register(shop)
    destroy_keys([one])
    make_keys([one])
    with pytest.raises(Erased):
        _ = Patient.objects.get(id=one).names
    assert set(key_store().find([f"person:{one.hex}"])) == set()


PATHS: dict[str, Callable[[], Any]] = {
    "update": lambda: Patient.objects.update(names="Bare"),
    "bulk_update": lambda: Patient.objects.bulk_update(list(Patient.objects.all()), ["names"]),
    "values": lambda: Patient.objects.values("names"),
    "values of everything": Patient.objects.values,
    "values_list": lambda: Patient.objects.values_list("id", "names"),
    "order_by": lambda: Patient.objects.order_by("-names"),
    "lookup": lambda: Patient.objects.filter(names="Siti"),
    "lookup by another word": lambda: Patient.objects.filter(names__startswith="S"),
    "the plain manager": lambda: Patient._base_manager.update(names="Bare"),
    "text of ciphertext": lambda: str(Ciphertext("1.a.b")),
}


@pytest.mark.parametrize("path", PATHS)
def test_what_never_sees_the_row_raises(shop: Shop, path: str) -> None:
    register(shop)
    with pytest.raises(Unbound):
        PATHS[path]()


def test_a_row_isnt_copied_with_its_ciphertext(shop: Shop) -> None:
    row = Patient.objects.get(id=register(shop))
    row.pk = new_id()
    row._state.adding = True
    with pytest.raises(Unbound):
        row.save(force_insert=True)


def test_rows_that_are_made_together_are_bound_each_to_itself(shop: Shop) -> None:
    template = Patient.objects.get(id=register(shop))
    ids = [new_id(), new_id()]
    make_keys(ids)
    rows = [
        Patient(
            id=one,
            names=f"Name {place}",
            hash_generation=1,
            registered_at=template.registered_at,
            registered_by=template.registered_by,
        )
        for place, one in enumerate(ids)
    ]
    Patient.objects.bulk_create(rows)
    assert [Patient.objects.get(id=one).names for one in ids] == ["Name 0", "Name 1"]


def test_what_wasnt_opened_is_written_back_as_it_was(shop: Shop) -> None:
    one = register(shop)
    before = column(one)
    row = Patient.objects.get(id=one)
    row.notes = "Alone"
    row.save()
    assert column(one) == before
    assert Patient.objects.get(id=one).notes == "Alone"
    only = Patient.objects.only("id").get(id=one)
    assert only.names == "Siti Nurhaliza"


def test_fifty_rows_cost_one_reading_of_the_key_store(shop: Shop) -> None:
    for number in range(50):
        register(shop, f"Patient {chr(65 + number % 26)}{number}", contacts=[])
    store = key_store()
    assert isinstance(store, SqliteKeyStore)
    seen: list[str] = []
    with store._reading() as keys:
        keys.set_trace_callback(seen.append)
        names = {row.names for row in Patient.objects.all()}
        keys.set_trace_callback(None)
    assert len(names) == 50
    assert len([text for text in seen if "SELECT" in text]) == 1


def test_a_field_needs_a_label_and_no_index() -> None:
    class Somewhere:
        pass

    unlabelled = EncryptedText()
    unlabelled.set_attributes_from_name("names")
    indexed = EncryptedText(label="a", null=True)
    indexed.set_attributes_from_name("names")
    found = [error.id for field in (unlabelled, indexed) for error in field.check()]
    assert [one for one in found if one and one.startswith("theriac.")] == [
        "theriac.E010",
        "theriac.E011",
    ]


def test_particulars_are_what_the_columns_hold(shop: Shop) -> None:
    row = Patient.objects.get(id=register(shop))
    wanted = particulars().as_columns()
    assert {name: getattr(row, name) for name in wanted} == wanted


def test_the_store_is_its_accounts_alone(tmp_path: Path) -> None:
    with override_settings(KEY_STORE=tmp_path / "own" / "keys.sqlite3"):
        make_keys([new_id()])
    assert (tmp_path / "own" / "keys.sqlite3").stat().st_mode & 0o077 == 0
    with sqlite3.connect(tmp_path / "own" / "keys.sqlite3") as opened:
        assert opened.execute("SELECT count(*) FROM kept_key").fetchone() == (1,)
    opened.close()

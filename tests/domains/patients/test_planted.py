"""Marked values of a patient, looked for in all that a copied database or a log shows."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from tests.support.database_files import text_of_database_files
from tests.support.shop import open_shop
from theriac.core.privacy.keyed_hashes import hash_keys
from theriac.domains.patients.commands.change import change_patient, write_notes
from theriac.domains.patients.commands.consents import ConsentNew, record_consent
from theriac.domains.patients.commands.export import export_patient
from theriac.domains.patients.commands.health import NewHealthFact, record_health
from theriac.domains.patients.commands.household import allow_collector
from theriac.domains.patients.commands.open import open_patient, reveal_number
from theriac.domains.patients.commands.register import register_patient
from theriac.domains.patients.commands.search import search_patients
from theriac.domains.patients.jobs import renew_search_tokens
from theriac.domains.patients.rules.particulars import (
    ContactPoint,
    Emergency,
    Insurance,
    Particulars,
)

PLANTED = {
    "name": "Zulaikhaxq Wirasatyaqz",
    "changed name": "Prameswarixq",
    "birth date": "1985-04-23",
    "nik": "3273056304850007",
    "phone": "081298765432",
    "email": "zq.patient@example.org",
    "address": "Jalan Kembangseptikxq",
    "emergency": "Darmawanxq",
    "insurance": "0001998877665",
    "allergy": "buahnangkaxq",
    "notes": "sukamembacaxq",
    "collector": "Tetanggabaikxq",
    "sex": "female",
}


def particulars(names: str) -> Particulars:
    return Particulars(
        names=names,
        birth_date=date(1985, 4, 23),
        sex="female",
        contacts=[ContactPoint("phone", PLANTED["phone"]), ContactPoint("email", PLANTED["email"])],
        addresses=[PLANTED["address"]],
        national_ids={"nik": PLANTED["nik"]},
        emergency=[Emergency(PLANTED["emergency"], "brother", PLANTED["phone"])],
        insurance=[Insurance("BPJS", PLANTED["insurance"])],
    )


def live_a_little() -> None:
    """Everything that is done with a record, by the owner."""
    shop = open_shop()
    named = {"actor": shop.owner, "branch_id": shop.branch_id}
    one = register_patient(**named, particulars=particulars(PLANTED["name"]))
    named["patient_id"] = one
    changed = particulars(f"{PLANTED['name']} {PLANTED['changed name']}")
    change_patient(**named, version=1, particulars=changed)
    write_notes(**named, notes=PLANTED["notes"])
    record_health(**named, fact=NewHealthFact("allergy", "other", PLANTED["allergy"], "severe"))
    record_consent(
        **named, word=ConsentNew(purpose="refill", channel="sms", is_given=True, how="spoken")
    )
    allow_collector(**named, name=PLANTED["collector"], relation="neighbour")
    for text in (PLANTED["name"], PLANTED["nik"], PLANTED["phone"], "5432", "1985-04-23"):
        found = search_patients(actor=shop.owner, branch_id=shop.branch_id, text=text)
        assert [patient.id for patient in found.patients] == [one], text
    open_patient(**named)
    reveal_number(**named, kind="nik", why="care")
    export_patient(**named)
    renew_search_tokens.enqueue()


def every_cell() -> str:
    """All that the database would tell, in the clear."""
    found: list[str] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += [str(cell) for row in cursor.fetchall() for cell in row]
    return "\n".join(found)


def traces(text: str) -> list[str]:
    parts = {name: value.split() for name, value in PLANTED.items()}
    plain = text.casefold()
    return [name for name, words in parts.items() if any(w.casefold() in plain for w in words)]


@pytest.mark.rows("AUD-08")
@pytest.mark.django_db(transaction=True)
def test_a_dump_and_the_log_show_no_name_number_contact_or_health_fact(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    live_a_little()
    cells = every_cell()
    assert "patients.search_patients" in cells  # the trail is there
    assert traces(cells) == []
    assert traces(caplog.text + "".join(capfd.readouterr())) == []
    assert all(str(key.key) not in cells for key in hash_keys())


@pytest.mark.databases("sqlite")
@pytest.mark.django_db(transaction=True)
def test_the_files_of_the_database_show_none_of_it_either() -> None:
    live_a_little()
    files = text_of_database_files()
    assert "patients.search_patients" in files  # the trail is there
    assert traces(files) == []

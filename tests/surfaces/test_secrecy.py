"""Marked values through every door, looked for in all that is left behind.

Doors: the API, the screens, a counter's push (booked and held, readable and sealed), the command
line's domain commands, tables to import with rows that are taken and refused. Left behind: every
column of every table on each database, sessions opened, the files of an SQLite database, a backup's
tables and manifest, what the seal exports, logs and output, addresses that were led to, refusals,
names of files that are downloaded, mails' subjects, metrics.

Named exceptions: the table that was handed in lies as it is in the folder of files, until the day
after its import ended; headings of its columns and what was taken from it into the catalogue are
readable, since they are the catalogue. What a browser keeps: ``tests/journeys/test_secrecy.py``.
"""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.database_files import text_of_database_files
from tests.support.jobs import run_due_jobs
from tests.support.pushing import pushed_line, pushed_sale
from tests.support.sealing import sealed_ground
from tests.support.shop import Shop, add_medicine, api_key, open_shop, stock_up
from tests.surfaces.api.program import program
from tests.surfaces.backoffice.imports.wizard import branch, check, upload
from tests.surfaces.counter.views.conftest import pair
from tests.surfaces.counter.views.wiring import parcel, wire_of
from tests.surfaces.secret_staff import STAFF, Doors, by_a_share, by_mail, by_the_staff
from theriac.core import clock
from theriac.core.ids import new_id
from theriac.core.outbox.positions import give_positions
from theriac.core.outbox.relay import relay_once
from theriac.core.seal.export import export_pieces
from theriac.core.seal.passes import seal_once
from theriac.domains.catalog.models import Import, ImportProblem
from theriac.domains.patients.jobs import renew_search_tokens
from theriac.domains.sales.models import HeldPush, SaleGround
from theriac.surfaces.operations.backups.backup import write_backup

PLANTED = {
    "name": "Zulaikhaxq",
    "second name": "Wirasatyaqz",
    "nik": "3273056304850007",
    "phone": "081298765432",
    "email": "zq.patient@example.org",
    "address": "Kembangseptikxq",
    "emergency": "Darmawanxq",
    "insurance": "0001998877665",
    "allergy": "buahnangkaxq",
    "notes": "sukamembacaxq",
    "prescriber": "Prescribinaxq",
    "prescription": "RX-99817263",
    "refused": "tidaksahxq",
    **STAFF,
}
SEEN = {"prescriber": f"dr. {PLANTED['prescriber']}", "number": PLANTED["prescription"]}


def by_the_api(shop: Shop, doors: Doors) -> str:
    """Registered, sought, read, changed, refused, exported; and a sale on a prescription."""
    asks = program(shop, "owner")
    person = {
        "names": f"{PLANTED['name']} {PLANTED['second name']}",
        "birth_date": "1985-04-23",
        "sex": "female",
        "contacts": [
            {"kind": "phone", "value": PLANTED["phone"]},
            {"kind": "email", "value": PLANTED["email"]},
        ],
        "addresses": [f"Jalan {PLANTED['address']} 7"],
        "national_ids": [{"kind": "nik", "number": PLANTED["nik"]}],
        "emergency": [{"name": PLANTED["emergency"], "relation": "brother"}],
        "insurance": [{"insurer": "BPJS", "number": PLANTED["insurance"]}],
    }
    made = doors.note(asks.post("/patients", person))
    assert made.status_code == 201, made.content
    at = f"/patients/{made.json()['id']}"
    doors.note(asks.post("/patients", person), is_refusal=True)
    wrong = {
        **person,
        "national_ids": [{"kind": "nik", "number": PLANTED["refused"]}],
        "is_another": True,
    }
    doors.note(asks.post("/patients", wrong), is_refusal=True)
    doors.note(asks.post("/patients", {**person, PLANTED["refused"]: 1}))
    for text in (PLANTED["name"], PLANTED["nik"], PLANTED["phone"]):
        assert len(asks.post("/patients/search", {"text": text}).json()["items"]) == 1
    read = asks.get(at)
    doors.note(asks.put(at, person, if_match=read.headers["ETag"]))
    doors.note(asks.put(at, person, if_match='"1"'), is_refusal=True)
    assert PLANTED["phone"] in asks.post(f"{at}/export", {}).text
    medicine = add_medicine(shop, "Amoxicillin 500 mg", legal_class="keras")
    stock_up(shop, medicine, 20)
    seen = {"kind": "prescription", "written_on": shop.today.isoformat(), **SEEN}
    line = {"product_id": str(medicine.id), "quantity": 1, "ground": 0}
    key = {"Idempotency-Key": "secret-once"}
    for _again in range(2):
        assert asks.post("/sales", {"lines": [line], "grounds": [seen]}, **key).status_code == 201
    doors.note(asks.post("/sales", {"lines": [{**line, "quantity": 99}], "grounds": [seen]}))
    return str(made.json()["id"])


def by_the_screens(shop: Shop, patient_id: str, doors: Doors) -> None:
    """Allergies, notes, refusals, the record and the sale's page."""
    owner = client_of(shop, "owner")
    at = f"/patients/{patient_id}/"
    allergy = {"code": "other", "text": PLANTED["allergy"], "severity": "severe"}
    assert doors.note(owner.post(f"{at}allergy/", allergy)).status_code == 302
    assert doors.note(owner.post(f"{at}notes/", {"notes": PLANTED["notes"]})).status_code == 302
    doors.note(owner.post("/patients/", {"text": PLANTED["name"], "why": "care"}))
    doors.note(owner.post("/patients/new/", {"names": PLANTED["name"], "phone": "x"}))
    assert PLANTED["notes"] in doors.note(owner.get(at)).text
    doors.note(owner.post(f"{at}number/", {"kind": "nik", "why": "care"}))
    doors.note(owner.post(f"{at}export/", {"form": "page"}))
    sale = SaleGround.objects.order_by("id")[0].sale_id
    assert SEEN["prescriber"] in doors.note(owner.get(f"/sales/{sale}/")).text
    doors.note(owner.get(f"/nowhere/{patient_id}"), is_refusal=True)


def by_the_counter(shop: Shop) -> None:
    """A readable prescription and a sealed one, booked; and one of an unknown product, held."""
    device = pair(shop, Client())
    for sequence, is_held in ((1, False), (2, False), (3, True)):
        medicine = add_medicine(shop, f"Amlodipine {sequence}", legal_class="keras")
        batch = stock_up(shop, medicine, 30)
        sale_id = new_id()
        ground = sealed_ground(shop, sale_id, SEEN)
        if sequence != 2:
            ground = replace(ground, sealed="", **SEEN)
        more: dict[str, Any] = {"product_id": new_id()} if is_held else {}
        line = pushed_line(shop, medicine, [(batch, 2)], ground_id=ground.id, **more)
        sale = wire_of(pushed_sale(shop, [line], sequence, grounds=[ground], id=sale_id))
        given = sale["grounds"][0]
        given["exception"] = None
        if sequence == 2:
            given |= {"prescriber": None, "number": None}
        else:
            del given["sealed"]
        answer = device.post("push", parcel(sale))
        assert answer.status_code == 200, answer.content
    assert HeldPush.objects.count() == 1
    names = [row.details["prescriber"] for row in SaleGround.objects.all()]
    assert names == [SEEN["prescriber"]] * 3


def by_imports(shop: Shop, doors: Doors) -> None:
    """A table that is named after a patient, whose cells tell of one: checked, refused rows taken.

    Whoever imports reads what the file says; nothing else of the program keeps it readably.
    """
    owner = client_of(shop, "owner")
    name, phone, nik = PLANTED["name"], PLANTED["phone"], PLANTED["nik"]
    table = (
        "kode;nama;satuan;harga_jual;golongan;pelanggan\n"
        "A1;Parasetamol 500 mg;TAB;700;bebas;\n"
        f"A2;Oralit;TAB;{name};bebas;{phone}\n"
        f"A3;Antasida;TAB;500;{PLANTED['allergy']};{nik}\n"
        f"A4;;TAB;{nik};bebas;{PLANTED['notes']}\n"
    )
    address = check(owner, upload(owner, table, f"{name} {phone}.csv"))
    assert name in owner.get(address).text
    doors.note(owner.get(f"{address}problems/"))
    doors.note(owner.post(f"{address}commit/", {"mode": "good"}))
    run_due_jobs()
    assert name in owner.get(address).text  # the file's name, to who may import
    upload(owner, table, f"{name}.csv")  # its columns are never chosen
    broken = SimpleUploadedFile(f"{name}.csv", b"%PDF-1.7 " + table.encode())
    sent = {"kind": "products", "branch": branch(), "file": broken}
    assert doors.note(owner.post("/imports/new/", sent)).status_code == 422
    assert Import.objects.filter(state="done").count() == 1
    assert ImportProblem.objects.exists()


def the_export() -> str:
    """Every leaf, head and page of what the seal exports, unpacked."""
    since, until = clock.now() - timedelta(days=2), clock.now() + timedelta(days=1)
    with zipfile.ZipFile(BytesIO(b"".join(export_pieces(since, until)))) as archive:
        names = archive.namelist()
        return "\n".join([*names, *(archive.read(one).decode("latin-1") for one in names)])


def the_backup(folder: Path) -> str:
    """What a backup holds of the database, its manifest, and the names of the files in it."""
    path = write_backup(folder)
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        told = [archive.read(one).decode() for one in names if not one.startswith("files/")]
    return "\n".join([path.name, *names, *told])


def every_cell() -> str:
    """All that the database would tell in a dump, bytes and opened sessions included: cell by cell.

    Each line begins with its table and column, so that a failure names the place.
    """
    found: list[str] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for column, cell in zip(columns, row, strict=True):
                    held = bytes(cell) if isinstance(cell, memoryview) else cell
                    text = held.decode("latin-1") if isinstance(held, bytes) else str(held)
                    found.append(f"{table}.{column} {text}".replace("\n", " "))
    found += [json.dumps(one.get_decoded(), default=str) for one in Session.objects.all()]
    return "\n".join(found)


def places(cells: str) -> set[str]:
    """The tables and columns in which something marked stands."""
    return {line.partition(" ")[0] for line in cells.splitlines() if traces(line)}


def traces(text: str) -> list[str]:
    plain = text.casefold()
    return [name for name, value in PLANTED.items() if value.casefold() in plain]


@pytest.mark.rows("AUD-08")
@pytest.mark.django_db(transaction=True)
def test_nothing_that_is_left_behind_tells_who_it_was(
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
    settings: Any,
) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.SEAL_STORE = tmp_path / "store"
    settings.SEAL_KEY = "07" * 32
    shop, doors = open_shop(), Doors()
    patient_id = by_the_api(shop, doors)
    by_the_screens(shop, patient_id, doors)
    by_the_counter(shop)
    by_the_staff(shop, doors)
    by_a_share(shop, doors)
    by_imports(shop, doors)
    by_mail(PLANTED["name"], PLANTED["email"])
    renew_search_tokens.enqueue()
    give_positions()
    relay_once()
    run_due_jobs()
    metrics = Client().get("/metrics", headers={"Authorization": f"Bearer {api_key(shop)}"})

    cells = every_cell()
    assert "sales.complete_sale" in cells  # the trail is there
    assert places(cells) == set()
    assert traces(caplog.text + "".join(capfd.readouterr())) == []
    assert traces("\n".join(doors.told)) == []
    assert traces(metrics.text) == []
    assert traces("\n".join(one.subject for one in mail.outbox)) == []
    seal_once(everything=True)
    exported = the_export()
    assert "sales.complete_sale" in exported
    assert traces(exported) == []
    written = the_backup(tmp_path / "backups")
    assert "sales.complete_sale" in written
    assert traces(written) == []
    if connection.vendor == "sqlite":
        assert traces(text_of_database_files()) == []

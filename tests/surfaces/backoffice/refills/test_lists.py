"""The refills of a branch: late with days and adherence, the telephone by consent, one tap."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client

from tests.support.patients import register
from tests.support.refills import a_plan, remind, reminder_of
from tests.support.shop import Shop, add_medicine
from theriac.core.audit.models import AuditRecord
from theriac.domains.patients.commands.consents import ConsentNew, record_consent

pytestmark = pytest.mark.rows("RX-21")


def test_who_is_late_stands_with_days_and_is_told_by_one_tap(shop: Shop, owner: Client) -> None:
    late, soon, fine = (register(shop, names) for names in ("Siti Late", "Agus Soon", "Dewi Fine"))
    word = ConsentNew(purpose="refill", channel="phone", is_given=True, how="spoken")
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    record_consent(**here, patient_id=late, word=word)
    medicine = add_medicine(shop, "Amlodipine 5 mg tablet")
    plan = a_plan(shop, medicine, patient_id=late, days_ago=59)
    a_plan(shop, medicine, patient_id=soon, days_ago=27)
    a_plan(shop, medicine, patient_id=fine, days_ago=2)
    remind(shop)
    page = owner.get("/refills/?late=true").text
    for words in ("Siti Late", "29 days", "50%, 30 of 60 days", "0812 3456 7890", "To remind"):
        assert words in page
    assert "Agus Soon" not in page
    due = owner.get("/refills/?due=true").text
    assert "Agus Soon" in due
    assert "Dewi Fine" not in due
    assert due.count("0812 3456 7890</a>") == 1
    assert due.count(">Told</button>") == 1
    assert AuditRecord.objects.filter(command="patients.reach_patients").exists()
    tap = {"channel": "phone", "answer": "told", "back": "list"}
    assert "Saved." in owner.post(f"/refills/{plan}/tell/", tap, follow=True).text
    assert reminder_of(plan).state == "told"
    assert "Siti Late" not in owner.get("/refills/?untold=true").text


def test_the_list_goes_into_a_file(shop: Shop, owner: Client) -> None:
    a_plan(shop, add_medicine(shop, "Amlodipine 5 mg tablet"), days_ago=59)
    told = owner.get("/refills/?late=true&export=csv")
    text = b"".join(told.streaming_content) if told.streaming else told.content
    (row,) = csv.DictReader(io.StringIO(text.decode("utf-8-sig")), delimiter=",")
    assert (row["Days late"], row["Days covered"], row["Days measured"]) == ("29", "30", "60")


def test_a_search_is_by_product(shop: Shop, owner: Client) -> None:
    a_plan(shop, add_medicine(shop, "Amlodipine 5 mg tablet"))
    a_plan(shop, add_medicine(shop, "Metformin 500 mg tablet"))
    page = owner.get("/refills/?q=metformin").text
    assert "Metformin" in page
    assert "Amlodipine" not in page

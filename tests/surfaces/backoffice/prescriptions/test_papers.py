"""Directions read as one types, and what is printed of a prescription, from its page."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pypdfium2
import pytest
import zxingcpp
from django.test import Client
from django.urls import reverse

from tests.support.backoffice import client_of
from tests.support.prescriptions import (
    a_line,
    a_prescription,
    dispense_one,
    line_of,
    pharmacist,
)
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.domains.patients.models import Patient
from theriac.domains.prescriptions.models import PrescriptionLine
from theriac.domains.prescriptions.papers.proofs import CopyProof, written_proof
from theriac.domains.prescriptions.rules.dosages import dosage_of_line
from theriac.domains.prescriptions.rules.facts import DirectionsWritten, directions_kept
from theriac.domains.stock.models import Batch

pytestmark = pytest.mark.django_db
DIRECTIONS = "backoffice:prescription_directions"


def ready(shop: Shop, sig: str = "3 dd 1 tab pc 10 hari", **facts: object) -> object:
    medicine = add_medicine(shop, "Amoxsan 500 mg tablet")
    stock_up(shop, medicine, 100)
    line = a_line(medicine, 30, directions=DirectionsWritten(sig=sig), **facts)
    return a_prescription(shop, "ready", [line], second=pharmacist(shop))


def words_of(answer: object) -> str:
    content = answer.content  # type: ignore[attr-defined]
    return " ".join(pypdfium2.PdfDocument(content)[0].get_textpage().get_text_bounded().split())


@pytest.mark.rows("RX-09")
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "3 dd 1 tab pc 7 hari",
            ["Take 1 tablet 3 times a day, after food, for 7 days.", "21 tab"],
        ),
        ("1x3x7", ["This can mean two things", "1 dd 3 7 days", "3 dd 1 7 days"]),
        ("1 tab tds", ["Take 1 tablet 3 times a day.", "Add the duration"]),
        ("1 tab x 3", ["Not understood: x 3"]),
        ("1 tab tds bd", ["contradict others", "bd"]),
        ("<script>alert(1)</script>", ["Not understood: &lt;script&gt;alert"]),
    ],
)
def test_directions_are_said_and_counted_as_one_types(
    shop: Shop, typed: str, said: list[str]
) -> None:
    client = client_of(shop, "pharmacist")
    answer = client.post(reverse(DIRECTIONS), {"row-1-sig": typed}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    for words in said:
        assert words in answer.text, answer.text
    assert "<script>alert" not in answer.text


@pytest.mark.rows("RX-09")
def test_a_labels_direction_comes_of_the_words_else_of_the_fields() -> None:
    kept = directions_kept(DirectionsWritten(dose_numerator=1, times=2, route="eye", sig="1 x 3"))
    found = dosage_of_line(kept, "tetes")
    assert found is not None
    assert (found.frequency, found.unit, found.route) == (2, "drop", "eye")
    read = dosage_of_line(directions_kept(DirectionsWritten(sig="3x1", route="oral")), "tablet")
    assert read is None
    here = directions_kept(DirectionsWritten(sig="3x1", route="oral"))
    assert dosage_of_line(here, "tablet", times_first=True) is not None


@pytest.mark.rows("RX-11")
def test_a_label_has_the_batch_that_is_sold_first_in_the_patients_language(shop: Shop) -> None:
    made = ready(shop)
    line = line_of(made)
    client = client_of(shop, "pharmacist")
    page = client.get(reverse("backoffice:prescription_label", args=[made, line.id]))
    assert page.status_code == 200
    batch = Batch.objects.get()
    assert f'value="{batch.id}"' in page.text
    sent = {
        "paper": "58",
        "language": "id",
        "batch": str(batch.id),
        "cautions": ["finish"],
        "count": "2",
        "skip": "",
    }
    to = client.post(page.request["PATH_INFO"], sent)
    assert to.status_code == 302
    patient = Patient.objects.get()
    assert str(patient.id) not in to["Location"]
    label = client.get(to["Location"])
    assert label["Content-Type"] == "application/pdf"
    assert len(pypdfium2.PdfDocument(label.content)) == 2
    words = words_of(label)
    assert "Minum 1 tablet 3 kali sehari, sesudah makan, selama 10 hari." in words
    assert "Amoxsan 500 mg tablet" in words
    assert f"Batch {batch.number}" in words
    assert "ED " in words
    assert "Habiskan obat ini." in words
    assert AuditRecord.objects.filter(command="prescriptions.open").exists()


@pytest.mark.rows("RX-11")
def test_a_label_whose_way_nobody_said_asks_for_its_colour(shop: Shop) -> None:
    made = ready(shop, "s u.c.")
    client = client_of(shop, "pharmacist")
    at = reverse("backoffice:prescription_label", args=[made, line_of(made).id])
    sent = {"paper": "58", "language": "en", "count": "1"}
    refused = client.post(at, sent)
    assert refused.status_code == 422
    assert "Choose the label’s colour" in refused.text
    to = client.post(at, sent | {"colour": "blue"})
    assert to.status_code == 302
    assert "s u.c." in words_of(client.get(to["Location"]))


def test_nothing_is_printed_before_the_approval(shop: Shop) -> None:
    made = a_prescription(shop, "received")
    client = client_of(shop, "pharmacist")
    for name in ("copy", "owing", "leaflet"):
        assert (
            client.get(reverse(f"backoffice:prescription_{name}", args=[made])).status_code == 404
        )
    line = line_of(made).id
    for name in ("label", "label_pdf"):
        at = reverse(f"backoffice:prescription_{name}", args=[made, line])
        assert client.get(at).status_code == 404


@pytest.mark.rows("RX-10", "RX-23")
def test_whoever_scans_a_copy_sees_what_is_left_then_and_today_and_no_person(shop: Shop) -> None:
    made = ready(shop, repeats=1)
    dispense_one(shop, made, 20)
    with clock.at(clock.now() + timedelta(minutes=5)):
        client = client_of(shop, "pharmacist")
        copy = client.get(reverse("backoffice:prescription_copy", args=[made]))
        words = words_of(copy)
        assert "det 20 of 30" in words
        assert "S. 3 dd 1 tab pc 10 hari" in words
        picture = pypdfium2.PdfDocument(copy.content)[0].render(scale=3).to_pil()
        (code,) = zxingcpp.read_barcodes(picture)
        assert code.text.startswith("http://testserver/copy/")
    with clock.at(clock.now() + timedelta(minutes=9)):
        dispense_one(shop, made, 10)
        stranger = Client()
        page = stranger.get(code.text.removeprefix("http://testserver"))
    assert page.status_code == 200
    assert "This copy is genuine" in page.text
    assert "Amoxsan 500 mg tablet" in page.text
    assert "det 20 of 30" in page.text
    assert "30 left today" in page.text
    assert "Something was dispensed since" in page.text
    assert page["Referrer-Policy"] == "no-referrer"
    for secret in (*NAMES, str(made), "dr. "):
        assert secret not in page.text
    assert stranger.post(code.text.removeprefix("http://testserver")).status_code == 405


NAMES = ("Siti", "Rahma", "Sari", "Dewi")


@pytest.mark.rows("RX-23")
def test_a_forged_copy_is_told_so(shop: Shop) -> None:
    made = ready(shop)
    proof = written_proof(CopyProof(uuid4(), clock.now()))
    own = written_proof(CopyProof(PrescriptionLine.objects.get().prescription_id, clock.now()))
    for text in (proof, own[:-3] + "AAA", "x" * 43, "short"):
        answer = Client().get(reverse("copy_check", args=[text]))
        assert answer.status_code == 404
        assert "not genuine" in answer.text
    assert Client().get(reverse("copy_check", args=[own])).status_code == 200
    assert made


@pytest.mark.rows("RX-07")
def test_what_is_owed_is_printed_while_something_is(shop: Shop) -> None:
    made = ready(shop)
    client = client_of(shop, "pharmacist")
    at = reverse("backoffice:prescription_owing", args=[made])
    assert client.get(at).status_code == 404
    dispense_one(shop, made, 20)
    assert "30 tablet 20 tablet 10 tablet" in words_of(client.get(at))
    page = client.get(reverse("backoffice:prescription_detail", args=[made]))
    assert at in page.text


@pytest.mark.rows("RX-17")
def test_a_leaflet_is_in_the_language_that_was_asked(shop: Shop) -> None:
    made = ready(shop)
    at = reverse("backoffice:prescription_leaflet", args=[made])
    leaflet = client_of(shop, "pharmacist").get(f"{at}?language=id")
    assert "Minum 1 tablet 3 kali sehari" in words_of(leaflet)

"""Adverse events in the back office: filled in with the batch, assessed, sent, printed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.adverse_events import PROBABLE, report, report_of, sell_to, send
from tests.support.backoffice import client_of
from tests.support.patients import register
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.domains.adverse_events.models import AdverseEventReport

pytestmark = [pytest.mark.django_db, pytest.mark.rows("EXT-02")]


def sent_by(page: Any, shop: Shop, **more: str) -> dict[str, str]:
    """What the form has, as the browser sends it, with what somebody typed."""
    form, rows = page.context["form"], page.context["rows"]
    found: dict[str, Any] = {}
    for one in (form, *rows):
        for field in one:
            value = field.value()
            found[field.html_name] = "" if value is None else str(value)
    found.pop("seriousness", None)
    day = shop.today.isoformat()
    return {**found, "onset_on": day, "learned_on": day, **more}


def test_the_form_is_prefilled_with_the_batch(shop: Shop) -> None:
    medicine, patient = add_medicine(shop, "Amoxil 500 mg"), register(shop)
    batch = stock_up(shop, medicine, 50, batch_number="AMX-77")
    sell_to(shop, patient, medicine.id)
    browser = client_of(shop, "pharmacist")
    at = f"/adverse-events/patients/{patient}/"
    assert at in browser.get(f"/patients/{patient}/").text
    assert f"{at}?batch={batch}" in browser.get(f"/stock/batches/{batch}/").text
    page = browser.get(at)
    for words in ("AMX-77", "Amoxil 500 mg", "S.N.", "For Siti Nurhaliza"):
        assert words in page.text
    refused = browser.post(at, sent_by(page, shop))
    assert refused.status_code == 422
    typed = {"reaction": "Hives on both arms", "outcome": "recovering", "seriousness": "hospital"}
    kept = browser.post(at, sent_by(page, shop, **typed), follow=True)
    for words in ("Draft saved.", "Hives on both arms", "AMX-77", "Hospital stay"):
        assert words in kept.text
    row = AdverseEventReport.objects.get()
    assert row.content["medicines"][0]["batch_id"] == str(batch)
    assert row.code in browser.get(f"/patients/{patient}/").text
    assert "Reports that suspect this batch" in browser.get(f"/stock/batches/{batch}/").text
    listed = browser.get(f"/adverse-events/?batch={batch}&seriousness=serious").text
    assert "Amoxil 500 mg" in listed
    assert row.code not in browser.get("/adverse-events/?state=sent").text


def test_from_a_batch_alone_with_more_rows(shop: Shop) -> None:
    batch = stock_up(shop, add_medicine(shop, "Brufen"), 5, batch_number="BR-1")
    browser = client_of(shop, "technician")
    page = browser.get(f"/adverse-events/new/?batch={batch}")
    assert "BR-1" in page.text
    typed = {"initials": "X.Y.", "reaction": "Nausea", "outcome": "unknown"}
    sent = sent_by(page, shop, **typed)
    more = browser.post("/adverse-events/new/", {**sent, "more": "1"})
    assert (more.status_code, len(more.context["rows"])) == (200, 6)
    wrong = {**sent, "row-0-batch_id": str(AdverseEventReport().id)}
    again = browser.post("/adverse-events/new/", wrong)
    assert (again.status_code, "This batch is of another product." in again.text) == (422, True)
    browser.post("/adverse-events/new/", sent)
    assert AdverseEventReport.objects.get().patient_id is None


def test_assessed_sent_printed_followed_up_and_withdrawn(shop: Shop) -> None:
    made = report(shop, register(shop))
    browser, at = client_of(shop, "pharmacist"), f"/adverse-events/{made}/"
    changed = sent_by(browser.get(f"{at}change/"), shop, reaction="Hives")
    assert "Hives" in browser.post(f"{at}change/", changed, follow=True).text
    answers = {"version": "2", **PROBABLE, "category": "possible"}
    page = browser.post(f"{at}assess/", answers, follow=True).text
    assert "Assessment saved." in page
    assert "Probable" in page
    day = shop.today.isoformat()
    typed = {"version": "3", "authority": "bpom", "way": "web", "sent_on": day}
    assert "Recorded as sent." in browser.post(f"{at}send/", typed, follow=True).text
    number = {"version": "4", "reference": "BPOM-1"}
    assert "BPOM-1" in browser.post(f"{at}reference/", number, follow=True).text
    printed = browser.get(f"{at}form.pdf")
    assert (printed["Content-Type"], printed.content[:4]) == ("application/pdf", b"%PDF")
    assert browser.get(f"{at}change/").status_code == 409
    further = browser.post(f"{at}follow-up/", {"version": "5"})
    second = AdverseEventReport.objects.get(follow_up=1)
    assert further["Location"] == f"/adverse-events/{second.id}/change/"
    gone = {"version": "1", "reason_code": "duplicate"}
    withdrawn = browser.post(f"/adverse-events/{second.id}/withdraw/", gone, follow=True).text
    assert "Report withdrawn." in withdrawn
    assert report_of(second.id).state == "withdrawn"


def test_the_branchs_own_period_makes_a_due_day(shop: Shop) -> None:
    send(shop, report(shop, seriousness=["life"]))
    browser = client_of(shop, "pharmacist")
    assert "no period is set" in browser.get("/adverse-events/period/").text
    saved = browser.post("/adverse-events/period/", {"serious_days": "15"}, follow=True)
    assert saved.status_code == 200
    lines = b"".join(browser.get("/adverse-events/?export=csv")).decode("utf-8-sig").splitlines()
    assert "Life-threatening" in lines[1]
    assert (shop.today + timedelta(days=15)).isoformat() in lines[1]

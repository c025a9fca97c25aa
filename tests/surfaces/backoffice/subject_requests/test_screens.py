"""The register at the screens: entered, gone through step by step, overdue told."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client
from django.urls import reverse

from tests.support.backoffice import client_of
from tests.support.patients import register
from tests.support.shop import Shop
from tests.support.subject_requests import CONTACT, WORDS, a_subject_request, kept
from theriac.core.audit.models import AuditRecord
from theriac.domains.subject_requests.models import SubjectRequest

LIST = "/subject-requests/"


def test_a_request_goes_from_its_arrival_to_its_answer(owner: Client, shop: Shop) -> None:
    patient = register(shop)
    assert f"/subject-requests/new/?patient={patient}" in owner.get(f"/patients/{patient}/").text
    page = owner.get(f"{LIST}new/?patient={patient}").text
    assert str(patient) in page
    entered = owner.post(
        f"{LIST}new/",
        {
            "subject_kind": "patient",
            "subject_id": str(patient),
            "kind": "access",
            "channel": "in_person",
            "arrived_at": shop.today.isoformat(),
            "arrived_time": "00:05",
            "words": WORDS,
        },
        follow=True,
    )
    one = SubjectRequest.objects.get()
    at = f"{LIST}{one.id}/"
    assert entered.redirect_chain == [(at, 302)]
    assert WORDS in entered.text
    assert "3 x 24 hours" in entered.text
    assert "no-store" in entered["Cache-Control"]

    today = shop.today.isoformat()
    owner.post(f"{at}identity/", {"on": today, "how": "Showed a card"})
    owner.post(f"/patients/{patient}/export/", {"form": "json"})
    record = AuditRecord.objects.get(command="patients.export_patient")
    assert str(record.id) in owner.get(f"{at}deed/").text
    owner.post(f"{at}deed/", {"audit_record_id": str(record.id)})
    owner.post(f"{at}answer/", {"outcome": "granted", "on": today, "words": "Given by hand."})
    owner.post(f"{at}close/", {"why": "answered"})
    done = owner.get(at).text
    assert "Given by hand." in done
    assert "Showed a card" in done
    assert kept(one.id).state == SubjectRequest.State.CLOSED
    assert "Granted" in owner.get(LIST).text


def test_somebody_unknown_is_named_by_the_address_of_their_page(owner: Client, shop: Shop) -> None:
    patient = register(shop)
    at = f"{LIST}{a_subject_request(shop)}/"
    today = shop.today.isoformat()
    wrong = owner.post(f"{at}identity/", {"on": today, "subject_id": "Siti"})
    assert (wrong.status_code, "the address of a person" in wrong.text) == (422, True)
    page = f"http://localhost:8000/patients/{patient}/?why=request"
    owner.post(f"{at}identity/", {"on": today, "subject_id": page})
    assert SubjectRequest.objects.get().subject_id == patient
    assert f'href="/patients/{patient}/"' in owner.get(at).text


def test_overdue_is_told_in_the_list_on_the_page_and_on_today(owner: Client, shop: Shop) -> None:
    late = a_subject_request(shop, days_ago=9)
    soon = a_subject_request(shop)
    listed = owner.get(LIST).text
    assert listed.index(str(late)) < listed.index(str(soon))
    assert "t-badge-solid-stop" in listed
    only = owner.get(f"{LIST}?overdue=true").text
    assert (str(late) in only, str(soon) in only) == (True, False)
    assert "The period has ended" in owner.get(f"{LIST}{late}/").text
    today = owner.get(reverse("backoffice:today")).text
    assert "Overdue data request" in today
    assert f"{LIST}?overdue=true" in today


def test_an_auditor_sees_facts_and_deeds_and_none_of_the_words(shop: Shop) -> None:
    request_id = a_subject_request(shop)
    auditor = client_of(shop, "auditor")
    page = auditor.get(f"{LIST}{request_id}/").text
    assert "Letter" in page
    assert (WORDS in page, CONTACT in page, "Answer request" in page) == (False, False, False)
    assert not AuditRecord.objects.filter(command="subject_requests.open_request").exists()
    assert auditor.post(f"{LIST}{request_id}/take/").status_code == 403
    assert client_of(shop, "manager").get(LIST).status_code == 403


def test_the_export_has_the_facts_and_none_of_the_words(owner: Client, shop: Shop) -> None:
    a_subject_request(shop)
    file = owner.get(f"{LIST}?export=csv")
    text = b"".join(file.streaming_content).decode() if file.streaming else file.text
    assert "View stored data" in text
    assert (WORDS in text, CONTACT in text) == (False, False)


def test_a_refusal_stands_at_its_field(owner: Client, shop: Shop) -> None:
    at = f"{LIST}{a_subject_request(shop, register(shop))}/"
    page = owner.post(f"{at}answer/", {"outcome": "refused", "on": shop.today.isoformat()})
    assert (
        page.status_code,
        "Enter the legal provision, for example an article of the law" in page.text,
    ) == (422, True)
    tomorrow = (shop.today + timedelta(days=1)).isoformat()
    page = owner.post(f"{at}identity/", {"on": tomorrow})
    assert "This date is in the future." in page.text
    assert owner.post(f"{at}prolong/", {"notice_on": tomorrow, "why": "Many"}).status_code == 409

"""The register over the API: entered once a key, gone through, and nothing told to who may not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.patients import register
from tests.support.shop import Shop, add_staff
from tests.support.shops import second_branch
from tests.support.subject_requests import CONTACT, WORDS, a_subject_request
from tests.surfaces.api.program import Program
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.domains.accounts.commands.tokens.sign_in import sign_in
from theriac.domains.subject_requests.models import SubjectRequest

pytestmark = pytest.mark.django_db
AT = "/subject-requests"


def speaker(shop: Shop, role: str) -> Program:
    person = add_staff(role, shop.branch_id, f"speaks as {role}")
    return Program(sign_in(actor=person, client_id=new_id(), client_name="").access_token)


@pytest.fixture
def owner(shop: Shop) -> Program:
    return speaker(shop, "owner")


def new(shop: Shop, **more: Any) -> dict[str, Any]:
    arrived = f"{shop.today - timedelta(days=1)}T03:42:10Z"
    return {"kind": "access", "channel": "email", "arrived_at": arrived, **more}


def test_a_request_is_entered_once_and_answered(owner: Program, shop: Shop) -> None:
    patient = register(shop)
    body = new(shop, subject_kind="patient", subject_id=str(patient), words=WORDS)
    done = owner.post(AT, body, idempotency_key="k")
    again = owner.post(AT, body, idempotency_key="k")
    assert (done.status_code, again.json()) == (201, done.json())
    told = done.json()
    assert (told["state"], told["is_overdue"], told["subject_id"]) == ("open", False, str(patient))
    assert WORDS not in done.text
    one = f"{AT}/{told['id']}"
    texts = owner.get(f"{one}/texts").json()
    assert (texts["words"], texts["is_gone"]) == (WORDS, False)

    today = shop.today.isoformat()
    assert owner.post(f"{one}/identity", {"on": today}).json()["identified_on"] == today
    owner.post(f"/patients/{patient}/export", {})
    record = AuditRecord.objects.get(command="patients.export_patient").id
    linked = owner.post(f"{one}/deeds", {"audit_record_id": str(record)}).json()
    assert [deed["record_id"] for deed in linked["deeds"]] == [str(record)]
    answered = owner.post(f"{one}/answer", {"outcome": "granted", "on": today}).json()
    assert (answered["state"], answered["outcome"]) == ("answered", "granted")
    closed = owner.post(f"{one}/close", {}).json()
    assert (closed["state"], closed["closed_why"]) == ("closed", "answered")
    assert owner.get(f"{AT}?state=closed").json()["items"][0]["id"] == told["id"]
    assert owner.get(f"{AT}?state=open").json()["items"] == []


def test_the_list_begins_with_the_next_deadline(owner: Program, shop: Shop) -> None:
    soon = a_subject_request(shop, days_ago=1)
    late = a_subject_request(shop, days_ago=9)
    first = owner.get(f"{AT}?limit=1").json()
    assert [one["id"] for one in first["items"]] == [str(late)]
    rest = owner.get(f"{AT}?limit=1&cursor={first['next']}").json()
    assert [one["id"] for one in rest["items"]] == [str(soon)]
    assert [one["id"] for one in owner.get(f"{AT}?overdue=true").json()["items"]] == [str(late)]


def test_the_record_of_a_deed_is_told_to_who_sees_the_trail_of_its_branch(
    owner: Program, shop: Shop
) -> None:
    patient = register(shop)
    one = f"{AT}/{a_subject_request(shop, patient)}"
    owner.post(f"/patients/{patient}/export", {})
    record = AuditRecord.objects.get(command="patients.export_patient").id
    there = add_staff("owner", second_branch(shop), "owner there")
    asking = Program(sign_in(actor=there, client_id=new_id(), client_name="").access_token)
    linked = asking.post(f"{one}/deeds", {"audit_record_id": str(record)})
    assert linked.status_code == 200
    assert [deed["record_id"] for deed in linked.json()["deeds"]] == [None]
    assert str(record) not in asking.get(one).text
    assert str(record) in owner.get(one).text


def test_an_auditor_reads_facts_and_writes_nothing(shop: Shop) -> None:
    one = f"{AT}/{a_subject_request(shop)}"
    auditor = speaker(shop, "auditor")
    facts = auditor.get(one)
    assert facts.status_code == 200
    assert CONTACT not in facts.text
    assert auditor.get(f"{one}/texts").status_code == 403
    assert auditor.post(f"{one}/take").status_code == 403
    assert auditor.post(AT, new(shop, contact="x")).status_code == 403


def test_what_doesnt_hold_is_refused(owner: Program, shop: Shop) -> None:
    nobody = owner.post(AT, new(shop))
    assert (nobody.status_code, "contact" in nobody.text) == (422, True)
    assert owner.post(AT, new(shop, contact="x", kind="other")).status_code == 422
    assert owner.post(
        AT, new(shop, contact="x", arrived_at="2999-01-01T00:00:00Z")
    ).status_code == (422)
    assert owner.get(f"{AT}/{new_id()}").json()["code"] == "subject_requests.unknown"
    late = {"notice_on": shop.today.isoformat(), "why": "Many"}
    refused = owner.post(f"{AT}/{a_subject_request(shop)}/prolonging", late)
    assert refused.json()["code"] == "subject_requests.prolonging_refused"
    assert SubjectRequest.objects.count() == 1

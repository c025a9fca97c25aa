"""Writing a report: once a moment, what contradicts itself refused, texts under a key."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from pydantic import ValidationError

from tests.support.adverse_events import of_report, report, report_of, send, told
from tests.support.patients import register
from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from theriac.core.audit.models import AuditRecord
from theriac.core.privacy.problems import Erased
from theriac.core.problems import NotPermitted, Stale
from theriac.domains.adverse_events.commands.draft import change_report, draft_report
from theriac.domains.adverse_events.models import MedicineNamed
from theriac.domains.adverse_events.problems import (
    AdverseEventRefused,
    AdverseEventUnknown,
    AlreadyReported,
    WrongReportState,
)
from theriac.domains.adverse_events.rules.facts import ReportedMedicine
from theriac.domains.patients.commands.erase import erase_patient
from theriac.domains.patients.commands.export import export_patient
from theriac.domains.patients.problems import PatientGone, PatientUnknown

pytestmark = [pytest.mark.django_db, pytest.mark.rows("EXT-02")]


def test_a_report_keeps_what_was_told_with_the_batchs_label(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 50, batch_number="B-77")
    suspect = {"role": "suspect", "name": "Paracetamol", "product_id": medicine.id}
    patient = register(shop)
    made = report(
        shop,
        patient,
        seriousness=["life", "hospital"],
        medicines=[
            ReportedMedicine(**suspect, batch_id=batch),
            ReportedMedicine(role="concomitant", name="Jamu"),
        ],
    )
    kept = report_of(made)
    assert (kept.state, kept.seriousness, kept.by) == ("draft", "life hospital", shop.owner.id)
    assert kept.content["medicines"][0]["batch_number"] == "B-77"
    assert kept.content["reaction"] == "Itching rash on both arms"
    (named,) = MedicineNamed.objects.filter(report_id=made)
    assert (named.product_id, named.batch_id, named.role) == (medicine.id, batch, "suspect")
    record = AuditRecord.objects.get(command="adverse_events.draft")
    assert "rash" not in str(record.facts)
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM adverse_events_report")
        assert "Itching" not in str(cursor.fetchall())
    for _again in range(2):
        with pytest.raises(AlreadyReported) as again:
            report(
                shop,
                patient,
                seriousness=["life", "hospital"],
                medicines=[
                    ReportedMedicine(**suspect, batch_id=batch),
                    ReportedMedicine(role="concomitant", name="Jamu"),
                ],
            )
        assert again.value.facts["report_id"] == made


def test_what_contradicts_itself_is_refused(shop: Shop) -> None:
    tomorrow, before = shop.today + timedelta(days=1), shop.today - timedelta(days=9)
    medicine, other = add_medicine(shop), add_medicine(shop, "Ibuprofen")
    batch = stock_up(shop, other, 5)
    late = ReportedMedicine(role="suspect", name="X", from_on=shop.today, until_on=before)
    wrong = ReportedMedicine(role="suspect", name="X", product_id=medicine.id, batch_id=batch)
    nowhere = ReportedMedicine(role="suspect", name="X", product_id=uuid4())
    cases = [
        ({"initials": "  "}, "initials"),
        ({"age": 140}, "age"),
        ({"onset_on": tomorrow, "learned_on": tomorrow}, "learned_on onset_on"),
        ({"ended_on": before}, "ended_on"),
        ({"learned_on": before}, "learned_on"),
        ({"outcome": "fatal"}, "seriousness"),
        ({"medicines": [ReportedMedicine(role="concomitant", name="X")]}, "medicines"),
        ({"medicines": [late]}, "medicines.0.until_on"),
        ({"medicines": [wrong]}, "medicines.0.batch_number"),
        ({"medicines": [nowhere]}, "medicines.0.name"),
    ]
    for facts, fields in cases:
        with pytest.raises(AdverseEventRefused) as refused:
            report(shop, **facts)  # type: ignore[arg-type]
        assert " ".join(sorted(refused.value.errors)) == fields, facts
    with pytest.raises(PatientUnknown):
        report(shop, uuid4())


def test_hostile_sizes_are_no_report(shop: Shop) -> None:
    one = ReportedMedicine(role="suspect", name="X")
    for facts in (
        {"medicines": []},
        {"medicines": [one] * 21},
        {"reaction": "a" * 1001},
        {"reaction": " "},
        {"history": "a" * 501},
        {"seriousness": ["death"] * 7},
        {"age": -1},
        {"tests": "nul\0"},
        {"outcome": "x"},
    ):
        with pytest.raises(ValidationError):
            told(shop, **facts)
    full = dict.fromkeys(("treatment", "history", "allergies", "tests"), "a" * 500)
    most = ReportedMedicine(role="suspect", name="é" * 200, dose="x" * 120, indication="y" * 120)
    made = report(shop, reaction="漢" * 1000, medicines=[most] * 20, **full)
    assert len(report_of(made).content["medicines"]) == 20


def test_a_draft_is_edited_and_what_was_sent_is_not(shop: Shop) -> None:
    made = report(shop, register(shop))
    better = told(shop, outcome="recovered", seriousness=["other"])
    at = of_report(shop, made)
    for wrong, problem in (
        ({"version": 7}, Stale),
        ({"report_id": uuid4()}, AdverseEventUnknown),
        ({"told": told(shop, initials="")}, AdverseEventRefused),
    ):
        with pytest.raises(problem):
            change_report(**{**at, "told": better, **wrong})
    assert change_report(**at, told=better) == 2
    record = AuditRecord.objects.get(command="adverse_events.change")
    assert record.facts["after"]["changed"] == ["outcome", "seriousness"]
    send(shop, made)
    with pytest.raises(WrongReportState):
        change_report(**of_report(shop, made), told=told(shop))


def test_erased_its_texts_are_unreadable_and_the_copy_has_them_before(shop: Shop) -> None:
    patient = register(shop)
    made = report(shop, patient)
    here = {"actor": shop.owner, "branch_id": shop.branch_id, "patient_id": patient}
    (copied,) = export_patient(**here)["adverse_events"]
    assert copied["reaction"] == "Itching rash on both arms"
    erase_patient(**here)
    with pytest.raises(Erased):
        dict(report_of(made).content)
    with pytest.raises(PatientGone):
        send(shop, made)


def test_who_may_not_writes_nothing(shop: Shop) -> None:
    cashier = add_staff("cashier", shop.branch_id)
    given = {"branch_id": shop.branch_id, "told": told(shop)}
    with pytest.raises(NotPermitted):
        draft_report(actor=cashier, **given)

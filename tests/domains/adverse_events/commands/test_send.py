"""Sent once, assessed before, followed up after, withdrawn with a reason; by when it is due."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.support.adverse_events import PROBABLE, assess, of_report, report, report_of, send
from tests.support.patients import register
from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from theriac.core.problems import NotPermitted
from theriac.domains.adverse_events.commands.assess import assess_report
from theriac.domains.adverse_events.commands.follow_up import follow_up_report
from theriac.domains.adverse_events.commands.open import open_report
from theriac.domains.adverse_events.commands.period import set_reporting_period
from theriac.domains.adverse_events.commands.send import note_reference
from theriac.domains.adverse_events.commands.withdraw import withdraw_report
from theriac.domains.adverse_events.problems import (
    AdverseEventRefused,
    AdverseEventUnknown,
    FollowUpOpen,
    WrongReportState,
)
from theriac.domains.adverse_events.queries.periods import get_reporting_period
from theriac.domains.adverse_events.queries.reports import reports_of_batch, reports_of_patient
from theriac.domains.adverse_events.rules.facts import ReportedMedicine

pytestmark = [pytest.mark.django_db, pytest.mark.rows("EXT-02")]


def test_it_is_sent_once_and_gets_the_authoritys_number(shop: Shop) -> None:
    made = report(shop)
    with pytest.raises(WrongReportState):
        note_reference(**of_report(shop, made), reference="X")
    tomorrow, before = shop.today + timedelta(days=1), shop.today - timedelta(days=1)
    for wrong in ({"authority": "fda"}, {"sent_on": tomorrow}, {"sent_on": before}):
        with pytest.raises(AdverseEventRefused):
            send(shop, made, **wrong)
    send(shop, made, way="email")
    with pytest.raises(WrongReportState) as again:
        send(shop, made)
    assert again.value.facts["state"] == "sent"
    for wrong in ("  ", "9" * 61, "\0"):
        with pytest.raises(AdverseEventRefused):
            note_reference(**of_report(shop, made), reference=wrong)
    note_reference(**of_report(shop, made), reference=" BPOM-26-1 ")
    kept = report_of(made)
    assert (kept.authority, kept.way, kept.reference) == ("bpom", "email", "BPOM-26-1")


def test_a_pharmacist_assesses_and_a_technician_does_not(shop: Shop) -> None:
    made = report(shop)
    at = of_report(shop, made)
    for answers, category in (({}, ""), ({**PROBABLE, "x": "yes"}, ""), (PROBABLE, "sure")):
        with pytest.raises(AdverseEventRefused):
            assess_report(**at, answers=answers, category=category)
    technician = add_staff("technician", shop.branch_id)
    with pytest.raises(NotPermitted):
        assess_report(**{**at, "actor": technician}, answers=PROBABLE)
    assess(shop, made)
    here = {"actor": shop.owner, "branch_id": shop.branch_id, "report_id": made}
    opened = open_report(**here)
    assert (opened.score, opened.band) == (5, "probable")
    with pytest.raises(AdverseEventUnknown):
        open_report(**{**here, "report_id": uuid4()})


def test_a_follow_up_is_a_further_version_that_names_the_first(shop: Shop) -> None:
    made = report(shop, register(shop))
    with pytest.raises(WrongReportState):
        follow_up_report(**of_report(shop, made))
    assess(shop, made)
    send(shop, made)
    second = follow_up_report(**of_report(shop, made))
    with pytest.raises(FollowUpOpen) as refused:
        follow_up_report(**of_report(shop, made))
    assert refused.value.facts["report_id"] == second
    kept = report_of(second)
    assert (kept.first_id, kept.follow_up, kept.state) == (made, 1, "draft")
    assert kept.code == f"{report_of(made).code}-1"
    assert (kept.content, kept.assessment) == (report_of(made).content, report_of(made).assessment)
    send(shop, second)
    third = follow_up_report(**of_report(shop, second))
    assert (report_of(third).first_id, report_of(third).follow_up) == (made, 2)
    with pytest.raises(AdverseEventRefused):
        withdraw_report(**of_report(shop, third), reason_code="whim")
    withdraw_report(**of_report(shop, third), reason_code="mistake")
    with pytest.raises(WrongReportState):
        withdraw_report(**of_report(shop, third), reason_code="mistake")
    opened = open_report(actor=shop.owner, branch_id=shop.branch_id, report_id=made)
    assert [one.id for one in opened.versions] == [second, third]
    assert opened.patient_id is not None
    found = reports_of_patient(actor=shop.owner, patient_id=opened.patient_id)
    assert {one.id for one in found} == {made, second, third}


def test_a_serious_one_is_due_by_the_branchs_own_days(shop: Shop) -> None:
    made, mild = report(shop, seriousness=["hospital"]), report(shop, register(shop))
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    assert open_report(**here, report_id=made).due_on is None
    for wrong in (0, 91):
        with pytest.raises(AdverseEventRefused):
            set_reporting_period(**here, serious_days=wrong)
    set_reporting_period(**here, serious_days=15)
    form, days = get_reporting_period(**here)
    assert (form.code, form.serious_days, days) == ("meso", None, 15)
    assert open_report(**here, report_id=made).due_on == shop.today + timedelta(days=15)
    assert open_report(**here, report_id=mild).due_on is None
    set_reporting_period(**here, serious_days=None)
    assert open_report(**here, report_id=made).due_on is None


def test_a_batchs_page_counts_cases_that_suspect_its_lot(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 50, batch_number="L-1")
    same = stock_up(shop, medicine, 50, batch_number="L-1")
    of = {"name": "P", "product_id": medicine.id}
    made = report(
        shop,
        seriousness=["life"],
        medicines=[ReportedMedicine(role="suspect", **of, batch_id=batch)],
    )
    send(shop, made)
    follow_up_report(**of_report(shop, made))
    besides = ReportedMedicine(role="concomitant", **of, batch_id=batch)
    report(shop, medicines=[ReportedMedicine(role="suspect", name="X"), besides])
    asked = {"actor": shop.owner, "product_id": medicine.id, "number": "L-1", "batch_id": same}
    found = reports_of_batch(**asked)
    assert (found.reports, found.serious, found.sent) == (1, 1, 1)

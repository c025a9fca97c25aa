"""What is learned later is a further version that names the first."""

from __future__ import annotations

import pytest

from tests.support.adverse_events import (
    assess,
    of_report,
    report,
    report_of,
    send,
)
from tests.support.patients import register
from tests.support.shop import Shop
from theriac.domains.adverse_events.commands.follow_up import follow_up_report
from theriac.domains.adverse_events.commands.open import open_report
from theriac.domains.adverse_events.problems import (
    FollowUpOpen,
    WrongReportState,
)
from theriac.domains.adverse_events.queries import reports_of_patient

pytestmark = [pytest.mark.django_db, pytest.mark.rows("EXT-02")]


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
    opened = open_report(actor=shop.owner, branch_id=shop.branch_id, report_id=made)
    assert [one.id for one in opened.versions] == [second, third]
    assert opened.patient_id is not None
    found = reports_of_patient(actor=shop.owner, patient_id=opened.patient_id)
    assert {one.id for one in found} == {made, second, third}

"""A report that was wrong is withdrawn once, for a reason."""

from __future__ import annotations

import pytest

from tests.support.adverse_events import (
    of_report,
    report,
    report_of,
    send,
)
from tests.support.patients import register
from tests.support.shop import Shop
from theriac.domains.adverse_events.commands.withdraw import withdraw_report
from theriac.domains.adverse_events.problems import (
    AdverseEventRefused,
    WrongReportState,
)

pytestmark = [pytest.mark.django_db, pytest.mark.rows("EXT-02")]


def test_a_draft_or_a_sent_one_is_withdrawn_once_for_a_reason(shop: Shop) -> None:
    draft, sent = report(shop), report(shop, register(shop))
    send(shop, sent)
    for made in (draft, sent):
        with pytest.raises(AdverseEventRefused):
            withdraw_report(**of_report(shop, made), reason_code="whim")
        withdraw_report(**of_report(shop, made), reason_code="mistake")
        with pytest.raises(WrongReportState):
            withdraw_report(**of_report(shop, made), reason_code="mistake")
    assert [report_of(one).authority for one in (draft, sent)] == ["", "bpom"]
    assert report_of(sent).withdrawn_by == shop.owner.id

"""A report is sent once, and gets the authority's number."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.adverse_events import (
    of_report,
    report,
    report_of,
    send,
)
from tests.support.shop import Shop
from theriac.domains.adverse_events.commands.send import note_reference
from theriac.domains.adverse_events.problems import (
    AdverseEventRefused,
    WrongReportState,
)

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

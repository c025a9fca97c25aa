"""Who is meant as one types or scans, and what an expired licence means."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.prescribers import a_prescriber
from tests.support.shop import Shop
from theriac.countries.prescribers.rules import PrescriptionVerdict
from theriac.domains.prescribers.commands.state import deactivate_prescriber
from theriac.domains.prescribers.problems import PrescriberLicenceExpired, PrescriberUnknown
from theriac.domains.prescribers.queries.suggestions import (
    PrescriberSuggestion,
    name_prescriber,
    suggest_prescribers,
)
from theriac.domains.prescribers.rules.facts import PracticeWritten, PrescriberLicenceWritten

pytestmark = pytest.mark.django_db


def names(shop: Shop, text: str) -> list[str]:
    return [one.name for one in suggested(shop, text)]


def suggested(shop: Shop, text: str) -> list[PrescriberSuggestion]:
    return suggest_prescribers(actor=shop.owner, branch_id=shop.branch_id, text=text)


@pytest.mark.rows("RX-04")
def test_typing_a_name_or_scanning_a_number_suggests_who_is_meant(shop: Shop) -> None:
    licence = PrescriberLicenceWritten(kind="str", number="33 1 1 100 2 15 123456")
    clinic = PracticeWritten(name="RS Harapan Kita", phone="021 568 4085")
    a_prescriber(shop, "Budi Santoso", licences=[licence], practices=[clinic])
    a_prescriber(shop, "Dewi Lestari")

    budi = ["dr. Budi Santoso, Sp.A"]
    for text in ("bud", "santoso budi", "dr. Budi", "harapan", "3311100215123456", "33 1 1 100 2"):
        assert names(shop, text) == budi, text
    assert (names(shop, "+62 21 5684085"), names(shop, "Boedi Santosa")) == (budi, budi)
    assert (names(shop, "x"), names(shop, "budi lestari"), names(shop, "100%")) == ([], [], [])
    (one,) = suggested(shop, "3311100215123456")
    assert (one.number, one.practice, one.told) == (licence.number, clinic.name, "")


def test_a_suggestion_takes_few_statements_whatever_is_found(shop: Shop) -> None:
    for name in ("Ani Wijaya", "Ani Lestari", "Ani Santoso"):
        a_prescriber(shop, name)
    names(shop, "ani")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert len(names(shop, "ani")) == 3
    assert len(asked) <= 5


@pytest.mark.rows("CUS-03")
def test_an_expired_str_warns_and_an_expired_sip_blocks(shop: Shop) -> None:
    past = shop.today - timedelta(days=1)
    old = PrescriberLicenceWritten(kind="str", number="STR-123456", valid_until=past)
    ended = PrescriberLicenceWritten(kind="sip", number="SIP-123456", valid_until=past)
    held = PrescriberLicenceWritten(kind="sip", number="SIP-222222", valid_until=shop.today)
    warned = a_prescriber(shop, "Budi Santoso", licences=[old, ended, held])
    blocked = a_prescriber(shop, "Dewi Lestari", licences=[ended_again(ended)])

    named = name_prescriber(actor=shop.owner, prescriber_id=warned, on=shop.today)
    assert named.name == "dr. Budi Santoso, Sp.A"
    assert named.warning.startswith("The STR (registration) of dr. Budi Santoso, Sp.A expired on")
    with pytest.raises(PrescriberLicenceExpired) as refused:
        name_prescriber(actor=shop.owner, prescriber_id=blocked, on=shop.today)
    assert "Enter the renewed licence first" in str(refused.value.detail)
    verdicts = [suggested(shop, text)[0].verdict for text in ("budi", "dewi")]
    assert verdicts == [PrescriptionVerdict.WARN, PrescriptionVerdict.BLOCK]


def ended_again(licence: PrescriberLicenceWritten) -> PrescriberLicenceWritten:
    return PrescriberLicenceWritten(
        kind=licence.kind, number="SIP-999999", valid_until=licence.valid_until
    )


def test_nobody_inactive_or_unknown_is_named(shop: Shop) -> None:
    one = a_prescriber(shop)
    deactivate_prescriber(actor=shop.owner, prescriber_id=one, version=1, reason="Retired")
    for key in (one, shop.branch_id):
        with pytest.raises(PrescriberUnknown):
            name_prescriber(actor=shop.owner, prescriber_id=key, on=shop.today)

"""A plan's page: told, later, yes, short of goods, fills, ended; as its state lets."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.refills import a_plan, a_repeat, plan_of, remind, reminder_of
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from theriac.core.formatting import format_date
from theriac.domains.prescriptions.commands.hand_over import close_prescription
from theriac.domains.refills.ids import PlanId
from theriac.domains.refills.models import RefillFill, RefillPlan
from theriac.domains.waitlist.models import Wait

pytestmark = pytest.mark.rows("RX-20")


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop, "Amlodipine 5 mg tablet")


@pytest.fixture
def plan(shop: Shop, medicine: Medicine) -> PlanId:
    made = a_plan(shop, medicine, days_ago=33)
    remind(shop)
    return made


def act(client: Client, plan: object, verb: str, **fields: str) -> str:
    """Press a button of the plan's page at the version that there is; the page then."""
    version = RefillPlan.objects.values_list("version", flat=True).get(id=str(plan))
    sent = {"version": str(version), **fields}
    return str(client.post(f"/refills/{plan}/{verb}/", sent, follow=True).text)


def test_a_yes_by_one_button_holds_the_goods(
    shop: Shop, owner: Client, medicine: Medicine, plan: PlanId
) -> None:
    stock_up(shop, medicine, 40)
    page = owner.get(f"/refills/{plan}/").text
    for words in ("3 days late", "88%, 30 of 34 days", "Patient says yes", "No consent"):
        assert words in page
    page = act(owner, plan, "prepare")
    for words in ("The goods are on hold.", "No alerts", "View reservation"):
        assert words in page
    assert "Patient says yes" not in page
    assert "The goods are on hold." in act(owner, plan, "prepare")


def test_too_few_goods_lead_to_the_waitlist(owner: Client, plan: PlanId) -> None:
    page = act(owner, plan, "prepare")
    assert "30 base units are missing" in page
    page = act(owner, plan, "wait")
    assert "Added to the waitlist." in page
    assert Wait.objects.get().quantity == 30
    assert "is on the waitlist for this medicine" in act(owner, plan, "prepare")


def test_a_repeat_begins_its_review_and_a_used_up_one_says_so(
    shop: Shop, owner: Client, medicine: Medicine
) -> None:
    stock_up(shop, medicine, 40)
    made = a_repeat(shop, medicine)
    plan = plan_of(made).id
    remind(shop)
    assert "the review of the repeat has started" in act(owner, plan, "prepare")
    other = a_repeat(shop, add_medicine(shop, "Other 5 mg tablet"), days_ago=27)
    close_prescription(
        actor=shop.owner,
        branch_id=shop.branch_id,
        prescription_id=other,
        version=None,  # type: ignore[arg-type]
    )
    remind(shop)
    page = owner.get(f"/refills/{plan_of(other).id}/").text
    for words in ("Needs a new prescription", "Ask for a new prescription."):
        assert words in page
    assert "Patient says yes" not in page


def test_what_the_patient_said_is_kept(shop: Shop, owner: Client, plan: PlanId) -> None:
    again = (shop.today + timedelta(days=4)).isoformat()
    page = act(owner, plan, "tell", channel="person", answer="later", again_on=again)
    assert "Remind again later" in page
    refused = act(owner, plan, "tell", channel="phone", answer="told", again_on="")
    assert "hasn’t agreed to refill reminders by Telephone" in refused
    assert reminder_of(plan).state == "later"


def test_fills_are_noted_and_taken_back(shop: Shop, owner: Client, plan: PlanId) -> None:
    typed = format_date(shop.today, "en")
    assert 'type="date" id="filled_on"' not in owner.get(f"/refills/{plan}/").text
    assert "Saved." in act(owner, plan, "fill", filled_on=typed, quantity="30")
    fill = RefillFill.objects.get(filled_on=shop.today)
    assert "Taken back" in act(owner, plan, "take-back", fill_id=str(fill.id))
    assert "within the last year" in act(owner, plan, "fill", filled_on="no", quantity="30")
    assert "isn’t there any more" in act(owner, plan, "take-back", fill_id="no")


def test_a_plan_is_changed_paused_resumed_and_ended(owner: Client, plan: PlanId) -> None:
    assert "Saved." in act(owner, plan, "edit", quantity="30", days="15")
    assert "In hospital" in act(owner, plan, "pause", why="in_hospital")
    assert "Resumed." in act(owner, plan, "resume")
    page = act(owner, plan, "end", why="moved")
    assert "Moved to another pharmacy" in page
    assert "Patient was told" not in page


def test_a_technician_reminds_and_prepares_nothing(shop: Shop, plan: PlanId) -> None:
    technician = client_of(shop, "technician")
    page = technician.get(f"/refills/{plan}/").text
    assert "Patient was told" in page
    assert "Patient says yes" not in page
    assert technician.post(f"/refills/{plan}/prepare/").status_code == 403

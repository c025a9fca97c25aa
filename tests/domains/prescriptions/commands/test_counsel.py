"""Nothing is handed over before the patient was counselled, or refused it."""

from __future__ import annotations

import pytest

from tests.domains.prescriptions.test_verification import found
from tests.support.prescriptions import (
    TOLD,
    a_line,
    a_prescription,
    at_shop,
    dispense_one,
    pharmacist,
    state_of,
)
from tests.support.shop import Shop, add_medicine, add_staff
from theriac.core.problems import NotPermitted
from theriac.domains.counselling.commands.withdraw import withdraw_counselling
from theriac.domains.counselling.facts import CounsellingGiven
from theriac.domains.counselling.models import Counselling
from theriac.domains.counselling.problems import (
    AlreadyCounselled,
    CounsellingMissing,
    CounsellingRefused,
)
from theriac.domains.prescriptions.commands.counsel import counsel_on_prescription
from theriac.domains.prescriptions.commands.hand_over import hand_over
from theriac.domains.prescriptions.commands.review import start_review
from theriac.domains.prescriptions.ids import PrescriptionId
from theriac.domains.prescriptions.problems import PrescriptionJump

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-17")]


def ready(shop: Shop) -> PrescriptionId:
    """Dispensed in part, with a repeat, and nobody counselled yet."""
    made = a_prescription(shop, "ready", [a_line(add_medicine(shop), repeats=1)])
    dispense_one(shop, made, 10)
    return made


def test_a_hand_over_without_counselling_is_refused_with_what_to_do(shop: Shop) -> None:
    made = ready(shop)
    with pytest.raises(CounsellingMissing, match="or that the patient refused it"):
        hand_over(**at_shop(shop, made))
    with pytest.raises(CounsellingRefused):
        hand_over(**at_shop(shop, made), counselling=CounsellingGiven())
    assert (state_of(made), Counselling.objects.count()) == ("ready", 0)
    hand_over(**at_shop(shop, made), counselling=CounsellingGiven(refused_why="knows"))
    kept = Counselling.objects.get()
    assert (kept.prescription_id, kept.round, kept.state) == (made, 1, "refused")
    assert found("prescriptions.counselled") == []


def test_a_pharmacist_counsels_and_a_technician_hands_over(shop: Shop) -> None:
    made, technician = ready(shop), add_staff("technician", shop.branch_id)
    given = at_shop(shop, made, actor=technician)
    with pytest.raises(NotPermitted):
        counsel_on_prescription(**given, given=TOLD)
    with pytest.raises(NotPermitted):
        hand_over(**given, counselling=TOLD)
    counsel_on_prescription(**at_shop(shop, made, actor=pharmacist(shop)), given=TOLD)
    with pytest.raises(AlreadyCounselled):
        counsel_on_prescription(**at_shop(shop, made), given=TOLD)
    with pytest.raises(AlreadyCounselled):
        hand_over(**at_shop(shop, made), counselling=TOLD)
    hand_over(**given)
    assert state_of(made) == "handed_over"


def test_a_repeat_asks_anew_and_what_was_withdrawn_counts_no_more(shop: Shop) -> None:
    made = ready(shop)
    kept = counsel_on_prescription(**at_shop(shop, made), given=TOLD)
    withdraw_counselling(
        actor=shop.owner,
        branch_id=shop.branch_id,
        counselling_id=kept,
        version=1,
        reason_code="mistake",
    )
    with pytest.raises(CounsellingMissing):
        hand_over(**at_shop(shop, made))
    hand_over(**at_shop(shop, made), counselling=TOLD)
    with pytest.raises(PrescriptionJump):
        counsel_on_prescription(**at_shop(shop, made), given=TOLD)
    start_review(**at_shop(shop, made))
    with pytest.raises(PrescriptionJump):
        counsel_on_prescription(**at_shop(shop, made), given=TOLD)


@pytest.mark.usefixtures("within_a_command")
def test_verify_finds_a_hand_over_without_counselling(shop: Shop) -> None:
    made = ready(shop)
    hand_over(**at_shop(shop, made), counselling=TOLD)
    assert found("prescriptions.counselled") == []
    Counselling.objects.filter(prescription_id=made).delete()
    assert found("prescriptions.counselled") == ["prescriptions.not_counselled"]

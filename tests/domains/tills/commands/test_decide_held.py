"""What is held is taken or left out by a person, with a reason."""

from __future__ import annotations

import pytest

from tests.support.credit_notes import counter_sale, credit_note
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.tills import closing_of_none, opening, take, the_session
from theriac.core.ids import new_id
from theriac.core.problems import Problem
from theriac.domains.tills.commands.decide_held import dismiss_held, take_held
from theriac.domains.tills.ids import HeldTillId
from theriac.domains.tills.models import HeldTillDocument, TillSession

pytestmark = [pytest.mark.django_db, pytest.mark.rows("OFF-15")]


def the_held() -> HeldTillId:
    return HeldTillId(HeldTillDocument.objects.get(decided_at=None).id)


def decided(shop: Shop, command: object, held: HeldTillId, note: str = "asked") -> None:
    assert callable(command)
    command(actor=shop.owner, branch_id=shop.branch_id, held_id=held, note=note)


def test_an_unsigned_opening_is_taken_by_a_person(shop: Shop) -> None:
    told = opening(shop)
    take(shop, told, is_signed=False)
    decided(shop, take_held, the_held())
    assert the_session(told["id"]).opening_cash == 100_000
    row = HeldTillDocument.objects.get()
    assert (row.decision, row.decided_by, row.note) == ("taken", shop.owner.id, "asked")


def test_left_out_it_stays_out(shop: Shop) -> None:
    take(shop, opening(shop), is_signed=False)
    held = the_held()
    decided(shop, dismiss_held, held)
    assert (TillSession.objects.count(), HeldTillDocument.objects.get().decision) == (
        0,
        "dismissed",
    )
    with pytest.raises(Problem) as refused:
        decided(shop, take_held, held)
    assert refused.value.type == "tills.wrong_state"


def test_a_closing_of_no_session_can_not_be_taken(shop: Shop) -> None:
    take(shop, closing_of_none(shop, str(new_id()), {100: 1}))
    with pytest.raises(Problem) as refused:
        decided(shop, take_held, the_held())
    assert refused.value.type == "tills.refused"
    with pytest.raises(Problem):
        decided(shop, dismiss_held, the_held(), " ")


def test_what_was_dismissed_stays_out_when_it_comes_again(shop: Shop) -> None:
    told = opening(shop)
    take(shop, told, is_signed=False)
    decided(shop, dismiss_held, the_held())
    assert take(shop, told) == "held"
    assert (TillSession.objects.count(), HeldTillDocument.objects.count()) == (0, 1)


def test_what_is_taken_when_it_comes_again_waits_for_nobody(shop: Shop) -> None:
    told = opening(shop)
    take(shop, told, is_signed=False)
    assert take(shop, told) == "taken"
    row = HeldTillDocument.objects.get()
    assert (row.decision, row.decided_by) == ("taken", shop.terminal_id)


@pytest.mark.rows("SAL-10")
def test_a_note_before_its_sale_is_told_to_wait(shop: Shop) -> None:
    medicine = add_medicine(shop)
    sale = counter_sale(shop, medicine, stock_up(shop, medicine, 100))
    assert take(shop, credit_note(shop, sale)) == "held"
    with pytest.raises(Problem, match="hasn’t arrived yet"):
        decided(shop, take_held, the_held())

"""A draft of a destruction: what it refuses, and that it may be discarded."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.support.destructions import draft_of
from tests.support.shop import add_medicine, open_shop, stock_up
from tests.support.shops import second_branch
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, Problem, Unprocessable
from theriac.domains.disposal.commands.draft import discard_destruction
from theriac.domains.disposal.models import Destruction
from theriac.domains.stock.problems import InsufficientStock

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("quantity", "changes", "refusal"),
    [
        (0, {}, Unprocessable),
        (13, {}, InsufficientStock),
        (1, {"method": " "}, Unprocessable),
        (1, {"reason": ""}, Unprocessable),
    ],
)
def test_what_cannot_be_destroyed_is_refused(
    quantity: int, changes: dict[str, Any], refusal: type[Problem]
) -> None:
    shop = open_shop()
    batch_id = stock_up(shop, add_medicine(shop), 12)

    with pytest.raises(refusal):
        draft_of(shop, [(batch_id, "shelf", quantity)], **changes)
    with pytest.raises(NotFound):
        draft_of(shop, [(new_id(), "shelf", 1)])
    with pytest.raises(Unprocessable):
        draft_of(shop, [])
    assert not Destruction.objects.exists()


def test_a_shortage_names_product_and_batch_and_says_what_to_do_here() -> None:
    shop = open_shop()
    batch_id = stock_up(shop, add_medicine(shop), 12)

    with pytest.raises(InsufficientStock) as refused:
        draft_of(shop, [(batch_id, "shelf", 13)])
    assert str(refused.value.detail) == (
        "Paracetamol 500 mg tablet, batch B1: 13 requested, 12 available. Enter at most "
        "the quantity in stock there."
    )


def test_a_discarded_draft_stays_in_the_list() -> None:
    shop = open_shop()
    draft_id = draft_of(shop, [(stock_up(shop, add_medicine(shop), 12), "shelf", 1)])

    discard_destruction(
        actor=shop.owner, branch_id=shop.branch_id, destruction_id=draft_id, reason="counted wrong"
    )

    assert Destruction.objects.get().state == "discarded"


def test_another_branch_drafts_and_discards_nothing_of_this_one() -> None:
    shop = open_shop()
    there = replace(shop, branch_id=second_branch(shop))
    lines = [(stock_up(shop, add_medicine(shop), 12), "shelf", 1)]
    draft_id = draft_of(shop, lines)

    with pytest.raises(NotFound):
        draft_of(there, lines)
    with pytest.raises(NotFound):
        discard_destruction(
            actor=shop.owner,
            branch_id=there.branch_id,
            destruction_id=draft_id,
            reason="not ours",
        )

    assert Destruction.objects.get().state == "draft"

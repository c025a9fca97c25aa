"""Rows that several people work at: at the version that was seen, in the state that is needed."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.support.shop import Shop
from theriac.core.database.documents import at_version, in_state, keep, locked
from theriac.core.ids import new_id
from theriac.core.problems import Conflict, NotFound, Stale
from theriac.domains.organisation.models import Branch


@dataclass
class Paper:
    version: int = 3
    state: str = "draft"


@pytest.mark.parametrize("seen", [3, None])
def test_the_version_that_was_seen_holds(seen: int | None) -> None:
    at_version(Paper(), seen, "Look again.")


def test_another_version_tells_the_one_that_is_there() -> None:
    with pytest.raises(Stale, match="Look again") as refused:
        at_version(Paper(), 2, "Look again.")
    assert refused.value.facts["current"] == 3


def test_another_version_tells_what_else_is_there() -> None:
    with pytest.raises(Stale) as refused:
        at_version(Paper(), 2, "Look again.", current={"number": "B-1"})
    assert refused.value.facts["current"] == {"version": 3, "number": "B-1"}


def test_a_state_that_isnt_allowed_is_refused_in_its_own_words() -> None:
    in_state(Paper(), "draft", "checked", otherwise=Conflict)
    with pytest.raises(Conflict, match="It is a draft"):
        in_state(Paper(), "posted", otherwise=lambda state: Conflict(f"It is a {state}."))


def test_what_isnt_there_is_said(shop: Shop) -> None:
    with pytest.raises(NotFound, match="No such branch"):
        locked(Branch.objects.filter(id=new_id()), missing="No such branch.")


def test_what_is_kept_is_a_version_higher_and_no_other_field_is_touched(shop: Shop) -> None:
    branch = locked(Branch.objects.filter(id=shop.branch_id), missing="")
    before, branch.name, branch.phone = branch.version, "Melati", "021"
    assert keep(branch, "name") == before + 1
    there = Branch.objects.get(id=shop.branch_id)
    assert (there.version, there.name, there.phone) == (before + 1, "Melati", "")
    assert keep(branch) == before + 2
    assert Branch.objects.get(id=shop.branch_id).phone == "021"

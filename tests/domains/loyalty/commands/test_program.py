"""The programme: off until it is set, and what can't be is refused."""

from __future__ import annotations

import pytest

from tests.support.loyalty import programme
from tests.support.shop import Shop
from theriac.core.facts.records import given
from theriac.core.problems import Stale
from theriac.countries.registry import profile_for
from theriac.domains.loyalty.commands.program import LoyaltyProgramNew, set_program
from theriac.domains.loyalty.problems import (
    LoyaltyRefused,
)
from theriac.domains.loyalty.queries import program_kept

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-26")]


def test_the_programme_is_off_until_it_is_set(shop: Shop) -> None:
    assert (program_kept().terms.is_on, program_kept().version) == (False, 0)
    set_program(
        actor=shop.owner,
        version=0,
        program=given(LoyaltyProgramNew, is_on=True, earn_amount=1_000, point_value=10),
    )
    profile = profile_for("id")
    asked = {one.code for one in profile.legal_classes if one.needs_prescription or one.register}
    assert set(program_kept().terms.excluded) == asked != set()
    with pytest.raises(Stale):
        set_program(
            actor=shop.owner,
            version=0,
            program=given(LoyaltyProgramNew, is_on=False, earn_amount=0),
        )


@pytest.mark.parametrize(
    "told",
    [
        {"earn_amount": 0},
        {"earn_amount": 100, "excluded": ["nonsense"]},
        {"earn_amount": 100, "earn_points": 11, "point_value": 10},
    ],
)
def test_a_programme_that_cant_be_is_refused(shop: Shop, told: dict[str, object]) -> None:
    with pytest.raises(LoyaltyRefused):
        programme(shop, **told)

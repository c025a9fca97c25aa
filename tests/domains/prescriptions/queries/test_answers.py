"""The answers of a review: those of the last approval of the present round, and no others."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from tests.support.clinical import a_stop_in_force
from tests.support.prescriptions import (
    a_line,
    a_prescription,
    advance,
    approve_for,
    at_shop,
    dispense_one,
    hand,
)
from tests.support.reading import reading
from tests.support.shop import Shop
from theriac.core import clock
from theriac.domains.clinical.models import AnsweredAlert
from theriac.domains.prescriptions.commands.pause import pause_prescription, resume_prescription
from theriac.domains.prescriptions.commands.review import start_review
from theriac.domains.prescriptions.queries.answers import answers_at_review

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-13", "RX-14")]


def reasons(made: UUID) -> list[str]:
    return [one.reason for one in answers_at_review([made]).get(made, [])]


def test_only_the_answers_of_the_last_approval_of_the_round_stand(shop: Shop) -> None:
    lines = [a_line(one, repeats=1) for one in a_stop_in_force(shop)]
    made = a_prescription(shop, "reviewing", lines)
    assert reasons(made) == []
    approve_for(shop, made, "prescriber_agreed")
    (answer,) = answers_at_review([made])[made]
    assert set(answer.products) == {line.product_id for line in lines}
    assert (answer.rule, answer.is_sound) == ("r1", True)

    start_review(**at_shop(shop, made))
    assert reasons(made) == []
    approve_for(shop, made, "taken_before")
    assert reasons(made) == ["taken_before"]
    pause_prescription(**at_shop(shop, made), reason_code="patient")
    resume_prescription(**at_shop(shop, made))
    assert reasons(made) == ["taken_before"]

    advance(shop, made, "ready")
    for position in (1, 2):
        dispense_one(shop, made, 10, position)
    hand(shop, made)
    assert reasons(made) == ["taken_before"]
    start_review(**at_shop(shop, made))
    assert reasons(made) == []
    with clock.at(clock.now() + timedelta(days=7)):
        approve_for(shop, made, "does_not_fit")
    assert reasons(made) == ["does_not_fit"]
    assert AnsweredAlert.objects.count() == 3


def test_many_are_read_at_once(shop: Shop) -> None:
    warfarin, vitamin = a_stop_in_force(shop)
    made = [
        a_prescription(shop, "reviewing", [a_line(warfarin, units), a_line(vitamin, units)])
        for units in (10, 20)
    ]
    plain = a_prescription(shop, "approved")
    for one in made:
        approve_for(shop, one, "prescriber_agreed")
    with reading() as read:
        found = answers_at_review([*made, plain])
    assert read.statements == 2
    assert set(found) == set(made)
    assert answers_at_review([]) == {}

"""Pausing, going on, cancelling: with coded reasons."""

from __future__ import annotations

import pytest

from tests.support.prescriptions import a_prescription, at_shop, state_of
from tests.support.shop import Shop
from theriac.domains.prescriptions.commands.pause import (
    cancel_prescription,
    pause_prescription,
    resume_prescription,
)
from theriac.domains.prescriptions.commands.prepare import start_preparation
from theriac.domains.prescriptions.problems import PrescriptionJump, PrescriptionRefused

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-03")]


def test_a_paused_one_goes_on_where_it_was_and_nowhere_else(shop: Shop) -> None:
    made = a_prescription(shop, "verified")
    with pytest.raises(PrescriptionRefused):
        pause_prescription(**at_shop(shop, made), reason_code="tired")
    pause_prescription(**at_shop(shop, made), reason_code="patient")
    with pytest.raises(PrescriptionJump):
        start_preparation(**at_shop(shop, made))
    resume_prescription(**at_shop(shop, made))
    assert state_of(made) == "verified"
    with pytest.raises(PrescriptionJump):
        resume_prescription(**at_shop(shop, made))


def test_a_cancelled_one_goes_nowhere(shop: Shop) -> None:
    made = a_prescription(shop, "approved")
    cancel_prescription(**at_shop(shop, made), reason_code="other", note="asked by telephone")
    with pytest.raises(PrescriptionJump):
        pause_prescription(**at_shop(shop, made), reason_code="patient")

"""What ended long ago is let go."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.support.shop import open_shop
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.domains.accounts.commands.tokens.families import end_family, start_family
from theriac.domains.accounts.jobs import keep_tokens
from theriac.domains.accounts.models import RefreshToken, SigningKey, TokenFamily

pytestmark = pytest.mark.django_db


def test_a_family_is_forgotten_a_month_after_its_end_and_no_sooner() -> None:
    shop = open_shop()
    ended, going = (
        start_family(actor=shop.owner, client_id=uuid4(), client_name="").family_id
        for _ in range(2)
    )
    end_family(actor=shop.owner, family_id=ended, why="signed out")

    assert keep_tokens.call() == 0
    with clock.at(clock.now() + timedelta(days=31)):
        assert keep_tokens.call() == 1
        assert list(TokenFamily.objects.values_list("id", flat=True)) == [going]
        assert RefreshToken.objects.count() == 1
    with clock.at(clock.now() + timedelta(days=61)):
        assert keep_tokens.call() == 1
    assert SigningKey.objects.count() == 1
    assert SYSTEM.kind == "system"

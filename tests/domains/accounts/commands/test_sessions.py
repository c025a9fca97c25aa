"""A browser that is signed out elsewhere is nobody's at its next request."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from tests.support.shop import PASSWORD, Shop, add_staff
from tests.support.shops import second_branch
from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.problems import NotFound, NotPermitted
from theriac.domains.accounts.commands.sessions import end_program, end_sign_in, end_sign_ins
from theriac.domains.accounts.commands.tokens.sign_in import renew, sign_in
from theriac.domains.accounts.models import SecurityEvent, SignIn, TokenFamily
from theriac.domains.accounts.problems import RefreshRefused
from theriac.domains.accounts.queries.sessions import live_programs, live_sign_ins
from theriac.domains.accounts.queries.tokens import actor_of_access_token
from theriac.domains.accounts.security.events import SecurityEventKind

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 6, 15, 5, 0, tzinfo=UTC)
ANDROID = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/129.0 Mobile Safari/537.36"


@pytest.fixture
def dewi(shop: Shop) -> Actor:
    return add_staff("cashier", shop.branch_id, "dewi")


def browser(name: str = "dewi", **where: Any) -> Client:
    client = Client(**where)
    answer = client.post("/accounts/login/", {"login": name, "password": PASSWORD})
    assert answer.status_code == 302
    return client


def is_in(client: Client) -> bool:
    return client.get("/me/").status_code == 200


@pytest.mark.rows("SEC-07")
def test_a_stolen_tablet_is_signed_out_by_who_manages_the_staff(shop: Shop, dewi: Actor) -> None:
    tablet = browser(headers={"User-Agent": ANDROID}, REMOTE_ADDR="203.0.113.5")
    other = browser()
    [_other, stolen] = live_sign_ins(dewi.id)
    assert (stolen.browser, stolen.system, stolen.address) == ("Chrome", "Android", "203.0.113.5")

    end_sign_in(actor=shop.owner, user_id=dewi.id, sign_in_id=stolen.id)

    assert (is_in(tablet), is_in(other)) == (False, True)
    event = SecurityEvent.objects.get(kind=SecurityEventKind.SESSION_ENDED)
    assert (event.user_id, event.actor_id, event.facts) == (dewi.id, shop.owner.id, {"count": 1})
    with pytest.raises(NotFound):
        end_sign_in(actor=shop.owner, user_id=dewi.id, sign_in_id=stolen.id)


@pytest.mark.rows("SEC-07")
def test_a_person_signs_out_all_others_without_an_event(dewi: Actor) -> None:
    here, first, second = browser(), browser(), browser()
    row = SignIn.objects.get(session_key=here.session.session_key)

    assert end_sign_ins(actor=dewi, user_id=dewi.id, besides=row.id) == 2

    assert [is_in(client) for client in (here, first, second)] == [True, False, False]
    assert not SecurityEvent.objects.exists()


def test_nobody_signs_out_whom_they_dont_manage(shop: Shop, dewi: Actor) -> None:
    client = browser()
    ratna = add_staff("cashier", shop.branch_id, "ratna")
    there = add_staff("administrator", second_branch(shop), "there")

    for actor, refusal in ((ratna, NotPermitted), (there, NotFound)):
        with pytest.raises(refusal):
            end_sign_ins(actor=actor, user_id=dewi.id)
    [row] = live_sign_ins(dewi.id)
    with pytest.raises(NotFound):
        end_sign_in(actor=ratna, user_id=ratna.id, sign_in_id=row.id)
    assert is_in(client)


@pytest.mark.rows("SEC-07")
def test_a_session_whose_key_was_lost_from_sight_is_ended_by_its_row(dewi: Actor) -> None:
    with clock.at(NOON):
        client = browser()
        SignIn.objects.update(ended_at=NOON)
        assert is_in(client)
    with clock.at(NOON + timedelta(minutes=1)):
        assert not is_in(client)


def test_the_last_use_is_noted_once_a_minute(dewi: Actor) -> None:
    with clock.at(NOON):
        client = browser()
    for seconds in (20, 59, 61, 90):
        with clock.at(NOON + timedelta(seconds=seconds)):
            assert is_in(client)

    assert live_last_use() == NOON + timedelta(seconds=61)


def live_last_use() -> datetime:
    return SignIn.objects.values_list("last_used_at", flat=True).get()


def test_who_signs_out_is_gone_from_the_list(dewi: Actor) -> None:
    client = browser()
    client.post("/accounts/logout/")

    with clock.at(NOON):
        assert not live_sign_ins(dewi.id).exists()
    row = SignIn.objects.get()
    assert (row.ended_by, row.session_key) == (dewi.id, "")


def test_a_new_password_keeps_this_browser_in_the_list(dewi: Actor) -> None:
    client = browser()
    new = "milik-dewi-sendiri-4"
    client.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    assert is_in(client)

    assert SignIn.objects.get(ended_at=None).session_key == client.session.session_key


@pytest.mark.rows("SEC-07")
def test_programs_are_signed_out_one_by_one_or_with_everything(shop: Shop, dewi: Actor) -> None:
    first, second, third = (
        sign_in(actor=dewi, client_id=uuid4(), client_name=name) for name in ("A", "B", "C")
    )
    family = TokenFamily.objects.get(client_name="A")
    with pytest.raises(NotPermitted):
        end_program(
            actor=add_staff("cashier", shop.branch_id, "ratna"),
            user_id=dewi.id,
            family_id=family.id,
        )

    end_program(actor=dewi, user_id=dewi.id, family_id=family.id)

    opens = [actor_of_access_token(one.access_token) for one in (first, second, third)]
    assert [found is not None for found in opens] == [False, True, True]
    with pytest.raises(RefreshRefused):
        renew(presented=first.refresh_token, client_id=family.client_id)
    assert [one.client_name for one in live_programs(dewi.id)] == ["C", "B"]

    assert end_sign_ins(actor=shop.owner, user_id=dewi.id) == 2
    assert actor_of_access_token(second.access_token) is None
    assert not live_programs(dewi.id).exists()
    assert SecurityEvent.objects.get(kind=SecurityEventKind.SESSION_ENDED).facts == {"count": 2}

"""A refresh token is used once; reuse ends the family; a lost answer is given again."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.support.shop import PASSWORD, Shop, add_staff
from theriac.core import clock
from theriac.core.actor import SYSTEM, Actor
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import Problem
from theriac.domains.accounts.commands.people import (
    change_password,
    choose_password,
    set_person_active,
)
from theriac.domains.accounts.commands.tokens.families import start_family
from theriac.domains.accounts.commands.tokens.refresh import refresh, sign_out
from theriac.domains.accounts.models import RefreshToken, TokenFamily
from theriac.domains.accounts.problems import RefreshRefused, RefreshReused

pytestmark = pytest.mark.django_db
VECTORS = Path(__file__).parents[5] / "contracts" / "vectors" / "refresh_rotation.json"
CASES = json.loads(VECTORS.read_text("utf-8"))["cases"]
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
HERE = UUID("0199a000-0000-7000-8000-00000000000a")


@pytest.fixture
def cashier(shop: Shop) -> Actor:
    return add_staff("cashier", shop.branch_id)


@pytest.fixture
def no_grace(settings: Any) -> None:
    settings.REFRESH_GRACE_SECONDS = 0


def sign_in(person: Actor, client_id: UUID = HERE) -> str:
    return start_family(actor=person, client_id=client_id, client_name="tablet").secret


@dataclass
class Played:
    """The steps of a case of the file, on a clock that stands still until it is moved."""

    person: Actor
    now: datetime = NOON
    secrets: dict[str, str] = field(default_factory=dict)
    latest: str = ""

    def play(self, step: str) -> str:
        """``ok``, or the status of the refusal."""
        words = step.replace("->", " -> ").split(" -> ")
        asked, given = words[0].split(), words[1].strip() if len(words) > 1 else ""
        if "10 s later" in step:
            self.now += timedelta(seconds=10)
        with clock.at(self.now):
            try:
                return self._done(asked, given)
            except Problem as refusal:
                return str(refusal.status)

    def _done(self, asked: list[str], given: str) -> str:
        if asked[0] == "login":
            self.latest = self.secrets[given] = sign_in(self.person)
        elif asked[0] == "wait":
            self.now += timedelta(days=30)
        elif asked[0] == "logout":
            assert sign_out(self.latest)
        else:
            presented = self.latest if asked[1] == "latest" else self.secrets[asked[1]]
            self.latest = refresh(presented, HERE).secret
            if given not in ("", "ok", "401"):
                assert self.secrets.setdefault(given, self.latest) == self.latest
        return "ok"


@pytest.mark.rows("SEC-08")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_cases_of_the_file(case: dict[str, Any], cashier: Actor, settings: Any) -> None:
    settings.REFRESH_GRACE_SECONDS = case.get("grace_seconds", 0)
    played = Played(cashier)
    *before, last = case["ops"]

    assert [played.play(step) for step in before] == ["ok"] * len(before)
    assert played.play(last) == ("ok" if case["expect"].startswith("ok") else "401")
    for step in case.get("then", ()):
        assert played.play(step) == ("ok" if step.endswith("ok") else "401")


@pytest.mark.rows("SEC-08")
def test_reuse_ends_the_family_and_leaves_a_security_record(cashier: Actor, no_grace: None) -> None:
    first = sign_in(cashier)
    second = refresh(first, HERE).secret

    with pytest.raises(RefreshReused, match="choose a new password"):
        refresh(first, HERE)

    family = TokenFamily.objects.get()
    assert family.ended_why == "reuse"
    record = AuditRecord.objects.get(command="accounts.refresh_reuse")
    assert (record.actor_id, record.object_id) == (cashier.id, family.id)
    assert (record.reason, record.facts) == ("used again", {"place": 1})
    with pytest.raises(RefreshRefused):
        refresh(second, HERE)
    assert AuditRecord.objects.filter(command="accounts.refresh_reuse").count() == 1


def test_another_installation_ends_the_family(cashier: Actor) -> None:
    first = sign_in(cashier)

    with pytest.raises(RefreshReused):
        refresh(first, uuid4())

    assert TokenFamily.objects.get().ended_why == "reuse"
    record = AuditRecord.objects.get(command="accounts.refresh_reuse")
    assert record.reason == "another installation"


def test_the_answer_is_given_again_only_in_time_and_only_while_it_is_unused(
    cashier: Actor,
) -> None:
    with clock.at(NOON):
        first = sign_in(cashier)
        second = refresh(first, HERE).secret
        assert refresh(first, HERE).secret == second
    with clock.at(NOON + timedelta(seconds=29)):
        assert refresh(first, HERE).secret == second
        refresh(second, HERE)
        with pytest.raises(RefreshReused):
            refresh(first, HERE)


def test_after_the_grace_it_is_reuse(cashier: Actor) -> None:
    with clock.at(NOON):
        first = sign_in(cashier)
        refresh(first, HERE)
    with clock.at(NOON + timedelta(seconds=30)), pytest.raises(RefreshReused):
        refresh(first, HERE)


def test_no_secret_stands_in_the_database(cashier: Actor) -> None:
    secrets = [sign_in(cashier)]
    secrets += [refresh(secrets[0], HERE).secret]
    secrets += [refresh(secrets[1], HERE).secret]

    kept = json.dumps(list(RefreshToken.objects.values()), default=str)
    assert [secret for secret in secrets if secret in kept or secret[4:] in kept] == []
    successors = RefreshToken.objects.order_by("place").values_list("successor", flat=True)
    assert [bool(text) for text in successors] == [False, True, False]


def test_no_use_moves_the_end(cashier: Actor) -> None:
    with clock.at(NOON):
        first = sign_in(cashier)
    with clock.at(NOON + timedelta(days=29)):
        renewed = refresh(first, HERE)
    assert renewed.ends_at == NOON + timedelta(days=30)


def test_a_closed_account_is_refused_at_once(shop: Shop, cashier: Actor) -> None:
    first = sign_in(cashier)
    set_person_active(actor=shop.owner, user_id=cashier.id, active=False)

    with pytest.raises(RefreshRefused):
        refresh(first, HERE)


@pytest.mark.parametrize("whose", ["own", "given"])
def test_a_new_password_ends_every_sign_in(shop: Shop, cashier: Actor, whose: str) -> None:
    first = sign_in(cashier)
    if whose == "own":
        choose_password(actor=cashier, password=f"{PASSWORD}-baru")
    else:
        change_password(actor=SYSTEM, user_id=cashier.id, password=f"{PASSWORD}-baru")

    with pytest.raises(RefreshRefused):
        refresh(first, HERE)


def test_an_unknown_token_is_refused_and_signing_it_out_is_no_error(shop: Shop) -> None:
    with pytest.raises(RefreshRefused):
        refresh("thr_unknown", HERE)
    assert not sign_out("thr_unknown")

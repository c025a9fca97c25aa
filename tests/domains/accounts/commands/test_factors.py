"""Second steps leave records, are reset from above only, and stay locked."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator

from tests.support.second_steps import SECRET, code_of, with_app
from tests.support.shop import Shop, add_staff
from theriac.core.actor import SYSTEM
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotPermitted, Unprocessable
from theriac.core.sealing import at_rest
from theriac.core.verification.registry import run_checks
from theriac.domains.accounts.commands.factors import (
    record_factor,
    relock_factors,
    reset_factors,
)
from theriac.domains.accounts.commands.tokens.families import start_family
from theriac.domains.accounts.factors.adapter import FactorAdapter
from theriac.domains.accounts.models import TokenFamily
from theriac.domains.accounts.queries.factors import lacks_factor, must_have_factor

pytestmark = pytest.mark.django_db


@pytest.fixture
def required(settings: Any) -> None:
    settings.SECOND_STEP_ROLES = ["owner", "administrator"]


def test_a_record_names_the_person_and_the_kind(shop: Shop) -> None:
    record_factor(actor=shop.owner, user_id=shop.owner.id, kind="totp", what="added")

    record = AuditRecord.objects.get(command="accounts.record_factor")
    assert (record.object_id, record.reason, record.facts) == (
        shop.owner.id,
        "added",
        {"kind": "totp"},
    )


@pytest.mark.rows("SEC-09")
def test_who_must_is_told_by_role(shop: Shop, required: None) -> None:
    cashier = add_staff("cashier", shop.branch_id)
    administrator = add_staff("administrator", None)

    people = (shop.owner, administrator, cashier)
    assert [must_have_factor(one.id) for one in people] == [True, True, False]
    assert [lacks_factor(one.id) for one in people] == [True, True, False]
    with_app(shop.owner.id)
    assert [lacks_factor(one.id) for one in people] == [False, True, False]
    Authenticator.objects.exclude(type="recovery_codes").delete()
    assert lacks_factor(shop.owner.id)


def test_nobody_must_where_no_role_is_named(shop: Shop) -> None:
    assert not lacks_factor(shop.owner.id)
    assert not must_have_factor(shop.owner.id)


def test_an_owner_resets_anothers_with_a_reason_and_a_record(shop: Shop) -> None:
    cashier = add_staff("cashier", shop.branch_id)
    with_app(cashier.id)
    start_family(actor=cashier, client_id=uuid4(), client_name="")

    with pytest.raises(Unprocessable):
        reset_factors(actor=shop.owner, user_id=cashier.id, reason=" ")
    reset_factors(actor=shop.owner, user_id=cashier.id, reason="phone lost, asked in person")

    assert not Authenticator.objects.exists()
    assert TokenFamily.objects.get().ended_why == "factors reset"
    record = AuditRecord.objects.get(command="accounts.reset_factors")
    assert (record.actor_id, record.object_id, record.reason, record.facts) == (
        shop.owner.id,
        cashier.id,
        "phone lost, asked in person",
        {"reset": ["recovery_codes", "totp"]},
    )


def test_nobody_resets_the_second_step_of_who_may_more_or_their_own(shop: Shop) -> None:
    administrator = add_staff("administrator", None)
    with_app(shop.owner.id)

    with pytest.raises(NotPermitted, match="more permissions than you"):
        reset_factors(actor=administrator, user_id=shop.owner.id, reason="please")
    with pytest.raises(NotPermitted, match="your account"):
        reset_factors(actor=shop.owner, user_id=shop.owner.id, reason="please")
    with pytest.raises(NotPermitted):
        reset_factors(
            actor=add_staff("manager", shop.branch_id), user_id=administrator.id, reason="x"
        )
    assert Authenticator.objects.count() == 2


@pytest.mark.rows("SEC-09")
def test_secrets_are_locked_at_rest_and_relocked_under_a_new_secret(
    shop: Shop, settings: Any
) -> None:
    codes = with_app(shop.owner.id)
    kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert [one for one in (SECRET, *codes) if one in kept] == []

    older = settings.SEALING_SECRETS[0]
    settings.SEALING_SECRETS = ["a newer secret of this installation, forty", older]
    assert relock_factors(actor=SYSTEM) == 2
    assert relock_factors(actor=SYSTEM) == 0
    settings.SEALING_SECRETS = settings.SEALING_SECRETS[:1]
    app = Authenticator.objects.get(type="totp")
    assert at_rest.is_newest(app.data["secret"])
    assert app.wrap().validate_code(code_of())


def test_a_secret_that_doesnt_open_fits_no_code(shop: Shop, settings: Any) -> None:
    with_app(shop.owner.id)
    settings.SEALING_SECRETS = ["another installation's secret, forty characters"]

    app = Authenticator.objects.get(type="totp")
    assert not app.wrap().validate_code(code_of())
    adapter = FactorAdapter()
    assert adapter.decrypt(app.data["secret"]) != adapter.decrypt(app.data["secret"])


def told_of_factors() -> list[dict[str, Any]]:
    checks = run_checks(["accounts.factors"])
    return [dict(one.facts) for done in checks for one in done.violations]


@pytest.mark.rows("AUD-02", "SEC-09")
def test_a_second_step_that_came_or_went_past_theriac_is_found(shop: Shop) -> None:
    cashier = add_staff("cashier", shop.branch_id)
    assert told_of_factors() == []

    with_app(cashier.id)
    assert told_of_factors() == [{"person": str(cashier.id), "kind": "totp", "there": 1, "told": 0}]

    record_factor(actor=cashier, user_id=cashier.id, kind="totp", what="added")
    record_factor(actor=cashier, user_id=cashier.id, kind="totp", what="refused")
    assert told_of_factors() == []

    Authenticator.objects.filter(user_id=cashier.id).delete()
    assert told_of_factors() == [{"person": str(cashier.id), "kind": "totp", "there": 0, "told": 1}]

    reset_factors(actor=shop.owner, user_id=cashier.id, reason="phone lost")
    assert told_of_factors() == []

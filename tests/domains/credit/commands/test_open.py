"""Opening an account: for an organisation or a patient, under a number that checks itself."""

from __future__ import annotations

import pytest

from tests.support.credit import of_patient, organisation
from tests.support.patients import register
from tests.support.shop import Shop, add_staff
from theriac.core.facts.records import given
from theriac.core.problems import NotPermitted
from theriac.domains.credit.commands.open import CreditAccountNew, CreditHolder, open_account
from theriac.domains.credit.models import CreditAccount
from theriac.domains.credit.problems import CreditAccountExists, CreditAccountRefused
from theriac.domains.credit.rules import plain_number
from theriac.domains.patients.problems import PatientUnknown

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-25")]


def test_an_organisations_particulars_are_kept_encrypted(shop: Shop) -> None:
    account = organisation(shop, "  Klinik   Sehat ")
    assert account.holder["name"] == "Klinik Sehat"
    assert plain_number(account.number) == account.number
    assert (account.credit_limit, account.terms_days, account.owed) == (50_000, 30, 0)


def test_one_without_a_name_is_refused(shop: Shop) -> None:
    with pytest.raises(CreditAccountRefused) as refused:
        organisation(shop, " ")
    assert refused.value.field == "name"


def test_a_patient_has_one_open_account(shop: Shop) -> None:
    patient_id = register(shop)
    first = of_patient(shop, patient_id)
    with pytest.raises(CreditAccountExists) as refused:
        of_patient(shop, patient_id)
    assert refused.value.facts["account_id"] == first.id
    with pytest.raises(PatientUnknown):
        of_patient(shop, first.id)
    assert CreditAccount.objects.count() == 1


def test_a_limit_asks_for_its_own_right(shop: Shop) -> None:
    pharmacist = add_staff("pharmacist", shop.branch_id)
    with pytest.raises(NotPermitted):
        open_account(
            actor=pharmacist,
            branch_id=shop.branch_id,
            account=given(CreditAccountNew, holder=given(CreditHolder, name="Klinik")),
        )

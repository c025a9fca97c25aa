"""What is kept about somebody of the staff is given out, on record."""

from __future__ import annotations

import json

import pytest

from tests.support.shop import add_staff, open_shop
from tests.support.staff import keep
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotPermitted
from theriac.domains.accounts.commands.leavers.export import FORMAT, export_person

pytestmark = pytest.mark.django_db


def test_account_roles_and_acts_are_given_out_on_record() -> None:
    shop = open_shop()
    dewi = add_staff("cashier", shop.branch_id, "dewi")
    keep(dewi.id, email="dewi@apotek.example")

    content = export_person(actor=shop.owner, user_id=dewi.id)

    assert json.loads(json.dumps(content))["format"] == FORMAT
    account = content["account"]
    assert (account["name"], account["sign_in_name"]) == ("Dewi", "dewi")
    assert account["email"] == "dewi@apotek.example"
    assert [one["role"] for one in content["roles"]] == ["cashier"]
    record = AuditRecord.objects.get(reason="exported")
    assert "Dewi" not in str(record.facts)
    with pytest.raises(NotPermitted):
        export_person(actor=dewi, user_id=dewi.id)

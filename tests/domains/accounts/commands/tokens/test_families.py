"""A sign-in of a program begins and ends; each leaves its record."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.support.shop import Shop, add_staff
from theriac.core.audit.models import AuditRecord
from theriac.domains.accounts.commands.tokens.families import end_family, start_family
from theriac.domains.accounts.models import RefreshToken, TokenFamily

pytestmark = pytest.mark.django_db


def test_a_family_names_its_person_installation_and_end(shop: Shop) -> None:
    client_id = uuid4()

    issued = start_family(actor=shop.owner, client_id=client_id, client_name="Rekap harian")

    family = TokenFamily.objects.get(id=issued.family_id)
    assert (family.user_id, family.client_id, family.client_name) == (
        shop.owner.id,
        client_id,
        "Rekap harian",
    )
    assert (family.ends_at - family.started_at).days == 30
    assert RefreshToken.objects.get().place == 1
    record = AuditRecord.objects.get(command="accounts.start_family")
    assert (record.actor_id, record.object_id) == (shop.owner.id, family.id)


def test_nobody_ends_anothers_family(shop: Shop) -> None:
    cashier = add_staff("cashier", shop.branch_id)
    issued = start_family(actor=shop.owner, client_id=uuid4(), client_name="")

    with pytest.raises(TokenFamily.DoesNotExist):
        end_family(actor=cashier, family_id=issued.family_id, why="signed out")
    assert end_family(actor=shop.owner, family_id=issued.family_id, why="signed out")
    assert not end_family(actor=shop.owner, family_id=issued.family_id, why="signed out")

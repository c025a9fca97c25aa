"""What verify says of sets whose lines or state were changed by SQL."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.support.clinical import PAIR, a_set, pharmacist
from tests.support.shop import open_shop
from tests.support.triggers import lifted
from theriac.core.verification.registry import run_checks
from theriac.domains.clinical.commands.force import put_in_force
from theriac.domains.clinical.models import KnowledgeLine, KnowledgeSet


def violations() -> set[str]:
    found = [one for one in run_checks() if one.name == "clinical.sets"]
    return {violation.code for one in found for violation in one.violations}


@pytest.mark.django_db(transaction=True)
def test_changed_lines_and_states_are_found() -> None:
    shop = open_shop()
    actor = pharmacist(shop)
    set_id = a_set(actor, PAIR)
    put_in_force(actor=actor, set_id=set_id, reason="reviewed")
    assert violations() == set()
    with lifted(connection, [KnowledgeLine]):
        KnowledgeLine.objects.update(tier=3)
        KnowledgeSet.objects.update(state="withdrawn")
    assert violations() == {"clinical.lines_changed", "clinical.state_differs"}

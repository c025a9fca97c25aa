"""Counts that a device tells: of rules that a set here has, named or by what they join."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.clinical import PAIR, a_set, pharmacist
from tests.support.shop import Shop
from theriac.core.actor import SYSTEM
from theriac.domains.clinical.commands.count import AlertsCounted, settle_refused, take_alert_counts
from theriac.domains.clinical.models import AlertCount

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-16")]


def test_a_rule_without_a_name_is_known_by_its_line(shop: Shop) -> None:
    a_set(pharmacist(shop), replace(PAIR, rule=""))
    told = [
        AlertsCounted(
            on=shop.today,
            check="interactions",
            set_name="Licensed",
            rule=rule,
            tier=2,
            shown=3,
            answered=1,
            heeded=2,
        )
        for rule in ("pair:warfarin:vitamin k", "pair:warfarin:aspirin", "r1")
    ]
    for _time in range(2):
        take_alert_counts(actor=shop.owner, branch_id=shop.branch_id, source="till", told=told)
    row = AlertCount.objects.get()
    assert (row.rule, row.shown, row.answered, row.heeded) == (told[0].rule, 3, 1, 2)
    assert settle_refused(actor=SYSTEM, heeded=[], others=[]) == 0

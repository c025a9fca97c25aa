"""A rule's tier at this pharmacy: on the server, on devices, and given back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.clinical import ANSWERED, PAIR, a_generic, a_set, an_answer, pharmacist
from tests.support.shop import Shop, add_staff
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotFound, NotPermitted, Unprocessable
from theriac.domains.clinical.basket import Basket, CheckedMedicine
from theriac.domains.clinical.commands.force import put_in_force
from theriac.domains.clinical.commands.weigh import weigh_rule
from theriac.domains.clinical.problems import WeighedAlready
from theriac.domains.clinical.queries.basket import check_basket
from theriac.domains.clinical.queries.knowledge import sets_for_devices
from theriac.domains.clinical.queries.report import answers_by_rule
from theriac.domains.clinical.rules.kinds import CheckKind, Tier
from theriac.domains.clinical.rules.weights import RuleName

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-16")]


def tier_now(shop: Shop, medicines: list[CheckedMedicine]) -> list[int]:
    basket = Basket(medicines)
    result = check_basket(actor=shop.owner, branch_id=shop.branch_id, basket=basket)
    return [int(one.tier) for one in result.alerts]


def test_a_demoted_rule_counts_everywhere_until_it_is_given_back(shop: Shop) -> None:
    rina = pharmacist(shop)
    put_in_force(actor=rina, set_id=a_set(rina, PAIR), reason="reviewed")
    asked = []
    for name in ("Warfarin", "Vitamin K"):
        medicine = a_generic(shop, name, (name, "1 mg"))
        asked.append(CheckedMedicine(key=name, product_id=medicine.id, substances=[]))
    an_answer(shop)
    before = sets_for_devices(shop.today)
    assert tier_now(shop, asked) == [2]

    weigh_rule(actor=rina, rule=ANSWERED, tier=Tier.NOTE, reason="always monitored here")
    told = sets_for_devices(shop.today)
    assert tier_now(shop, asked) == [3]
    assert told.version != before.version
    assert told.weights == {ANSWERED: Tier.NOTE}
    facts = AuditRecord.objects.get(object_kind="clinical.weight").facts
    assert (facts["before"], facts["after"]) == ({"tier": None}, {"tier": 3})
    with pytest.raises(WeighedAlready):
        weigh_rule(actor=rina, rule=ANSWERED, tier=Tier.NOTE, reason="again")

    weigh_rule(actor=rina, rule=ANSWERED, tier=None, reason="two bleedings")
    assert tier_now(shop, asked) == [2]
    assert sets_for_devices(shop.today).weights == {}


def test_only_who_decides_on_sets_weighs_a_rule_that_was_answered(shop: Shop) -> None:
    rina = pharmacist(shop)
    an_answer(shop)
    record = RuleName(CheckKind.ALLERGIES, "", "allergies")
    an_answer(shop, record)
    for role in ("manager", "technician", "cashier"):
        with pytest.raises(NotPermitted):
            weigh_rule(
                actor=add_staff(role, shop.branch_id), rule=ANSWERED, tier=Tier.NOTE, reason="x"
            )
    for rule in (record, ANSWERED._replace(rule="r2"), ANSWERED._replace(set_name="")):
        with pytest.raises(NotFound):
            weigh_rule(actor=rina, rule=rule, tier=Tier.NOTE, reason="x")
    with pytest.raises(Unprocessable):
        weigh_rule(actor=rina, rule=ANSWERED, tier=Tier.NOTE, reason=" ")


def test_answers_are_counted_by_rule_reason_and_person(shop: Shop) -> None:
    rina = pharmacist(shop)
    an_answer(shop)
    an_answer(shop, by=rina)
    an_answer(shop, reason="taken_before", by=rina)
    an_answer(shop, ANSWERED._replace(rule="r2"), days_ago=40)
    since = clock.now() - timedelta(days=31)
    (one,) = answers_by_rule(actor=rina, since=since)
    assert (one.rule, one.answered, one.weighed) == (ANSWERED, 3, None)
    assert one.reasons == {"prescriber_agreed": 2, "taken_before": 1}
    assert one.people == {rina.id: 2, shop.owner.id: 1}
    assert len(answers_by_rule(actor=rina, since=since - timedelta(days=31))) == 2

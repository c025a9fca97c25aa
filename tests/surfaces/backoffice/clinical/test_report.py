"""The report of answers, and a rule's severity from it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.support.backoffice import client_of
from tests.support.clinical import ANSWERED, an_answer, pharmacist
from tests.support.shop import Shop
from theriac.domains.clinical.models import RuleWeight
from theriac.domains.clinical.rules.kinds import CheckKind
from theriac.domains.clinical.rules.weights import RuleName

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-16")]


def test_the_report_counts_and_its_rule_gets_another_severity(shop: Shop) -> None:
    rina = pharmacist(shop)
    an_answer(shop)
    an_answer(shop, by=rina)
    an_answer(shop, RuleName(CheckKind.ALLERGIES, "Allergies", "allergies"), days_ago=40)
    client = client_of(shop, "pharmacist")
    report = reverse("backoffice:safety_report")
    rule = reverse("backoffice:safety_rule", args=[ANSWERED.id])

    page = client.get(report, {"months": "1"}).content.decode()
    assert "The prescriber knows and agrees: 2" in page
    assert rule in page
    assert ">Allergies<" not in page
    assert ">Allergies<" in client.get(report).content.decode()

    refused = client.post(rule, {"tier": "3", "reason": ""})
    assert refused.status_code == 422
    client.post(rule, {"tier": "3", "reason": "always monitored"})
    assert RuleWeight.objects.get().tier == 3
    page = client.get(report).content.decode()
    assert "changed here" in page
    assert "For information" in page
    client.post(rule, {"tier": "own", "reason": "two bleedings"})
    assert "changed here" not in client.get(report).content.decode()

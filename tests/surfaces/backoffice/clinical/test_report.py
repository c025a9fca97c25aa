"""The report of answers, and a rule's severity from it."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from tests.support.backoffice import client_of
from tests.support.clinical import ANSWERED, an_answer, pharmacist
from tests.support.shop import Shop
from theriac.domains.clinical.counts import add_counts
from theriac.domains.clinical.models import RuleWeight
from theriac.domains.clinical.rules.counted import RuleCounted
from theriac.domains.clinical.rules.kinds import CheckKind, Tier
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


def test_the_noisiest_rule_comes_first_and_goes_out_as_a_file(shop: Shop) -> None:
    """Shown, overridden, left out; a rule that nobody ever answered can be demoted too."""
    noisy = RuleName(CheckKind.DUPLICATES, "", "duplicate:same_atc4")
    figures = {ANSWERED: (10, 2, 8), noisy: (40, 38, 1), ANSWERED._replace(rule="r9"): (7, 0, 7)}
    for name, (shown, answered, heeded) in figures.items():
        one = RuleCounted(name, Tier.WARN, shown, answered, heeded)
        add_counts(shop.branch_id, "sales", [one])
    client = client_of(shop, "pharmacist")
    report = reverse("backoffice:safety_report")

    page = client.get(report).content.decode()
    rows = re.findall(r"Duplicate therapy: duplicate:same_atc4|Interactions: r\d", page)
    first, *others = rows
    assert first == "Duplicate therapy: duplicate:same_atc4"
    assert others == ["Interactions: r1", "Interactions: r9"]
    assert re.findall(r"(\d+)%", page) == ["95", "20", "0"]
    file = b"".join(client.get(report, {"export": "csv"}).streaming_content).decode("utf-8-sig")
    assert "Duplicate therapy,duplicate:same_atc4,,Warning,40,38,1,95%," in file

    rule = reverse("backoffice:safety_rule", args=[noisy.id])
    assert rule in page
    assert client.post(rule, {"tier": "3", "reason": "noise"}).status_code == 302
    assert RuleWeight.objects.get().rule == "duplicate:same_atc4"

"""Interventions counted over a period, by problem and outcome."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.interventions import intervene
from tests.support.shop import Shop
from theriac.core import clock
from theriac.domains.interventions.codes import CAUSE_GROUPS, CAUSES, PROBLEM_GROUPS, PROBLEMS
from theriac.domains.interventions.queries import count_interventions, list_interventions, summed
from theriac.domains.interventions.queries import of_outcome as outcome_is

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-19")]


def test_the_report_counts_by_problem_cause_and_outcome(shop: Shop) -> None:
    intervene(shop, note="1", outcome="accepted")
    intervene(shop, note="2", outcome="not_accepted")
    intervene(shop, note="3")
    intervene(shop, problem="costly", cause="cost", action="patient", outcome="accepted")
    intervene(shop, problem="unclear", cause="transfer", action="none")
    now = clock.now()
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    period = {"since": now - timedelta(days=1), "until": now + timedelta(days=1)}
    counts = count_interventions(**here, **period)
    assert sum(one.count for one in counts) == 5
    assert summed(counts, "problem") == {
        "adverse": {"all": 3, "accepted": 1, "not_accepted": 1, "": 1},
        "costly": {"all": 1, "accepted": 1},
        "unclear": {"all": 1, "": 1},
    }
    assert summed(counts, "action")["prescriber"]["all"] == 3
    rows = list_interventions(**here)
    assert rows.filter(outcome_is("open")).count() == 1
    assert rows.filter(outcome_is("accepted")).count() == 2
    before = {"since": now - timedelta(days=3), "until": now - timedelta(days=2)}
    assert count_interventions(**here, **before) == []


def test_each_code_is_in_one_group() -> None:
    for codes, groups in ((PROBLEMS, PROBLEM_GROUPS), (CAUSES, CAUSE_GROUPS)):
        assert sorted(code for group in groups.values() for code in group) == sorted(codes)

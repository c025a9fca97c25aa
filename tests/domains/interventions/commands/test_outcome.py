"""What came of an intervention is recorded once."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.support.interventions import intervene, intervention_of
from tests.support.patients import register
from tests.support.shop import Shop
from theriac.core.problems import Stale
from theriac.domains.interventions.commands.outcome import record_outcome
from theriac.domains.interventions.problems import (
    InterventionRefused,
    InterventionUnknown,
    OutcomeKnown,
)

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-19")]


@pytest.mark.parametrize("is_named", [True, False])
def test_the_outcome_is_recorded_once(shop: Shop, *, is_named: bool) -> None:
    made = intervene(shop, register(shop) if is_named else None)
    at = {"actor": shop.owner, "branch_id": shop.branch_id, "intervention_id": made}
    with pytest.raises(InterventionRefused):
        record_outcome(**at, version=1, outcome="maybe")
    with pytest.raises(Stale):
        record_outcome(**at, version=7, outcome="accepted")
    with pytest.raises(InterventionUnknown):
        record_outcome(**{**at, "intervention_id": uuid4()}, version=1, outcome="accepted")
    assert record_outcome(**at, version=1, outcome="partly", answer=" half the dose ") == 2
    for _again in range(2):
        with pytest.raises(OutcomeKnown) as refused:
            record_outcome(**at, version=2, outcome="accepted")
        assert refused.value.facts["outcome"] == "partly"
    kept = intervention_of(made)
    assert (kept.outcome, kept.answer, kept.outcome_by) == (
        "partly",
        "half the dose",
        shop.owner.id,
    )


def test_what_was_known_at_once_or_was_nothing_has_no_later_outcome(shop: Shop) -> None:
    known = intervene(shop, outcome="accepted")
    nothing = intervene(shop, action="none", prescriber_name="")
    at = {"actor": shop.owner, "branch_id": shop.branch_id, "version": 1, "outcome": "accepted"}
    with pytest.raises(OutcomeKnown):
        record_outcome(**at, intervention_id=known)
    with pytest.raises(InterventionRefused):
        record_outcome(**at, intervention_id=nothing)

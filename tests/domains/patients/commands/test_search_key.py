"""A new key for the hashes takes over while patients are registered and found."""

from __future__ import annotations

import pytest

from tests.support.jobs import run_due_jobs
from tests.support.patients import register
from tests.support.shop import open_shop
from theriac.core.actor import SYSTEM
from theriac.core.jobs.models import Job
from theriac.core.privacy.keyed_hashes import hash_keys
from theriac.core.verification.registry import run_checks
from theriac.domains.patients.commands.search_key import change_search_key, renew_tokens
from theriac.domains.patients.jobs import renew_search_tokens
from theriac.domains.patients.models import SearchToken
from theriac.domains.patients.queries.search import find_patients


@pytest.mark.rows("AUD-08")
@pytest.mark.django_db(transaction=True)
def test_hashes_are_renewed_online_with_progress() -> None:
    shop = open_shop()
    ids = [register(shop, f"Siti {letter}ni") for letter in "abcd"]
    old = set(SearchToken.objects.values_list("token", flat=True))
    keys = hash_keys()  # one, or what another test of this process left as well
    generation = keys[0].generation
    assert change_search_key(actor=SYSTEM) == generation + 1
    late = register(shop, "Siti Eni")
    renew_tokens(actor=SYSTEM, patient_ids=ids[:2])
    assert {row.id for row in find_patients("siti", "62")[0]} == {*ids, late}  # in the midst of it
    renew_search_tokens.enqueue()
    run_due_jobs()
    job = Job.objects.get(task__endswith="renew_search_tokens")
    assert (job.state, job.result) == ("succeeded", {"patients": 2, "keys_dropped": len(keys)})
    assert (job.done, job.total) == (2, 2)
    assert [key.generation for key in hash_keys()] == [generation + 1]
    assert old.isdisjoint(SearchToken.objects.values_list("token", flat=True))
    assert {row.id for row in find_patients("siti", "62")[0]} == {*ids, late}
    assert [check.name for check in run_checks(["patients.keys"]) if check.violations] == []

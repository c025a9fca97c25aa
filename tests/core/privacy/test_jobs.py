"""A new master key takes over while everything stays readable."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import override_settings

from tests.support.jobs import run_due_jobs
from tests.support.patients import register
from tests.support.shop import open_shop
from theriac.core.jobs.models import Job
from theriac.core.privacy.jobs import count_older, rewrap_if_needed
from theriac.core.privacy.keyed_hashes import hash_keys
from theriac.core.privacy.ports import KeyStore
from theriac.core.privacy.problems import Unreadable
from theriac.domains.patients.models import Patient

NEW = "n" * 48


@pytest.mark.rows("AUD-08")
@pytest.mark.django_db(transaction=True)
def test_master_keys_change_online_with_progress(own_store: KeyStore) -> None:
    shop = open_shop()
    ids = [register(shop, f"Person {letter}") for letter in "abc"]
    hashes = hash_keys()
    old = list(settings.MASTER_KEYS)
    assert not rewrap_if_needed()
    with override_settings(MASTER_KEYS=[NEW, *old]):
        older = count_older()
        assert older == 5  # three people, the owner and the key of the hashes
        assert rewrap_if_needed()
        late = register(shop, "Person d")  # while the job waits
        run_due_jobs()
        job = Job.objects.get(task__endswith="rewrap_keys")
        assert (job.state, job.result["rewrapped"]) == ("succeeded", older)
        assert (job.done, job.total) == (older, older)
        assert count_older() == 0
    with override_settings(MASTER_KEYS=[NEW]):
        names = [Patient.objects.get(id=one).names for one in [*ids, late]]
        assert names == ["Person a", "Person b", "Person c", "Person d"]
        assert hash_keys() == hashes
    with pytest.raises(Unreadable):
        _ = Patient.objects.get(id=late).names

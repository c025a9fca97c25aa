"""Who sees which jobs."""

from __future__ import annotations

import pytest

from tests.core.jobs import sample_tasks
from theriac.core.actor import Actor, ActorKind
from theriac.core.ids import new_id
from theriac.core.jobs.models import Job, JobState
from theriac.core.jobs.permissions import VIEW_JOBS
from theriac.core.jobs.queries import count_failed_jobs, get_job, list_jobs
from theriac.core.problems import NotFound
from theriac.core.telemetry.metrics import read_gauge

pytestmark = pytest.mark.django_db
OWNER = Actor(ActorKind.PERSON, new_id(), "Rina", grants={None: frozenset({VIEW_JOBS.code})})
CASHIER = Actor(ActorKind.PERSON, new_id(), "Budi")


def test_people_see_their_own_jobs_and_owners_all() -> None:
    own = sample_tasks.add.using(requested_by=CASHIER.id).enqueue(1, 2).id
    other = sample_tasks.add.enqueue(1, 2).id
    assert [str(job.id) for job in list_jobs(CASHIER)] == [own]
    assert [str(job.id) for job in list_jobs(OWNER)] == [other, own]
    foreign = Job.objects.get(id=other)
    assert get_job(OWNER, foreign.id) == foreign
    with pytest.raises(NotFound):
        get_job(CASHIER, foreign.id)


def test_failed_jobs_are_counted_and_shown_as_a_gauge() -> None:
    sample_tasks.add.enqueue(1, 2)
    sample_tasks.add.enqueue(1, 2)
    Job.objects.filter(id=Job.objects.latest("id").id).update(state=JobState.FAILED)
    assert (count_failed_jobs(), read_gauge("failed_jobs")) == (1, 1)

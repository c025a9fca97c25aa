"""Jobs are done once, in turn, and are forgotten; whatever dies when."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from theriac_engine.service.clients import Client, add_client, client_named
from theriac_engine.service.jobs import Jobs, KeyReused, Order, TooManyWaiting
from theriac_engine.service.settings import Settings
from theriac_engine.service.store import InUse, Store, only_one

pytestmark = pytest.mark.rows("PUR-04")
HOUR = 3600


class Clock:
    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def jobs(tmp_path: Path, clock: Clock) -> Iterator[Jobs]:
    store = Store(tmp_path)
    yield Jobs(store, Settings(data=tmp_path, max_waiting=3, max_tries=2, keep_hours=5), clock)
    store.close()


def client(jobs: Jobs, name: str = "one") -> Client:
    add_client(jobs.store, name, ["https://shop.example"])
    found = client_named(jobs.store, name)
    assert found is not None
    return found


def order(key: str, data: bytes = b"a", kind: str = "offer") -> Order:
    return Order(kind, key, data)


def started_anew(jobs: Jobs) -> Jobs:
    """The jobs as the next engine in the same folder finds them."""
    jobs.store.close()
    return Jobs(Store(jobs.store.folder), jobs._settings, jobs._clock)


def test_a_job_and_its_document_survive_a_restart(jobs: Jobs) -> None:
    one = client(jobs)
    submitted, is_new = jobs.submit(one, order("a", b"offer"))
    again = started_anew(jobs)
    assert is_new
    assert again.recover() == 0
    taken = again.take()
    assert taken is not None
    assert taken["id"] == submitted["id"]
    assert again.store.document(taken["id"]).read_bytes() == b"offer"
    again.store.close()


def test_what_was_running_is_taken_again_and_given_up_in_the_end(jobs: Jobs) -> None:
    one = client(jobs)
    job = jobs.submit(one, Order("offer", "a", b"a", "https://shop.example/hook"))[0]["id"]
    for tries in (1, 2):
        taken = jobs.take()
        assert taken is not None
        assert taken["tries"] == tries
        jobs = started_anew(jobs)
        assert jobs.recover() == (tries == 1)
    ended = jobs.get(one, job)
    assert ended is not None
    assert (ended["state"], ended["failure"], ended["tries"]) == ("failed", "given_up", 2)
    assert ended["callback_due_at"] is not None
    assert jobs.take() is None
    jobs.store.close()


def test_a_job_ends_once_and_its_document_goes(jobs: Jobs) -> None:
    one = client(jobs)
    job = jobs.submit(one, order("a"))[0]["id"]
    assert not jobs.end(job, {"lines": []}, None)  # nobody took it
    jobs.take()
    assert jobs.end(job, {"lines": []}, None)
    assert not jobs.end(job, None, "crashed")
    assert jobs.counts() == {"done": 1}
    assert list(jobs.store.documents.iterdir()) == []


def test_a_job_that_was_deleted_while_it_was_read_stays_gone(jobs: Jobs) -> None:
    one = client(jobs)
    job = jobs.submit(one, order("a"))[0]["id"]
    jobs.take()
    assert jobs.delete(one, job)
    assert not jobs.end(job, {"lines": []}, None)
    assert jobs.get(one, job) is None


def test_the_same_request_many_times_at_once_is_one_job(jobs: Jobs) -> None:
    one = client(jobs)

    def submit(_number: int) -> str:
        try:
            return str(jobs.submit(one, order("a", b"x" * 1000))[0]["id"])
        finally:
            jobs.store.close()

    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(submit, range(24)))) == 1
    assert len(list(jobs.store.documents.iterdir())) == 1


def test_a_key_stands_for_one_content(jobs: Jobs) -> None:
    one = client(jobs)
    jobs.submit(one, order("a"))
    with pytest.raises(KeyReused):
        jobs.submit(one, order("a", b"other"))
    with pytest.raises(KeyReused):
        jobs.submit(one, order("a", kind="delivery_invoice"))


def test_a_client_waits_with_so_many_documents_and_no_more(jobs: Jobs) -> None:
    one, other = client(jobs), client(jobs, "other")
    for key in "abc":
        jobs.submit(one, order(key))
    with pytest.raises(TooManyWaiting):
        jobs.submit(one, order("d"))
    jobs.submit(other, order("d"))
    assert jobs.counts() == {"queued": 4}


def test_no_client_waits_for_all_documents_of_another(jobs: Jobs, clock: Clock) -> None:
    one, other = client(jobs), client(jobs, "other")
    for key in "abc":
        clock.now += 1
        jobs.submit(one, order(key))
    clock.now += 1
    jobs.submit(other, order("a"))
    taken = [jobs.take() for _ in range(4)]
    assert [row["client"] for row in taken if row] == ["one", "other", "one", "one"]


def test_a_job_is_forgotten_with_all_that_it_has(jobs: Jobs, clock: Clock) -> None:
    one = client(jobs)
    job = jobs.submit(one, order("a"))[0]["id"]
    clock.now += 4 * HOUR
    later = jobs.submit(one, order("b"))[0]["id"]
    clock.now += HOUR + 1
    assert jobs.forget() == 1
    assert jobs.get(one, job) is None
    assert [path.name for path in jobs.store.documents.iterdir()] == [later]


def test_two_engines_never_work_in_one_folder(jobs: Jobs) -> None:
    owner = only_one(jobs.store.folder)
    with pytest.raises(InUse):
        only_one(jobs.store.folder)
    owner.close()
    only_one(jobs.store.folder).close()


def test_only_this_account_reads_what_waits(jobs: Jobs) -> None:
    job = jobs.submit(client(jobs), order("a"))[0]["id"]
    modes = [path.stat().st_mode & 0o077 for path in (jobs.store.document(job), jobs.store._path)]
    assert modes == [0, 0]

"""Callbacks are tried again with the same id and content, go nowhere else, and end in the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.running import Receiver, receiving
from tests.engine.service.test_jobs import Clock
from theriac_engine.service.callbacks import PAUSES, Callbacks, signature
from theriac_engine.service.clients import add_client, client_named, origin_of
from theriac_engine.service.jobs import Jobs, Order
from theriac_engine.service.settings import Settings
from theriac_engine.service.store import Store

pytestmark = pytest.mark.rows("PUR-04")


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def callbacks(tmp_path: Path, clock: Clock, receiver: Receiver) -> Iterator[Callbacks]:
    """With one job that has ended and is to be told of."""
    store = Store(tmp_path)
    add_client(store, "one", [receiver.address])
    one = client_named(store, "one")
    assert one is not None
    jobs = Jobs(store, Settings(data=tmp_path), clock)
    job, _ = jobs.submit(one, Order("offer", "a", b"a", f"{receiver.address}/hook"))
    jobs.take()
    jobs.end(job["id"], {"lines": []}, None)
    yield Callbacks(store, clock)
    store.close()


def test_a_signature_is_as_standard_webhooks_gives_it() -> None:
    """The example of the specification's own libraries."""
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    body = b'{"test": 2432232314}'
    assert signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body) == (
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    )


def test_a_lost_callback_is_sent_again_with_the_same_id_and_content(
    callbacks: Callbacks, receiver: Receiver, clock: Clock
) -> None:
    receiver.statuses = [500, 302, 204]
    receiver.location = f"{receiver.address}/elsewhere"
    sent = []
    for pause in (0, PAUSES[0], PAUSES[1], 10**6):
        clock.now += pause - 1
        sent.append(callbacks.send_due() if pause else 0)
        clock.now += 1
        sent.append(callbacks.send_due())
    assert sent == [0, 0, 0, 0, 0, 1, 0, 0]
    heads = [head for head, _ in receiver.messages]
    assert len(heads) == 3  # a redirect isn't followed, and what was taken isn't sent again
    assert len({head["webhook-id"] for head in heads}) == 1
    assert len({body for _, body in receiver.messages}) == 1
    assert len({head["webhook-timestamp"] for head in heads}) == 3


def test_what_was_to_be_told_when_the_engine_ended_the_next_one_tells(
    callbacks: Callbacks, receiver: Receiver, clock: Clock, tmp_path: Path
) -> None:
    receiver.statuses = [500, 204]
    assert callbacks.send_due() == 0
    clock.now += PAUSES[0]
    after = Store(tmp_path)
    try:
        assert [Callbacks(after, clock).send_due() for _ in range(3)] == [1, 0, 0]
    finally:
        after.close()
    first, second = (head["webhook-id"] for head, _ in receiver.messages)
    assert first == second


def test_a_callback_that_nobody_takes_is_given_up(
    callbacks: Callbacks, receiver: Receiver, clock: Clock
) -> None:
    receiver.statuses = [503] * 100
    for _ in range(20):
        callbacks.send_due()
        clock.now += max(PAUSES)
    assert len(receiver.messages) == len(PAUSES) + 1


def test_a_client_whose_address_went_is_called_no_more(
    callbacks: Callbacks, receiver: Receiver
) -> None:
    with callbacks._store.writing() as connection:
        connection.execute("UPDATE client SET origins = '[]'")
    assert callbacks.send_due() == 0
    assert callbacks.send_due() == 0
    assert receiver.messages == []


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://shop.example/hook", "https://shop.example:443"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000"),
        ("https://shop.example@inner/", None),
        ("file:///etc/passwd", None),
        ("https://shop.example:99999/", None),
        ("//shop.example/", None),
    ],
)
def test_an_origin_is_scheme_host_and_port(url: str, origin: str | None) -> None:
    assert origin_of(url) == origin

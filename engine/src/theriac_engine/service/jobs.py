"""Jobs from their arrival to their end: queued, running, done or failed; forgotten in the end.

A job is done once, whatever dies when: its end is written in one statement that only a running job
takes. One that was running when the engine died is queued again, and given up after so many tries.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from theriac_engine.service.clients import Client
from theriac_engine.service.lessons import NONE
from theriac_engine.service.settings import Settings
from theriac_engine.service.store import Store

Clock = Callable[[], float]


class TooManyWaiting(Exception):
    """The client has as many jobs waiting as it may."""


class KeyReused(Exception):
    """The idempotency key stands for another document, kind, callback or headings."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a client asks for."""

    kind: str
    idempotency_key: str
    data: bytes
    callback: str | None = None
    headings: str = NONE
    """What its headings mean, as ``lessons_of`` writes it."""

    @property
    def digest(self) -> str:
        """The document's SHA-256."""
        return hashlib.sha256(self.data).hexdigest()


class Jobs:
    """All jobs of an engine."""

    def __init__(self, store: Store, settings: Settings, clock: Clock = time.time) -> None:
        self.store = store
        self._settings = settings
        self._clock = clock

    def submit(self, client: Client, order: Order) -> tuple[sqlite3.Row, bool]:
        """The job of this order, and whether it is new. Raises KeyReused, TooManyWaiting."""
        found = self._same(client, order)
        if found is not None:
            return found, False
        job = str(uuid.uuid4())
        self.store.keep_document(job, order.data)
        try:
            return self._insert(client, order, job)
        except BaseException:
            self.store.document(job).unlink(missing_ok=True)
            raise

    def _insert(self, client: Client, order: Order, job: str) -> tuple[sqlite3.Row, bool]:
        with self.store.writing() as connection:
            found = self._same(client, order)
            if found is not None:  # the same request came twice at once
                self.store.document(job).unlink(missing_ok=True)
                return found, False
            waiting = connection.execute(
                "SELECT count(*) FROM job WHERE client = ? AND state IN ('queued', 'running')",
                (client.name,),
            ).fetchone()[0]
            if waiting >= self._settings.max_waiting:
                raise TooManyWaiting
            connection.execute(
                "INSERT INTO job (id, client, idempotency_key, digest, kind, state, created_at,"
                " callback, headings) VALUES (?, ?, ?, ?, ?, 'queued', ?, ?, ?)",
                (
                    job,
                    client.name,
                    order.idempotency_key,
                    order.digest,
                    order.kind,
                    self._clock(),
                    order.callback,
                    order.headings,
                ),
            )
        row = self.get(client, job)
        assert row is not None  # noqa: S101 (just written)
        return row, True

    def _same(self, client: Client, order: Order) -> sqlite3.Row | None:
        row = (
            self.store.reading()
            .execute(
                "SELECT * FROM job WHERE client = ? AND idempotency_key = ?",
                (client.name, order.idempotency_key),
            )
            .fetchone()
        )
        if row is None:
            return None
        said = order.digest, order.kind, order.callback, order.headings
        if (row["digest"], row["kind"], row["callback"], row["headings"]) != said:
            raise KeyReused
        found: sqlite3.Row = row
        return found

    def get(self, client: Client, job: str) -> sqlite3.Row | None:
        """A client's own job; None for another's, as if it weren't there."""
        found: sqlite3.Row | None = (
            self.store.reading()
            .execute("SELECT * FROM job WHERE id = ? AND client = ?", (job, client.name))
            .fetchone()
        )
        return found

    def delete(self, client: Client, job: str) -> bool:
        """Forget a job with its document and result; whether there was one."""
        with self.store.writing() as connection:
            gone = connection.execute(
                "DELETE FROM job WHERE id = ? AND client = ?", (job, client.name)
            ).rowcount
        if gone:
            self.store.document(job).unlink(missing_ok=True)
        return bool(gone)

    def take(self) -> sqlite3.Row | None:
        """The next job, now running: the oldest of the client that has the fewest running."""
        with self.store.writing() as connection:
            row: sqlite3.Row | None = connection.execute(
                "UPDATE job SET state = 'running', tries = tries + 1 WHERE id = ("
                " SELECT id FROM job AS waiting WHERE state = 'queued' ORDER BY (SELECT count(*)"
                " FROM job AS other WHERE other.client = waiting.client"
                " AND other.state = 'running'), created_at, id LIMIT 1) RETURNING *"
            ).fetchone()
            return row

    def end(self, job: str, result: dict[str, Any] | None, failure: str | None) -> bool:
        """Write how a running job ended; False where it was deleted meanwhile."""
        now = self._clock()
        text = None if result is None else json.dumps(result, ensure_ascii=False)
        with self.store.writing() as connection:
            ended = connection.execute(
                "UPDATE job SET state = ?, result = ?, failure = ?, finished_at = ?,"
                " callback_due_at = iif(callback IS NULL, NULL, ?)"
                " WHERE id = ? AND state = 'running'",
                ("failed" if failure else "done", text, failure, now, now, job),
            ).rowcount
        self.store.document(job).unlink(missing_ok=True)
        return bool(ended)

    def recover(self) -> int:
        """After a start: queue again what was running when the engine died; how many."""
        now = self._clock()
        with self.store.writing() as connection:
            connection.execute(
                "UPDATE job SET state = 'failed', failure = 'given_up', finished_at = ?,"
                " callback_due_at = iif(callback IS NULL, NULL, ?)"
                " WHERE state = 'running' AND tries >= ?",
                (now, now, self._settings.max_tries),
            )
            again = connection.execute(
                "UPDATE job SET state = 'queued' WHERE state = 'running'"
            ).rowcount
        self._sweep_documents()
        return again

    def forget(self) -> int:
        """Forget what is older than an operator keeps; how many jobs."""
        old = self._clock() - self._settings.keep_hours * 3600
        with self.store.writing() as connection:
            gone = connection.execute("DELETE FROM job WHERE created_at < ?", (old,)).rowcount
        if gone:
            self._sweep_documents()
        return gone

    def _sweep_documents(self) -> None:
        """Remove documents whose job is over or gone, such as after a kill between the two."""
        rows = self.store.reading().execute(
            "SELECT id FROM job WHERE state IN ('queued', 'running')"
        )
        needed = {row["id"] for row in rows}
        for path in self.store.documents.iterdir():
            if path.name not in needed and self._clock() - path.stat().st_mtime > 60:
                path.unlink(missing_ok=True)

    def counts(self) -> dict[str, int]:
        """How many jobs are in each state."""
        rows = self.store.reading().execute(
            "SELECT state, count(*) AS many FROM job GROUP BY state"
        )
        return {row["state"]: row["many"] for row in rows}

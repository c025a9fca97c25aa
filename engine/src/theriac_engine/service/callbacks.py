"""Tells a client that a job has ended: signed as Standard Webhooks say, and tried again.

The message names the job and its state and holds nothing of the document; the client fetches it.
Its `webhook-id` is the job's and the same at each try, so that a receiver takes it once. Only
origins that the operator allowed are called, no redirect is followed, no answer is read.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import json
import logging
import sqlite3
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import IO

from theriac_engine.service.clients import SECRET_START, client_named
from theriac_engine.service.jobs import Clock
from theriac_engine.service.store import Store

TYPE = "theriac.engine.job.finished"
PAUSES = (5, 30, 120, 600, 1800, 3600, 7200, 14400)
"""Seconds before the second try and each further one; after the last the client has to ask."""
TIMEOUT = 10.0
LOG = logging.getLogger("theriac_engine")


def signature(secret: str, message: str, timestamp: int, body: bytes) -> str:
    """The `webhook-signature`: v1, HMAC-SHA256 over ``id.timestamp.body``."""
    key = base64.b64decode(secret.removeprefix(SECRET_START))
    signed = hmac.new(key, f"{message}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(signed).decode()}"


def message(job: sqlite3.Row) -> bytes:
    """The body: the same bytes at each try."""
    ended = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(job["finished_at"]))
    data = {"job": job["id"], "kind": job["kind"], "state": job["state"]}
    return json.dumps({"type": TYPE, "timestamp": ended, "data": data}).encode()


class Callbacks:
    """Sends what is due."""

    def __init__(self, store: Store, clock: Clock = time.time) -> None:
        self._store = store
        self._clock = clock

    def send_due(self) -> int:
        """Try each callback that is due; how many were taken by their receivers."""
        due = self._store.reading().execute(
            "SELECT * FROM job WHERE callback_due_at <= ? ORDER BY callback_due_at LIMIT 20",
            (self._clock(),),
        )
        return sum(self._send(job) for job in due.fetchall())

    def _send(self, job: sqlite3.Row) -> bool:
        client = client_named(self._store, job["client"])
        if client is None or not client.may_be_called_at(job["callback"]):
            self._note(job, None)
            return False
        body, now = message(job), int(self._clock())
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "theriac-engine",
            "webhook-id": f"job_{job['id']}",
            "webhook-timestamp": str(now),
            "webhook-signature": signature(client.webhook_secret, f"job_{job['id']}", now, body),
        }
        is_taken = post(job["callback"], body, headers)
        tries = job["callback_tries"]
        pause = PAUSES[tries] if tries < len(PAUSES) else None
        due = None if is_taken or pause is None else self._clock() + pause
        if not is_taken and due is None:
            LOG.warning("callback of job %s given up after %s tries", job["id"], tries + 1)
        self._note(job, due)
        return is_taken

    def _note(self, job: sqlite3.Row, due: float | None) -> None:
        with self._store.writing() as connection:
            connection.execute(
                "UPDATE job SET callback_tries = callback_tries + 1, callback_due_at = ?"
                " WHERE id = ?",
                (due, job["id"]),
            )


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> None:
        return None


def post(url: str, body: bytes, headers: Mapping[str, str]) -> bool:
    """Whether the receiver answered with a 2xx."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect())
    request = urllib.request.Request(url, body, dict(headers), method="POST")  # noqa: S310 (checked)
    try:
        with opener.open(request, timeout=TIMEOUT) as reply:
            return bool(200 <= reply.status < 300)
    except (urllib.error.URLError, OSError, http.client.HTTPException, ValueError):
        return False

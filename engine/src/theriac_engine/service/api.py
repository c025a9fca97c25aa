"""The HTTP API, as a WSGI application: `contracts/engine.openapi.json` describes it."""

from __future__ import annotations

import datetime
import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

from theriac_engine import CONTRACT, VERSION
from theriac_engine.service.clients import Client, client_of
from theriac_engine.service.jobs import KeyReused, Order, TooManyWaiting
from theriac_engine.service.lessons import NONE, lessons_of
from theriac_engine.service.problems import ApiProblem
from theriac_engine.service.reasons import sentence
from theriac_engine.service.settings import Settings
from theriac_engine.service.workers import Workers, can_recognise

Environ = Mapping[str, Any]
Answer = tuple[int, dict[str, Any] | None, list[tuple[str, str]]]
KINDS = frozenset({"offer", "delivery_invoice"})
JOB = re.compile(r"^/v1/jobs/([0-9a-f-]{36})$")
LONGEST_KEY = 200
LONGEST_URL = 2000


class Api:
    """Answers requests; reading happens elsewhere."""

    def __init__(self, workers: Workers, settings: Settings) -> None:
        self._workers = workers
        self._jobs = workers.jobs
        self._settings = settings

    def __call__(self, environ: Environ, start: Callable[..., object]) -> Iterable[bytes]:
        """WSGI."""
        try:
            status, body, headers = self._answer(environ)
            kind = "application/json"
        except ApiProblem as problem:
            status, body, headers = problem.status, problem.as_json(), _headers(problem)
            kind = "application/problem+json"
        data = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
        headers += [("Content-Length", str(len(data))), ("Cache-Control", "no-store")]
        headers += [("X-Content-Type-Options", "nosniff"), ("Engine-Contract", CONTRACT)]
        if body is not None:
            headers.append(("Content-Type", kind))
        start(f"{status} {HTTPStatus(status).phrase}", headers)
        return [data]

    def _answer(self, environ: Environ) -> Answer:
        method, path = environ["REQUEST_METHOD"], environ.get("PATH_INFO", "")
        if path == "/v1/health":
            _only(method, "GET")
            return 200, self._health(), []
        client = self._client(environ)
        if path == "/v1/jobs":
            _only(method, "POST")
            return self._submit(client, environ)
        found = JOB.match(path)
        if found is None:
            raise ApiProblem(404, "not_found", "There is nothing at this address.")
        _only(method, "GET", "DELETE")
        return self._delete(client, found[1]) if method == "DELETE" else self._get(client, found[1])

    def _health(self) -> dict[str, Any]:
        counts = self._jobs.counts()
        return {
            "status": "ok",
            "contract": CONTRACT,
            "version": VERSION,
            "recognition": can_recognise(),
            "queued": counts.get("queued", 0),
            "running": counts.get("running", 0),
        }

    def _client(self, environ: Environ) -> Client:
        scheme, _, key = environ.get("HTTP_AUTHORIZATION", "").partition(" ")
        client = client_of(self._jobs.store, key.strip()) if scheme.casefold() == "bearer" else None
        if client is None:
            raise ApiProblem(401, "unauthorised", "Send this engine's key as a bearer token.")
        return client

    def _submit(self, client: Client, environ: Environ) -> Answer:
        order = self._order(client, environ)
        try:
            job, is_new = self._jobs.submit(client, order)
        except KeyReused as problem:
            raise ApiProblem(
                422,
                "idempotency_key_reused",
                "This key was sent with other content. Use a new one.",
            ) from problem
        except TooManyWaiting as problem:
            raise ApiProblem(
                429, "too_many_waiting", "Too many documents wait. Try again in a minute."
            ) from problem
        if is_new:
            self._workers.wake()
        return 202 if is_new else 200, self._told(job), [("Location", f"/v1/jobs/{job['id']}")]

    def _order(self, client: Client, environ: Environ) -> Order:
        asked = parse_qs(environ.get("QUERY_STRING", ""))
        kind = asked.get("kind", [""])[0]
        if kind not in KINDS:
            raise ApiProblem(422, "kind", "Say kind=offer or kind=delivery_invoice.")
        key = environ.get("HTTP_IDEMPOTENCY_KEY", "")
        if not 1 <= len(key) <= LONGEST_KEY:
            raise ApiProblem(
                400, "idempotency_key", "Send an Idempotency-Key of 1 to 200 characters."
            )
        callback = asked.get("callback", [None])[0]
        if callback is not None and not (
            len(callback) <= LONGEST_URL and client.may_be_called_at(callback)
        ):
            raise ApiProblem(
                422, "callback", "The callback isn't at an address that this key may be called at."
            )
        return Order(kind, key, self._body(environ), callback, _lessons(asked))

    def _body(self, environ: Environ) -> bytes:
        most = self._settings.max_bytes
        text = environ.get("CONTENT_LENGTH") or ""
        length = int(text) if text.isdigit() else 0
        if length > most:
            raise ApiProblem(413, "too_large", f"The file is larger than {most} bytes.")
        data: bytes = environ["wsgi.input"].read(length)
        if not data:
            raise ApiProblem(422, "empty", "The file is empty.")
        return data

    def _get(self, client: Client, job: str) -> Answer:
        found = self._jobs.get(client, job)
        if found is None:
            raise _no_job()
        return 200, self._told(found), []

    def _delete(self, client: Client, job: str) -> Answer:
        if not self._jobs.delete(client, job):
            raise _no_job()
        return 204, None, []

    def _told(self, job: sqlite3.Row) -> dict[str, Any]:
        """A job as the contract's ``Job``."""
        code = job["failure"]
        return {
            "id": job["id"],
            "kind": job["kind"],
            "state": job["state"],
            "sha256": job["digest"],
            "tries": job["tries"],
            "created_at": _instant(job["created_at"]),
            "finished_at": _instant(job["finished_at"]) if job["finished_at"] else None,
            "forgotten_at": _instant(job["created_at"] + self._settings.keep_hours * 3600),
            "document": json.loads(job["result"]) if job["result"] else None,
            "failure": {"code": code, "detail": sentence(code)} if code else None,
        }


def _lessons(asked: Mapping[str, list[str]]) -> str:
    try:
        return lessons_of(asked["headings"][0]) if "headings" in asked else NONE
    except ValueError as problem:
        raise ApiProblem(
            422, "headings", "Send headings as a list of a heading and its field each."
        ) from problem


def _no_job() -> ApiProblem:
    return ApiProblem(404, "no_job", "There is no such job. It may have been deleted or forgotten.")


def _only(method: str, *allowed: str) -> None:
    if method not in allowed:
        raise ApiProblem(405, "method", f"Use {' or '.join(allowed)} here.")


def _headers(problem: ApiProblem) -> list[tuple[str, str]]:
    if problem.status == 401:
        return [("WWW-Authenticate", "Bearer")]
    return [("Retry-After", "60")] if problem.status == 429 else []


def _instant(seconds: float) -> str:
    instant = datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    return instant.isoformat(timespec="milliseconds").replace("+00:00", "Z")

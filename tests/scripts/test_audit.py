"""The audit says what is known, and says so where nobody could be asked."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from tests.support.programs import own_port
from tests.support.scripts import script

Result = dict[str, Any]


@contextmanager
def advisories(
    known: dict[str, list[Result]], *, status: int = 200, answers: int | None = None
) -> Iterator[tuple[str, list[str]]]:
    """A service that answers each package by turns with its results; and what it was asked."""
    asked: list[str] = []

    class Service(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            purls = [one["package"]["purl"] for one in body["queries"]]
            asked.extend(purls)
            results = [known[purl].pop(0) if known.get(purl) else {} for purl in purls]
            answer = json.dumps({"results": results[:answers]}).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with HTTPServer(("127.0.0.1", 0), Service) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()


def audit(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], at: str, *given: str
) -> tuple[int, str]:
    """How it ended, and what it said."""
    monkeypatch.setattr(sys, "argv", ["audit.py", "--service", at, *given])
    code = script("audit").main()
    said = capsys.readouterr()
    return code, said.out + said.err


def test_a_known_hole_is_named_and_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    django = next(purl for purl in script("audit").packages(every=False) if "/django@" in purl)
    first = {"vulns": [{"id": "GHSA-1"}], "next_page_token": "more"}
    with advisories({django: [first, {"vulns": [{"id": "GHSA-2"}]}]}) as (at, asked):
        code, said = audit(monkeypatch, capsys, at)
    assert code == 1
    assert f"{django}: GHSA-1, https://osv.dev/GHSA-1\n{django}: GHSA-2" in said
    assert {"pkg:npm/bootstrap@5.3.8", django} <= set(asked)
    assert not [purl for purl in asked if "/pytest@" in purl]


def test_nothing_known_passes_and_says_how_many_were_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with advisories({}) as (at, asked):
        code, said = audit(monkeypatch, capsys, at, "--every")
    assert (code, said) == (0, f"{len(asked)} packages asked of {at}, 0 advisories.\n")
    assert [purl for purl in asked if "/pytest@" in purl]


def test_where_nobody_can_be_asked_it_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = audit(monkeypatch, capsys, f"http://127.0.0.1:{own_port()}")
    assert code == 2
    assert said.startswith("NOT AUDITED: ")
    assert "Connect this machine" in said


@pytest.mark.parametrize("wrong", [{"answers": 0}, {"status": 503}], ids=["short", "down"])
def test_a_service_that_answers_wrongly_counts_as_nobody(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], wrong: dict[str, int]
) -> None:
    with advisories({}, **wrong) as (at, _):
        code, said = audit(monkeypatch, capsys, at)
    assert code == 2
    assert said.startswith("NOT AUDITED: ")

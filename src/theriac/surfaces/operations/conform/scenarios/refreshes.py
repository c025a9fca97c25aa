"""refresh_rotation: tokens that are used once, asked of the running API.

Plays each case's steps over HTTP in a scratch installation: ``login->R1`` signs a person in,
``use R1->R2`` refreshes, ``logout`` signs out with the latest token, ``wait past …`` moves the
clock. A case runs without grace unless it names one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.test import Client
from django.test.utils import override_settings

from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.ids import new_id
from theriac.domains.accounts.commands.people import add_person
from theriac.surfaces.operations.conform.case import Case

PATH = "/api/v1/auth/"
PERSON = {"username": "conformance", "password": "a-sentence-that-nobody-guesses"}
ROLLED_BACK = True
_STEP = re.compile(r"(login|use|logout|wait)(?: (\w+))?[^->]*(?:-> ?(\w+))?")


def prepare() -> None:
    """Add the person who signs in."""
    add_person(
        actor=SYSTEM,
        username=PERSON["username"],
        display_name="Conformance",
        password=PERSON["password"],
    )


@dataclass
class _Case:
    """One case's clock and tokens by the names that its steps give them."""

    now: datetime
    client_id: str = field(default_factory=lambda: str(new_id()))
    tokens: dict[str, str] = field(default_factory=dict)
    latest: str = ""

    def step(self, text: str) -> int | str:
        """The status of the answer; a text where a token isn't the one that was named."""
        found = _STEP.match(text)
        if found is None:
            raise ValueError(f"a step of another form: {text}")
        verb, asked, given = found.groups()
        if later := re.search(r"(\d+) s later", text):
            self.now += timedelta(seconds=int(later[1]))
        acts: dict[str, Callable[[str, str], int | str]] = {
            "login": self._login,
            "use": self._use,
            "logout": self._logout,
            "wait": self._wait,
        }
        with clock.at(self.now):
            return acts[verb](asked or "", given or "")

    def _login(self, _asked: str, given: str) -> int | str:
        return self._keep(self._send("login", {**PERSON, "client_id": self.client_id}), given)

    def _use(self, asked: str, given: str) -> int | str:
        token = self.latest if asked == "latest" else self.tokens[asked]
        body = {"refresh_token": token, "client_id": self.client_id}
        return self._keep(self._send("refresh", body), given)

    def _logout(self, _asked: str, _given: str) -> int | str:
        return int(self._send("logout", {"refresh_token": self.latest}).status_code)

    def _wait(self, _asked: str, _given: str) -> int | str:
        self.now += timedelta(days=settings.REFRESH_TOKEN_DAYS)
        return 200

    def _keep(self, answer: Any, given: str) -> int | str:
        if answer.status_code != 200:
            return int(answer.status_code)
        self.latest = answer.json()["refresh_token"]
        named = given and given not in {"ok", "401"}
        if named and self.tokens.setdefault(given, self.latest) != self.latest:
            return f"another token than {given}"
        return 200

    def _send(self, name: str, body: Case) -> Any:
        client = Client(SERVER_NAME="localhost")
        return client.post(PATH + name, json.dumps(body), content_type="application/json")


def play(case: Case) -> list[int | str]:
    """What each step was answered, those after the expectation too."""
    played = _Case(now=clock.now())
    with override_settings(REFRESH_GRACE_SECONDS=case.get("grace_seconds", 0)):
        return [played.step(text) for text in [*case["ops"], *case.get("then", ())]]


def expectation(case: Case, given: list[int | str]) -> list[int | str]:
    """What the file expects, in the form of ``play``."""
    last = 200 if case["expect"].startswith("ok") else 401
    later = [200 if step.endswith("ok") else 401 for step in case.get("then", ())]
    return [*[200] * (len(case["ops"]) - 1), last, *later]

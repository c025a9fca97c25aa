"""Between terminals and server: what becomes of a request, drawn by chance, and the way there."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from datetime import datetime
from http.cookies import SimpleCookie
from random import Random
from typing import Any

from tests.simulation.told_time import HEADER
from theriac.surfaces.counter.terminals import SIGNATURE

TIME = "X-Theriac-Time"
COOKIE = "theriac_terminal"


@dataclass(frozen=True)
class Fate:
    """When copies of a request reach the server, and when the first one's answer is back.

    Seconds; ``back`` None: the answer is lost. ``status``: something on the way answered instead.
    ``dead``: the device knows at once that there is no network.
    """

    arrivals: tuple[float, ...] = ()
    back: float | None = None
    status: int | None = None
    dead: bool = False


def fine(chance: Random) -> Fate:
    return Fate((chance.uniform(0.004, 0.05),), chance.uniform(0.004, 0.05))


def slow(chance: Random) -> Fate:
    """So slow that checks before payment are answered too late, and some pushes as well."""
    return Fate((chance.uniform(0.1, 40),), chance.uniform(0.1, 40))


def lame(chance: Random) -> Fate:
    """Just slow enough that the answer to a check meets the news of others."""
    return Fate((chance.uniform(0.01, 0.2),), chance.uniform(0.05, 0.6))


def flaky(chance: Random) -> Fate:
    there, back = chance.uniform(0.01, 1), chance.uniform(0.01, 1)
    kind = chance.choices(["lost", "answer lost", "gateway", "doubled", "fine"], [3, 3, 1, 3, 3])[0]
    if kind == "lost":
        return Fate()
    if kind == "answer lost":
        return Fate((there,), None)
    if kind == "gateway":
        return Fate((), back, status=chance.choice([502, 503, 504]))
    if kind == "doubled":
        again = [there + chance.uniform(0, 90) for _copy in range(chance.randint(1, 3))]
        return Fate((there, *again), back if chance.random() < 0.7 else None)
    return Fate((there,), back)


def cut(chance: Random) -> Fate:
    return Fate(dead=chance.random() < 0.8)


def thrice(chance: Random) -> Fate:
    """Each request is sent three times; the copies come whenever they like."""
    there = chance.uniform(0.01, 0.3)
    return Fate((there, there, there + chance.uniform(0, 30)), chance.uniform(0.01, 0.3))


WEATHERS = {one.__name__: one for one in (fine, slow, lame, flaky, cut, thrice)}


@dataclass(frozen=True)
class Answer:
    """The server's answer as the device's network gives it."""

    status: int
    body: Any = None
    at: float | None = None
    cookie: str = ""

    def for_device(self) -> dict[str, Any]:
        return {"status": self.status, "body": self.body, "at": self.at}


def ask(port: int, now: datetime, request: dict[str, Any], cookie: str) -> Answer | None:
    """Send it to the real server over HTTP; None when nobody listens there."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    headers = {
        "X-Theriac-Counter": "3",
        "X-Theriac-Language": "en",
        "Content-Type": "application/json",
        HEADER: now.isoformat(),
        "Cookie": f"{COOKIE}={cookie}",
        **({SIGNATURE: request["signature"]} if request["signature"] else {}),
    }
    try:
        link.request(request["method"], f"/counter/api/{request['path']}", request["body"], headers)
        reply = link.getresponse()
        text = reply.read()
    except OSError:
        return None
    finally:
        link.close()
    kept = SimpleCookie(reply.headers.get("Set-Cookie", "")).get(COOKIE)
    told = reply.headers.get(TIME)
    at = datetime.fromisoformat(told).timestamp() * 1000 if told else None
    return Answer(reply.status, json.loads(text) if text else None, at, kept.value if kept else "")

"""The owner's screens, one address of each, as links lead to them."""

from __future__ import annotations

import html
import re
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.test import Client
from django.urls import Resolver404, resolve, reverse

LINKS = re.compile(r'(?:href|hx-get)="(/[^"]*)"')
NEVER = re.compile(r"logout|export=|/static/|/media/|/api/|/counter/")
SPACE = "backoffice"


@dataclass(slots=True)
class Found:
    """A screen that a link leads to, and how many milliseconds it took when it was first drawn."""

    address: str
    ms: float = 0.0


def screens(client: Client) -> dict[str, Found]:
    """Each screen that any link leads to, from where the owner lands."""
    today = Found(reverse(f"{SPACE}:today"))
    found = {"today": today}
    waiting = deque([today])
    while waiting:
        screen = waiting.popleft()
        began = time.perf_counter()
        answer = client.get(screen.address)
        screen.ms = round((time.perf_counter() - began) * 1000, 1)
        for link in _links(answer):
            name = _screen_at(link)
            if name and name not in found:
                found[name] = Found(link)
                waiting.append(found[name])
    return found


def _links(answer: Any) -> Iterator[str]:
    is_page = answer.headers.get("Content-Type", "").startswith("text/html")
    if answer.status_code != 200 or answer.streaming or not is_page:
        return
    for link in LINKS.findall(answer.text):
        if not NEVER.search(link):
            yield html.unescape(link).partition("#")[0]


def _screen_at(link: str) -> str | None:
    try:
        match = resolve(urlsplit(link).path)
    except Resolver404:
        return None
    return match.url_name if match.namespace == SPACE else None

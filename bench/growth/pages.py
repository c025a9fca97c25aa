"""The owner's screens, one address of each, as links lead to them."""

from __future__ import annotations

import html
import re
from collections import deque
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.test import Client
from django.urls import Resolver404, resolve, reverse

LINKS = re.compile(r'(?:href|hx-get)="(/[^"]*)"')
NEVER = re.compile(r"logout|export=|/static/|/media/|/api/|/counter/")
SPACE = "backoffice"


def screens(client: Client) -> dict[str, str]:
    """The address of each screen that any link leads to, from where the owner lands."""
    found: dict[str, str] = {}
    waiting = deque([reverse(f"{SPACE}:today")])
    while waiting:
        for link in _links(client.get(waiting.popleft())):
            name = _screen_at(link)
            if name and name not in found:
                found[name] = link
                waiting.append(link)
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

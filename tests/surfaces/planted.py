"""Figures that are planted in a shop, and looked for in all that a role opens."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.test import Client

from tests.support.turns import Turns
from tests.surfaces.api.program import Program
from tests.surfaces.api.world import World

_BETWEEN_DIGITS = re.compile(r"(?<=\d)[.,\u00a0\u202f](?=\d)")
_KEYS = re.compile(r"[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}")


def text_of(response: Any) -> str:
    """What is sent, streamed or not."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode("utf-8", "replace")


def says(text: str, figure: str) -> bool:
    """Whether a text has these digits, however they are grouped; an id's digits aren't figures."""
    return figure in _BETWEEN_DIGITS.sub("", _KEYS.sub("", text))


def pages_that_say(client: Client, addresses: Mapping[str, str], figure: str) -> set[str]:
    """The screens that say the figure: as a page, or as the file that they export."""
    told = set()
    for name, address in addresses.items():
        mark = "&" if "?" in address else "?"
        for asked in (address, f"{address}{mark}export=csv"):
            with transaction.atomic():
                text = text_of(client.get(asked))
                transaction.set_rollback(True)
            if says(text, figure):
                told.add(f"{name} {'export' if asked != address else 'page'}")
    return told


def operations_that_say(
    asking: Program, world: World, figure: str, on_turn: Turns | None = None
) -> set[str]:
    """The operations of the API that answer with the figure."""
    told = set()
    for name, request in world.requests.items():
        if request.token or (on_turn is not None and not on_turn(name)):
            continue
        with transaction.atomic():
            answer = asking.ask(request)
            text = answer.file.decode("latin-1") if hasattr(answer, "file") else text_of(answer)
            transaction.set_rollback(True)
        if says(text, figure):
            told.add(name)
    return told

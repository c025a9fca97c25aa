"""Figures that are planted in a shop, and looked for in all that a role opens."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import resolve

from tests.support.turns import Turns
from tests.surfaces.api.program import Program
from tests.surfaces.api.world import World
from theriac.domains.stock.models import Batch
from theriac.surfaces.backoffice.shell.listing.exported import ExportedScreen, FurtherTables
from theriac.surfaces.backoffice.shell.lists import ListScreen

_BETWEEN_DIGITS = re.compile(r"(?<=\d)[.,\u00a0\u202f](?=\d)")
_KEYS = re.compile(r"[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}")
_NUMBERS = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f]\d{3})+(?!\d)|\d+")
_FILES = re.compile(r'href="([^"]*[?&;]export=csv[^"]*)"')

PRIME = 10_000_000_019
COST = 100 * PRIME
"""What a base unit cost: each value at it is a multiple of the prime, in major units too."""

Tells = Callable[[str], bool]


def text_of(response: Any) -> str:
    """What is sent, streamed or not."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode("utf-8", "replace")


def says(text: str, figure: str) -> bool:
    """Whether a text has these digits, however they are grouped; an id's digits aren't figures."""
    return figure in _BETWEEN_DIGITS.sub("", _KEYS.sub("", text))


def plant_costs() -> None:
    """Let a base unit of every batch have cost the planted figure."""
    Batch.objects.update(cost_amount=COST, cost_units=1)


def tells_a_cost(text: str) -> bool:
    """Whether a text has a number that comes of the planted cost: a sum, a part, a difference."""
    plain = _KEYS.sub("", text)
    found = {*re.findall(r"\d{11,}", plain), *_NUMBERS.findall(plain)}
    numbers = (int(_BETWEEN_DIGITS.sub("", one)) for one in found if len(one) > 10)
    return any(number and number % PRIME == 0 for number in numbers)


def pages_that_say(client: Client, addresses: Mapping[str, str], figure: str) -> set[str]:
    """The screens that say the figure: as a page, or as the file that they export."""
    return pages_that_tell(client, addresses, lambda text: says(text, figure))


def pages_that_tell(client: Client, addresses: Mapping[str, str], tells: Tells) -> set[str]:
    """The screens that tell: as a page, or as a file that they export, further tables too."""
    told = set()
    for name, address in addresses.items():
        page = _text_at(client, address)
        if tells(page):
            told.add(f"{name} page")
        files = _files_of(page, address) if has_files(address) else ()
        if any(tells(_text_at(client, file)) for file in files):
            told.add(f"{name} export")
    return told


def has_files(address: str) -> bool:
    """Whether a screen exports; one that doesn't would answer with its page again."""
    view = resolve(address.partition("?")[0]).func
    screen = getattr(view, "view_class", object)
    return issubclass(screen, ListScreen | ExportedScreen | FurtherTables)


def _files_of(page: str, address: str) -> Iterator[str]:
    yield f"{address}{'&' if '?' in address else '?'}export=csv"
    for found in _FILES.findall(page):
        if "table=" in found:
            yield html.unescape(found)


def _text_at(client: Client, address: str) -> str:
    with transaction.atomic():
        text = text_of(client.get(address))
        transaction.set_rollback(True)
    return text


def operations_that_say(
    asking: Program, world: World, figure: str, on_turn: Turns | None = None
) -> set[str]:
    """The operations of the API that answer with the figure."""
    return operations_that_tell(asking, world, lambda text: says(text, figure), on_turn)


def operations_that_tell(
    asking: Program, world: World, tells: Tells, on_turn: Turns | None = None
) -> set[str]:
    """The operations of the API whose answer tells."""
    told = set()
    for name, request in world.requests.items():
        if request.token or (on_turn is not None and not on_turn(name)):
            continue
        with transaction.atomic():
            answer = asking.ask(request)
            text = answer.file.decode("latin-1") if hasattr(answer, "file") else text_of(answer)
            transaction.set_rollback(True)
        if tells(text):
            told.add(name)
    return told

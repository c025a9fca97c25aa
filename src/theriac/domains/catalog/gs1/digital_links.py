"""GS1 digital links: a web address that carries element strings in its path and query.

biip takes the first path part that looks like a key and knows no short names; here the pairs
are read from the right, as GS1's syntax engine does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from theriac.domains.catalog.gs1.gtin import LENGTHS
from theriac.domains.catalog.gs1.identifiers import (
    GTIN,
    Element,
    checked_element,
    is_identifier,
    refuse_contradictions,
)
from theriac.domains.catalog.gs1.problems import Fault, UnreadableCode

_ADDRESS = re.compile(
    r"(?:https?|HTTPS?)://(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]+)?"
    r"(/[A-Za-z0-9._~:/@!$&'()*+,;=%-]*)(?:\?([^#]*))?(?:#.*)?"
)
_URL_CHARACTERS = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*")
_NAMES = {
    "gtin": "01",
    "cpv": "22",
    "lot": "10",
    "ser": "21",
    "tpx": "235",
    "exp": "17",
    "sscc": "00",
}
_QUALIFIERS: dict[str, tuple[tuple[str, ...], ...]] = {
    "01": (("22", "10", "21"), ("235",)),
    "8006": (("22", "10", "21"),),
    "414": (("254",), ("7040",)),
    "415": (("8020",),),
    "417": (("7040",),),
    "8004": (("7040",),),
    "8010": (("8011",),),
    "8017": (("8019",),),
    "8018": (("8019",),),
    **dict.fromkeys(("00", "253", "255", "401", "402", "8003", "8013"), ()),
}


@dataclass(frozen=True, slots=True)
class DigitalLink:
    """The elements of a link, and whether each stands where the standard wants it."""

    elements: list[Element]
    misplaced: bool


def read_digital_link(text: str) -> DigitalLink | None:
    """The link's elements; None where ``text`` isn't a GS1 digital link.

    Raises UnreadableCode for one that names a key and is damaged.
    """
    address = _ADDRESS.fullmatch(text)
    if address is None or not _URL_CHARACTERS.fullmatch(text):
        return None
    pairs = _path_pairs(address[1])
    if not pairs:
        return None
    path = [_element(key, value) for key, value in pairs]
    query = [_element(key, value) for key, value in _query_pairs(address[2] or "")]
    refuse_contradictions([*path, *query])
    known = {element.identifier for element in path}
    elements = path + [element for element in query if element.identifier not in known]
    return DigitalLink(elements, _is_misplaced(path, query))


def _path_pairs(path: str) -> list[tuple[str, str]]:
    """Key and value pairs from the primary key on; empty where there is none."""
    parts = path[1:].split("/")
    pairs: list[tuple[str, str]] = []
    for index in range(len(parts) - 2, -1, -2):
        key = _NAMES.get(parts[index], parts[index])
        pairs.insert(0, (key, parts[index + 1]))
        if key in _QUALIFIERS:
            return pairs
    return []


def _query_pairs(query: str) -> list[tuple[str, str]]:
    pairs = (part.partition("=") for part in query.replace(";", "&").split("&"))
    named = ((_NAMES.get(key, key), value) for key, equals, value in pairs if equals)
    return [(key, value) for key, value in named if is_identifier(key)]


def _element(key: str, written: str) -> Element:
    if not is_identifier(key):
        raise UnreadableCode(Fault.IDENTIFIER, identifier=key[:4])
    value = unquote_to_bytes(written).decode("utf-8", "replace")
    if key == GTIN and len(value) in LENGTHS:
        value = value.zfill(14)
    return checked_element(key, value)


def _is_misplaced(path: list[Element], query: list[Element]) -> bool:
    """Whether a qualifier is out of order, or in the query where the path has a place for it.

    Raises UnreadableCode where the path holds what qualifies nothing.
    """
    sequences = _QUALIFIERS[path[0].identifier]
    keys = [element.identifier for element in path[1:]]
    allowed = {key for sequence in sequences for key in sequence}
    for key in keys:
        if key not in allowed:
            raise UnreadableCode(Fault.IDENTIFIER, identifier=key)
    fitting = [
        sequence for sequence in sequences if keys == [key for key in sequence if key in keys]
    ]
    if not fitting and keys:
        return True
    places = {key for sequence in fitting or sequences for key in sequence}
    return any(element.identifier in places for element in query)

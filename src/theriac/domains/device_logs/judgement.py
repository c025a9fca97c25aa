"""What in a told log doesn't agree: with itself, with what was told before, with the documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from theriac.domains.device_logs.chain import digest_of, hash_of
from theriac.domains.device_logs.models import LogFinding
from theriac.domains.device_logs.versions import differences
from theriac.domains.device_logs.wire import DocumentSent, EntryTold, LogTold

Kind = LogFinding.Kind


@dataclass(frozen=True, slots=True)
class KnownEntry:
    """An entry that was told before."""

    chain: str
    index: int
    key: str
    digest: str
    previous: str
    hash: str


Entry = EntryTold | KnownEntry


@dataclass(frozen=True, slots=True)
class Found:
    """What doesn't agree, of the log with this chain."""

    kind: str
    chain: str
    index: int = 0
    document_kind: str = ""
    key: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


Links = dict[tuple[str, str], int]
"""The place of each entry by its chain and hash; a chain begins behind place 0."""


def judge_entries(entries: Sequence[EntryTold], known: Sequence[KnownEntry]) -> list[Found]:
    """Links and hashes of the entries that weren't told before, in the order of their chains."""
    every: list[Entry] = [*entries, *known]
    places: Links = {(one.chain, ""): 0 for one in every}
    places |= {(one.chain, one.hash): one.index for one in known}
    children = {(one.chain, one.previous): one.hash for one in known}
    found: list[Found] = []
    for entry in entries:
        if (entry.chain, entry.hash) in places:
            continue
        found += _of_entry(entry, places, children)
        places[entry.chain, entry.hash] = entry.index
        children.setdefault((entry.chain, entry.previous), entry.hash)
    return found


def _of_entry(
    entry: EntryTold, places: Links, children: Mapping[tuple[str, str], str]
) -> Iterator[Found]:
    """``missing`` also where it follows an entry that is there, and skips a place behind it."""
    chain, index = entry.chain, entry.index
    if hash_of(chain, entry) != entry.hash or (index == 1 and entry.digest != chain):
        yield Found(Kind.ALTERED, chain, index, entry.kind, entry.key)
    if places.get((chain, entry.previous)) != index - 1:
        yield Found(Kind.MISSING, chain, index)
    if (chain, entry.previous) in children:
        yield Found(Kind.FORKED, chain, index)


def judge_documents(told: LogTold, known: Sequence[KnownEntry], chain: str) -> list[Found]:
    """Documents that aren't what their entries say, or have none (told of the log ``chain``)."""
    entries: dict[str, list[Entry]] = {}
    every: list[Entry] = [*told.entries, *known]
    for entry in every:
        entries.setdefault(entry.key, []).append(entry)
    found: list[Found] = []
    for sent in told.documents:
        own = entries.get(sent.key, [])
        if not own:
            found.append(Found(Kind.UNLOGGED, chain, 0, sent.kind, sent.key, _named(sent)))
            continue
        digest = digest_of(sent.wire)
        if all(entry.digest != digest for entry in own):
            first, facts = own[0], _versions(sent, own)
            found.append(Found(Kind.EDITED, first.chain, first.index, sent.kind, sent.key, facts))
    return [*found, *_lost(told)]


def _lost(told: LogTold) -> list[Found]:
    documents = {one.key: _named(one) for one in told.documents}
    return [
        Found(Kind.REMOVED, one.chain, one.index, one.kind, one.key, documents.get(one.key, {}))
        for one in told.entries
        if one.lost
    ]


def _versions(sent: DocumentSent, own: Sequence[Entry]) -> dict[str, Any]:
    """Both versions, where what was logged is known for certain."""
    for one in own:
        if isinstance(one, EntryTold) and (found := differences(one.text, one.digest, sent.wire)):
            return {**_named(sent), "fields": found}
    return _named(sent)


def _named(document: DocumentSent) -> dict[str, Any]:
    """What a person calls the document: its number, and its total."""
    number, total = document.wire.get("number"), document.wire.get("total")
    facts: dict[str, Any] = {}
    if isinstance(number, str):
        facts["number"] = number[:40]
    if type(total) is int and abs(total) < 10**15:
        facts["total"] = total
    return facts

"""Publishing: heads and leaves go to the store, and the store's last head is compared with ours.

The store is asked before anything is sealed. Where it knows a head that the database doesn't have,
the database was put back to an earlier state or rewritten; where it lacks one that was published,
somebody removed it. Either way sealing stops until a person decides (``begin_new_log``,
``republish``).
"""

from __future__ import annotations

import json
import re
import time
from collections import deque
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Q

from theriac.core import clock
from theriac.core.seal.heads import Head, read_note
from theriac.core.seal.keys import key_name
from theriac.core.seal.models import SealHead, SealLog, SealState
from theriac.core.seal.rows import lines_between
from theriac.core.seal.sealer import STATE, never
from theriac.core.seal.stores.folder import FolderStore
from theriac.core.seal.stores.port import SealStore, StoreLacks, StoreProblem

FOLDER_ROWS = 100_000
LEASE = timedelta(minutes=2)
HEAD, LEAVES = ".head", ".leaves"
BEING_WRITTEN, BETWEEN_READS = 2.0, 0.02
LACKS = StoreLacks.trouble
"""The code of a store that lost what was published."""


class SealBroken(Exception):
    """The store and the database disagree; ``code`` names how."""

    def __init__(self, code: str, words: str = "") -> None:
        super().__init__(words)
        self.code = code
        self.words = words


def seal_store() -> SealStore:
    """The store of this installation."""
    return FolderStore(Path(settings.SEAL_STORE))


def head_of(log: SealLog, row: SealHead) -> Head:
    """A head of the database as it is published."""
    return Head(log.name, row.size, row.root, row.made_at, row.signature)


def compare_with_store(log: SealLog | None, store: SealStore, published: int) -> int:
    """The size of the newest head that is published, 0 for none.

    ``published`` is how many rows the heads cover that went there, read before the store. Raises
    SealBroken when the store knows what the database doesn't, or lacks what was published, and
    StoreProblem.
    """
    logs = [name for name in store.names("") if is_log_name(name.rstrip("/"))]
    if log is None:
        if logs:
            raise SealBroken("unknown", logs[-1].rstrip("/"))
        return 0
    newest = newest_published(store, log.name)
    if published > (newest[0].size if newest else 0):
        raise SealBroken(LACKS, str(published))
    if newest is None:
        return 0
    head, text = newest
    row = SealHead.objects.filter(log=log.number, size=head.size).first()
    if row is None:
        raise SealBroken("behind", str(head.size))
    if head_of(log, row).note(row.public_key) != text:
        raise SealBroken("differs", str(head.size))
    return head.size


def published_size(log: SealLog | None) -> int:
    """How many rows of a log the heads cover that went to the store, as the database knows it.

    Of a log that a later one follows, what the store held then.
    """
    if log is None:
        return 0
    later = SealLog.objects.filter(number=log.number + 1).first()
    if later is None:
        state = SealState.objects.filter(name=STATE, log=log.number).first()
        return state.published_size if state else 0
    try:
        followed = read_note(later.follows)
    except ValueError:  # it follows none, or somebody changed it: then the log isn't known to it
        return 0
    return followed.size if followed.log == log.name else 0


def is_log_name(name: str) -> bool:
    """Whether a name in the store is a log's."""
    return re.fullmatch("[0-9a-f]{32}", name) is not None


def newest_published(store: SealStore, log: str) -> tuple[Head, str] | None:
    """The newest head of a log in the store, and its text; None for none."""
    for folder in reversed(folders_of(store, log)):
        heads = [name for name in store.names(f"{log}/{folder}") if name.endswith(HEAD)]
        if heads:
            name = f"{log}/{folder}{heads[-1]}"
            return read_stored(store, name)
    return None


def published_heads(store: SealStore, log: str) -> Iterator[tuple[Head, str]]:
    """Every head of a log in the store with its text, the smallest first."""
    for folder in folders_of(store, log):
        for name in store.names(f"{log}/{folder}"):
            if name.endswith(HEAD):
                yield read_stored(store, f"{log}/{folder}{name}")


def published_leaves(store: SealStore, log: str) -> Iterator[str]:
    """The hash of every published leaf of a log, in order."""
    for folder in folders_of(store, log):
        for name in store.names(f"{log}/{folder}"):
            if name.endswith(LEAVES):
                for line in store.lines(f"{log}/{folder}{name}"):
                    yield line[:64].decode("ascii", "replace")


def folders_of(store: SealStore, log: str) -> list[str]:
    """The folders of a log, each ending with a slash, in order."""
    return [name for name in store.names(f"{log}/") if name.endswith("/")]


def read_stored(store: SealStore, name: str) -> tuple[Head, str]:
    """One head of the store. Raises StoreProblem when it isn't one.

    What doesn't end yet may be on its way, since a store's file is only ever added to: it is read
    again for up to ``BEING_WRITTEN`` seconds.
    """
    until = time.monotonic() + BEING_WRITTEN
    while True:
        content = b"".join(store.lines(name))
        if content.endswith(b"\n") or time.monotonic() >= until:
            break
        time.sleep(BETWEEN_READS)
    try:
        text = content.decode()
        return read_note(text), text
    except (UnicodeDecodeError, ValueError) as problem:
        raise StoreProblem(f"{name} in {store.describe()} isn't a head") from problem


def publish(
    log: SealLog, store: SealStore, published: int, check: Callable[[], None] = never
) -> int:
    """Write the heads beyond ``published`` with their leaves; tells how many heads of this log.

    Into a store that has none of it go the logs before it too, where it lacks them. One worker at
    a time, under a lease. Raises StoreProblem.
    """
    if not _lease_taken():
        return 0

    def renew() -> None:
        check()
        _renew_lease()

    count = 0
    try:
        if not published:
            for earlier in SealLog.objects.filter(number__lt=log.number).order_by("number"):
                if newest_published(store, earlier.name) is None:
                    deque(publish_to(store, earlier, 0, renew), maxlen=0)
        for head in publish_to(store, log, published, renew):
            count += 1
            SealState.objects.filter(name=STATE).update(published_size=head.size)
    finally:
        SealState.objects.filter(name=STATE).update(publishing_until=None)
    return count


def publish_to(
    store: SealStore, log: SealLog, published: int, check: Callable[[], None] = never
) -> Iterator[SealHead]:
    """Write the heads beyond ``published`` with their leaves into any store; gives each written.

    Raises StoreProblem.
    """
    for head in SealHead.objects.filter(log=log.number, size__gt=published).order_by("size"):
        _publish_one(log, store, published, head, check)
        published = head.size
        yield head


def _publish_one(
    log: SealLog, store: SealStore, published: int, head: SealHead, check: Callable[[], None]
) -> None:
    store.put(f"keys/{key_name(head.public_key)}.pub", [head.public_key.encode() + b"\n"])
    store.put(f"{log.name}/log.json", [log_text(log)])
    for start in range(published, head.size, FOLDER_ROWS):
        check()
        end = min(start + FOLDER_ROWS, head.size)
        store.put(leaves_name(log.name, start, end), lines_between(log, start, end))
    text = head_of(log, head).note(head.public_key)
    store.put(head_name(log.name, head.size), [text.encode()])


def head_name(log: str, size: int) -> str:
    """The name of a head in a store and in an export."""
    return f"{log}/{size // FOLDER_ROWS:07d}/{size:012d}{HEAD}"


def leaves_name(log: str, start: int, end: int) -> str:
    """The name of the leaves from ``start`` up to, without, ``end``."""
    return f"{log}/{start // FOLDER_ROWS:07d}/{start:012d}-{end:012d}{LEAVES}"


def log_text(log: SealLog) -> bytes:
    """What is told of a log beside it: its number, beginning and what it follows."""
    told = {
        "log": log.name,
        "number": log.number,
        "begun_at": log.begun_at.isoformat(),
        "reason": log.reason if log.number > 1 else "",
        "follows": log.follows,
    }
    return json.dumps(told, indent=1, sort_keys=True).encode() + b"\n"


def _lease_taken() -> bool:
    instant = clock.now()
    free = Q(publishing_until__isnull=True) | Q(publishing_until__lt=instant)
    state = SealState.objects.filter(free, name=STATE)
    return bool(state.update(publishing_until=instant + LEASE))


def _renew_lease() -> None:
    SealState.objects.filter(name=STATE).update(publishing_until=clock.now() + LEASE)

"""Sealing: committed rows get positions, and a signed head stands over them when none waits.

Rows are read outside any transaction; a short one writes their positions, under the lock of the
state's row and only if the tree is still as long as it was, so that among several workers each
position is given once. A sale's transaction knows nothing of this.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction
from django.db.utils import OperationalError

from theriac.core import clock
from theriac.core.actor import SYSTEM_ID
from theriac.core.database.failures import is_transient
from theriac.core.database.insert import insert_if_absent, insert_rows
from theriac.core.ids import new_id
from theriac.core.seal.heads import signed_head
from theriac.core.seal.keys import public_of, signing_key
from theriac.core.seal.leaves import leaves_of
from theriac.core.seal.models import SealedRow, SealHead, SealLog, SealState
from theriac.core.seal.registry import SealedKind, sealed_kinds
from theriac.core.seal.rows import unsealed_in_pieces, watermark
from theriac.core.seal.tree import Edge, leaf_hash

STATE = "seal"
NAME_BYTES, SALT_BYTES = 16, 32
MANY = 1_000
"""After so many rows in a pass, and after four times as many again, the table is another one."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What one pass did: rows that got a position, and whether none waits any more."""

    rows: int
    drained: bool


class Overtaken(Exception):
    """Another worker seals; this one leaves it to that."""


def never() -> None:
    """The check of a pass that nothing stops."""


def newest_log() -> SealLog | None:
    """The log that grows; None before the first row was sealed."""
    return SealLog.objects.order_by("-number").first()


def begin_log(*, follows: str, reason: str, begun_by: UUID = SYSTEM_ID) -> SealLog:
    """Begin the next log with an empty tree."""
    last = newest_log()
    number = last.number + 1 if last else 1
    log = SealLog(
        number=number,
        name=secrets.token_hex(NAME_BYTES),
        salt=secrets.token_hex(SALT_BYTES),
        begun_at=clock.now(),
        begun_by=begun_by,
        reason=reason[:255],
        follows=follows,
    )
    with transaction.atomic():
        _locked_state()
        if insert_if_absent(SealLog, log):
            SealState.objects.filter(name=STATE).update(
                log=number, size=0, edge="", published_size=0, trouble="", trouble_words=""
            )
    return SealLog.objects.get(number=number)


def seal_rows(
    log: SealLog,
    *,
    everything: bool = False,
    at_most: int | None = None,
    check: Callable[[], None] = never,
) -> Sealed:
    """Give positions to what waits, and sign a head once nothing does.

    Looked at are rows recorded since an hour before the last head, or with ``everything`` all.
    Stops after about ``at_most`` rows. ``check`` is called between the pieces and may raise.
    """
    since = None if everything else watermark(log.number)
    count, grown = 0, MANY
    try:
        for kind in sealed_kinds():
            pieces = unsealed_in_pieces(kind, log.number, since)
            # The state is read before the ids: what another seals between the two is seen by it.
            while (state := current_state()) and (ids := next(pieces, None)):
                check()
                if at_most is not None and count >= at_most:
                    return Sealed(count, drained=False)
                count += _append(log, kind, ids, state)
                if count >= grown:
                    _look_again()
                    grown *= 4
        sign_head(log)
    except Overtaken:
        return Sealed(count, drained=False)
    except OperationalError as problem:
        if not is_transient(problem):
            raise
        return Sealed(count, drained=False)
    return Sealed(count, drained=True)


def _look_again() -> None:
    """Let the planner see that the table grew many times over within a minute.

    PostgreSQL plans by figures that its own process renews about once a minute, and joins a table
    that it takes for empty row by row until then. MariaDB renews them by itself, and SQLite plans
    by its indexes alone: both are left as they are.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(SealedRow._meta.db_table)}")


def _append(log: SealLog, kind: SealedKind, ids: Sequence[UUID], state: SealState) -> int:
    """Give the next positions to rows of one kind, as ``state`` told. Raises Overtaken."""
    leaves = leaves_of(kind, ids, log.salt)
    edge = Edge.of_text(state.size, state.edge)
    rows = []
    for row_id in ids:
        leaf = leaf_hash(leaves[row_id])
        rows.append(
            SealedRow(
                id=new_id(),
                log=log.number,
                position=edge.size,
                kind=kind.name,
                version=kind.version,
                row_id=row_id,
                leaf=leaf.hex(),
            )
        )
        edge.append(leaf)
    with transaction.atomic():
        now = _locked_state()
        if (now.log, now.size) != (log.number, state.size):
            raise Overtaken
        insert_rows(SealedRow, rows)
        SealState.objects.filter(name=STATE).update(size=edge.size, edge=edge.text())
    return len(rows)


def sign_head(log: SealLog) -> SealHead | None:
    """A head over everything that has a position; None where the last one covers it.

    Raises NoSigningKey.
    """
    key = signing_key()
    with transaction.atomic():
        state = _locked_state()
        if state.log != log.number:
            raise Overtaken
        heads = SealHead.objects.filter(log=log.number)
        if not state.size or heads.filter(size=state.size).exists():
            return None
        root = Edge.of_text(state.size, state.edge).root()
        made = signed_head(log.name, state.size, root, clock.now(), key)
        return heads.create(
            log=log.number,
            size=made.size,
            root=made.root,
            edge=state.edge,
            made_at=made.made_at,
            public_key=public_of(key),
            signature=made.signature,
        )


def current_state() -> SealState:
    """How far sealing is, read without a lock."""
    return SealState.objects.filter(name=STATE).first() or SealState(name=STATE)


def _locked_state() -> SealState:
    """The state's row, locked. Inserting first would share its lock on MariaDB, and deadlock."""
    states = SealState.objects.select_for_update().filter(name=STATE)
    found = states.first()
    if found is None:
        insert_if_absent(SealState, SealState(name=STATE))
        found = states.get()
    return found

"""Taking what a device tells of its log: kept as told, once; what doesn't agree is a finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from logging import getLogger
from uuid import UUID

from django.db import IntegrityError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_absent
from theriac.core.ids import new_id
from theriac.domains.device_logs.chain import head_text
from theriac.domains.device_logs.judgement import (
    Entry,
    Found,
    KnownEntry,
    judge_documents,
    judge_entries,
)
from theriac.domains.device_logs.models import DeviceLog, LogEntry, LogFinding
from theriac.domains.device_logs.wire import EntryTold, HeadTold, LogTold
from theriac.domains.organisation.queries.device_keys import SignedFor, is_signed_by_any
from theriac.domains.organisation.queries.selling_point import SellingPoint
from theriac.domains.organisation.queries.terminals import get_terminal

logger = getLogger(__name__)
LOG, FINDING = "device_logs.log", "device_logs.finding"


def take_log(*, actor: Actor, branch_id: UUID, point: SellingPoint, told: LogTold) -> bool:
    """Keep the entries that weren't told before, and open what doesn't agree, each once.

    A log that was told before leaves no trace. Tells whether it was taken, which a device needn't
    tell again. What wasn't signed by its device isn't given here.
    """
    for _delivery in range(2):
        try:
            known = _known(point.terminal_id, told)
            logs = _logs(point.terminal_id)
            found = _judged(point, told, known, logs)
            hashes = {(one.chain, one.hash) for one in known}
            fresh = [one for one in told.entries if (one.chain, one.hash) not in hashes]
            if fresh or found:
                _keep(
                    actor=actor,
                    branch_id=branch_id,
                    point=point,
                    told=told,
                    fresh=fresh,
                    found=found,
                )
            return True
        except IntegrityError as problem:
            logger.warning("a device's log met itself", exc_info=problem)
    return False


def _known(terminal_id: UUID, told: LogTold) -> list[KnownEntry]:
    """What was told before of these entries, of what they follow, and of these documents."""
    hashes = {one.hash for one in told.entries} | {one.hash for one in told.signed}
    links = {one.previous for one in told.entries}
    keys = {one.key for one in told.documents}
    near = Q(hash__in=hashes | (links - {""})) | Q(key__in=keys)
    near |= Q(previous__in=links, log__chain__in={one.chain for one in told.entries})
    for head in told.signed:
        near |= Q(log__chain=head.chain, index=head.index)
    rows = LogEntry.objects.filter(near, log__terminal_id=terminal_id).order_by("index")
    return [
        KnownEntry(*row)
        for row in rows.values_list("log__chain", "index", "key", "digest", "previous", "hash")
    ]


def _logs(terminal_id: UUID) -> dict[str, DeviceLog]:
    return {
        one.chain: one for one in DeviceLog.objects.filter(terminal_id=terminal_id).order_by("id")
    }


def _judged(
    point: SellingPoint,
    told: LogTold,
    known: Sequence[KnownEntry],
    logs: Mapping[str, DeviceLog],
) -> list[Found]:
    """What doesn't agree and wasn't opened before."""
    chain = told.head.chain if told.head else (list(logs) or [""])[-1]
    found = [
        *judge_entries(told.entries, known),
        *judge_documents(told, known, chain),
        *_signatures(point, told, known),
        *_restarted(point, told, logs),
    ]
    if not found:
        return []
    rows = LogFinding.objects.filter(log__terminal_id=point.terminal_id).order_by()
    open_ones = {*rows.values_list("log__chain", "kind", "index", "key")}
    return [one for one in found if (one.chain, one.kind, one.index, one.key) not in open_ones]


def _signatures(point: SellingPoint, told: LogTold, known: Sequence[KnownEntry]) -> list[Found]:
    """Signed heads that the log doesn't bear out; one that no device of the terminal signed."""
    places: dict[tuple[str, int], set[str]] = {}
    every: list[Entry] = [*told.entries, *known]
    for entry in every:
        places.setdefault((entry.chain, entry.index), set()).add(entry.hash)
    found = []
    for head in told.signed:
        hashes = places.get((head.chain, head.index))
        if hashes and head.hash in hashes:
            continue
        if hashes or not _is_signed(point, head):
            found.append(Found(LogFinding.Kind.SIGNATURE, head.chain, head.index))
    return found


def _is_signed(point: SellingPoint, head: HeadTold) -> bool:
    text = head_text(head.chain, head.index, head.hash).encode()
    return is_signed_by_any(point.terminal_id, SignedFor.LOG, text, head.signature)


def _restarted(point: SellingPoint, told: LogTold, logs: Mapping[str, DeviceLog]) -> list[Found]:
    """A head in a new chain although nobody paired since the one before began."""
    if told.head is None or told.head.chain in logs:
        return []
    before = [one.begun_at for one in logs.values() if one.is_head]
    terminal = get_terminal(point.terminal_id) if before else None
    if terminal is None or terminal.paired_at is None or max(before) <= terminal.paired_at:
        return []
    return [Found(LogFinding.Kind.RESTARTED, told.head.chain)]


@command(name="device_logs.take_log", done=_("Received a device log"))
def _keep(
    *,
    actor: Actor,
    branch_id: UUID,
    point: SellingPoint,
    told: LogTold,
    fresh: Sequence[EntryTold],
    found: Sequence[Found],
) -> None:
    now = clock.now()
    chains = {one.chain for one in fresh} | {one.chain for one in found}
    logs = _logs(point.terminal_id)
    for chain in sorted(chains - set(logs)):
        log = DeviceLog(
            id=new_id(),
            terminal_id=point.terminal_id,
            branch_id=point.branch_id,
            chain=chain,
            is_head=told.head is not None and told.head.chain == chain,
            begun_at=now,
        )
        logs[chain] = log
        log.save(force_insert=True)
    insert_absent(
        LogEntry,
        [
            LogEntry(
                id=new_id(),
                log_id=logs[one.chain].id,
                index=one.index,
                kind=one.kind,
                key=one.key,
                digest=one.digest,
                previous=one.previous,
                hash=one.hash,
                received_at=now,
            )
            for one in sorted(fresh, key=lambda one: (one.chain, one.hash))
        ],
    )
    for one in found:
        _open(point, logs[one.chain], one)
    last = {one.chain: one for one in fresh}
    for chain, entry in last.items():
        facts = {"index": entry.index, "hash": entry.hash}
        current_unit().record(LOG, logs[chain].id, facts=facts, branch_id=point.branch_id)


def _open(point: SellingPoint, log: DeviceLog, found: Found) -> None:
    row = LogFinding(
        id=new_id(),
        log_id=log.id,
        branch_id=point.branch_id,
        kind=found.kind,
        index=found.index,
        document_kind=found.document_kind,
        key=found.key,
        facts=dict(found.facts),
        opened_at=clock.now(),
        settled_at=None,
        settled_by=None,
    )
    if insert_absent(LogFinding, [row]):
        current_unit().record(FINDING, row.id, reason=found.kind, branch_id=point.branch_id)

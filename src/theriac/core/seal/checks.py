"""The seal's part of ``verify``: rows against leaves, leaves against heads, heads against a store.

Each check stops after ``MOST_EXAMPLES`` findings: the first names the row, and a database that was
rewritten as a whole would have one for each.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.seal.commands import followed_logs
from theriac.core.seal.models import SealCopy, SealedRow, SealHead, SealLog
from theriac.core.seal.publication import (
    head_of,
    is_log_name,
    newest_published,
    published_heads,
    published_leaves,
    published_size,
    seal_store,
)
from theriac.core.seal.registry import sealed_kinds
from theriac.core.seal.rows import placed_between, unsealed, watermark
from theriac.core.seal.sealer import newest_log
from theriac.core.seal.stores.further import further_stores
from theriac.core.seal.stores.port import SealStore, StoreProblem
from theriac.core.seal.tree import Edge
from theriac.core.verification.registry import MOST_EXAMPLES, Findings, finding, verifies

ROW_CHANGED = finding(
    "seal.row_changed",
    _("The row %(kind)s %(row)s (sealed as number %(number)s) was changed after it was sealed."),
)
ROW_GONE = finding(
    "seal.row_gone",
    _("The row %(kind)s %(row)s (sealed as number %(number)s) was removed after it was sealed."),
)
ROW_UNSEALED = finding(
    "seal.row_unsealed",
    _(
        "The row %(kind)s %(row)s has a date before the last checkpoint but isn't sealed. It "
        "was inserted, or imported as history within the last hour."
    ),
)
POSITION = finding(
    "seal.position",
    _("The sealed number %(number)s is missing or duplicated: the order was changed."),
)
HEAD_WRONG = finding(
    "seal.head",
    _(
        "The checkpoint over %(size)s rows doesn't match the sealed rows. A row numbered "
        "%(first)s to %(size)s was replaced; the first is %(kind)s %(row)s."
    ),
)
SIGNATURE_WRONG = finding(
    "seal.signature", _("The signature of the checkpoint over %(size)s rows isn't valid.")
)
STORE_OTHER = finding(
    "seal.store_differs",
    _(
        "The published checkpoint over %(size)s rows differs from the database: the records "
        "were rewritten. The first row that differs is number %(number)s, %(kind)s %(row)s."
    ),
)
STORE_AHEAD = finding(
    "seal.store_ahead",
    _(
        "A checkpoint over %(size)s rows was published but is missing from the database. "
        "Rows were removed, or an older backup was restored without later rows."
    ),
)
STORE_LACKS = finding(
    "seal.store_lacks",
    _(
        "The checkpoint over %(size)s rows was published but is missing from the storage. It "
        "was removed, or the disk was lost."
    ),
)
STORE_SILENT = finding("seal.store_silent", _("The checkpoint storage can't be read: %(why)s."))


def _is_full(findings: Findings) -> bool:
    return len(findings.found) >= MOST_EXAMPLES


@verifies("seal.rows")
def rows_are_as_sealed(findings: Findings) -> None:
    """Every sealed row is there and gives the leaf under which it was sealed."""
    for log in SealLog.objects.order_by("number"):
        size = SealedRow.objects.filter(log=log.number).count()
        for placed in placed_between(log, 0, size):
            findings.look(1)
            if placed.is_as_sealed:
                continue
            findings.violate(
                ROW_GONE if placed.data is None else ROW_CHANGED,
                kind=placed.kind,
                row=UUID(placed.row_id),
                number=placed.position + 1,
            )
            if _is_full(findings):
                return


@verifies("seal.heads")
def heads_are_those_of_the_rows(findings: Findings) -> None:
    """Positions have no gap, and every head is the signed root over the rows below it."""
    for log in SealLog.objects.order_by("number"):
        heads = {head.size: head for head in SealHead.objects.filter(log=log.number)}
        edge, begins = Edge(), 0
        rows = SealedRow.objects.filter(log=log.number).order_by("position")
        for position, leaf in rows.values_list("position", "leaf").iterator(2000):
            findings.look(1)
            if position != edge.size:
                findings.violate(POSITION, number=edge.size + 1)
                return
            edge.append(bytes.fromhex(leaf))
            head = heads.pop(edge.size, None)
            if head is not None:
                _check_head(findings, log, head, edge, begins)
                begins = head.size
            if _is_full(findings):
                return
        for size in sorted(heads):
            findings.violate(POSITION, number=min(size, edge.size + 1))


def _check_head(findings: Findings, log: SealLog, head: SealHead, edge: Edge, begins: int) -> None:
    if head.root != edge.root().hex() or head.edge != edge.text():
        first = SealedRow.objects.get(log=log.number, position=begins)
        findings.violate(
            HEAD_WRONG, size=head.size, first=begins + 1, kind=first.kind, row=first.row_id
        )
    if not head_of(log, head).is_signed_by(head.public_key):
        findings.violate(SIGNATURE_WRONG, size=head.size)


@verifies("seal.new")
def no_old_row_is_unsealed(findings: Findings) -> None:
    """What was recorded well before the last head is sealed."""
    log = newest_log()
    until = watermark(log.number) if log else None
    if log is None or until is None:
        return
    for kind in sealed_kinds():
        rows = unsealed(kind, log.number, None).filter(**{f"{kind.recorded}__lt": until})
        findings.look(1)
        for row_id in rows.order_by("id").values_list("id", flat=True)[:MOST_EXAMPLES]:
            findings.violate(ROW_UNSEALED, kind=kind.name, row=row_id)


@verifies("seal.store", beside=True)
def the_store_has_the_same_heads(findings: Findings) -> None:
    """Every published head is the database's, and none that was published is gone.

    Beside a server that seals: what must have been published is asked before the store is read, and
    what the store has besides is looked for in the database afterwards.
    """
    _compare_store(findings, seal_store(), published_size)
    for one in further_stores():
        store, sent = one.readable(), SealCopy.objects.filter(code=one.code).first()
        if store is not None:
            copy = sent or SealCopy()
            _compare_store(findings, store, copy.sent_of)


def _compare_store(
    findings: Findings, store: SealStore, published: Callable[[SealLog], int]
) -> None:
    try:
        for log in SealLog.objects.order_by("number"):
            _compare(findings, log, store, published(log))
        names = {name.rstrip("/") for name in store.names("")}
        known = set(SealLog.objects.values_list("name", flat=True)) | followed_logs()
        for name in sorted(names - known):
            newest = newest_published(store, name) if is_log_name(name) else None
            if newest is not None:
                findings.violate(STORE_AHEAD, size=newest[0].size)
    except StoreProblem as problem:
        findings.violate(STORE_SILENT, why=str(problem))


def _compare(findings: Findings, log: SealLog, store: SealStore, published: int) -> None:
    heads = SealHead.objects.filter(log=log.number)
    ours = {head.size: head_of(log, head).note(head.public_key) for head in heads}
    last, followed = published, SealLog.objects.filter(number=log.number + 1).exists()
    seen = set()
    for head, text in published_heads(store, log.name):
        findings.look(1)
        seen.add(head.size)
        if head.size not in ours:
            # A log that another follows was left with what was published after the backup.
            if not followed and not heads.filter(size=head.size).exists():
                findings.violate(STORE_AHEAD, size=head.size)
        elif ours[head.size] != text:
            number, kind, row = _first_difference(log, store, head.size)
            findings.violate(STORE_OTHER, size=head.size, number=number, kind=kind, row=row)
        last = max(last, head.size)
        if _is_full(findings):
            return
    for size in sorted(size for size in ours if size <= last and size not in seen):
        findings.violate(STORE_LACKS, size=size)
        if _is_full(findings):
            return


def _first_difference(log: SealLog, store: SealStore, size: int) -> tuple[int, str, str]:
    """The first row below ``size`` whose leaf isn't the published one: number, kind and id."""
    published = published_leaves(store, log.name)
    rows = SealedRow.objects.filter(log=log.number, position__lt=size).order_by("position")
    for row in rows.iterator(2000):
        if next(published, "") != row.leaf:
            return row.position + 1, row.kind, str(row.row_id)
    return size, "", ""

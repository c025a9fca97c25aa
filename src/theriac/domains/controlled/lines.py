"""Writing lines of registers: numbered under the register's lock, with what stands after each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.core.database.counters import lock_rows
from theriac.core.database.insert import insert_absent
from theriac.core.ids import new_id
from theriac.domains.controlled.models import Register, RegisterLine

AT_ONCE = 400
Key = tuple[UUID, str]
"""A branch and the code of one of its registers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineEntry:
    """What a line is to say; number and balances come with the writing."""

    branch_id: UUID
    code: str
    product_id: UUID
    batch_id: UUID
    kind: str
    quantity: int
    change: int
    person_id: UUID
    occurred_at: datetime
    movement_id: UUID | None = None
    document_id: UUID | None = None
    document_number: str = ""
    reason: str = ""
    reverses_id: UUID | None = None

    @property
    def key(self) -> Key:
        """Which register it stands in."""
        return self.branch_id, self.code


def write_lines(entries: Sequence[LineEntry]) -> None:
    """Number these lines and give them to the running command to write, in this order.

    The registers stay locked until the command ends; nobody who holds one waits for goods.
    """
    if not entries:
        return
    registers = _locked({one.key for one in entries})
    corrected = _corrected([one.reverses_id for one in entries if one.reverses_id])
    rows: list[RegisterLine] = []
    for key, register in sorted(registers.items()):
        own = [one for one in entries if one.key == key]
        standing = _standing(register, {one.product_id for one in own})
        rows += [_line(register, standing, corrected, entry) for entry in own]
        Register.objects.filter(id=register.id).update(last_number=register.last_number)
    current_unit().writes.add([(RegisterLine, rows)])


@dataclass(slots=True)
class _Standing:
    """What stands after the last line: by product, and by batch."""

    products: dict[UUID, int]
    batches: dict[UUID, int]


def _locked(keys: set[Key]) -> dict[Key, Register]:
    """The registers, locked in key order, with their last numbers as of now; made at first need."""
    found = _kept(keys)
    if missing := sorted(keys - found.keys()):
        made = [Register(id=new_id(), branch_id=one, code=code) for one, code in missing]
        insert_absent(Register, made)
        found = _kept(keys)
    numbers = lock_rows(Register, "last_number", sorted(one.id for one in found.values()))
    for register in found.values():
        register.last_number = numbers[register.id]
    return found


def _kept(keys: set[Key]) -> dict[Key, Register]:
    rows = Register.objects.filter(branch_id__in={branch_id for branch_id, _code in keys})
    return {(one.branch_id, one.code): one for one in rows if (one.branch_id, one.code) in keys}


def _standing(register: Register, product_ids: set[UUID]) -> _Standing:
    """By the last line of each batch, and of each product."""
    lines = RegisterLine.objects.filter(register_id=register.id)
    last = lines.filter(product_id__in=product_ids).values("batch_id").annotate(on=Max("number"))
    numbers = sorted(last.order_by().values_list("on", flat=True))
    products: dict[UUID, int] = defaultdict(int)
    batches: dict[UUID, int] = defaultdict(int)
    for start in range(0, len(numbers), AT_ONCE):
        rows = lines.filter(number__in=numbers[start : start + AT_ONCE]).order_by("number")
        for line in rows:
            products[line.product_id] = line.balance
            batches[line.batch_id] = line.batch_balance
    return _Standing(products, batches)


def _corrected(movement_ids: Sequence[UUID]) -> dict[tuple[UUID, UUID], UUID]:
    """The lines of movements that are answered now, by register and movement."""
    rows = RegisterLine.objects.filter(movement_id__in=movement_ids) if movement_ids else ()
    return {(one.register_id, one.movement_id): one.id for one in rows if one.movement_id}


def _line(
    register: Register,
    standing: _Standing,
    corrected: Mapping[tuple[UUID, UUID], UUID],
    entry: LineEntry,
) -> RegisterLine:
    register.last_number += 1
    standing.products[entry.product_id] += entry.change
    standing.batches[entry.batch_id] += entry.change
    answered = entry.reverses_id and corrected.get((register.id, entry.reverses_id))
    return RegisterLine(
        id=new_id(),
        register_id=register.id,
        branch_id=entry.branch_id,
        code=entry.code,
        number=register.last_number,
        product_id=entry.product_id,
        batch_id=entry.batch_id,
        kind=entry.kind,
        quantity=entry.quantity,
        change=entry.change,
        batch_balance=standing.batches[entry.batch_id],
        balance=standing.products[entry.product_id],
        movement_id=entry.movement_id,
        document_id=entry.document_id,
        document_number=entry.document_number,
        reason=entry.reason[:120],
        corrects_id=answered or None,
        person_id=entry.person_id,
        occurred_at=entry.occurred_at,
        recorded_at=clock.now(),
    )

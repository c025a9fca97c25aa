"""Lines between the rows and the rules, and the hash by which a set's lines stay as they were."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from json import dumps
from uuid import UUID

from theriac.core.ids import new_id
from theriac.domains.clinical.models import KnowledgeLine
from theriac.domains.clinical.rules.kinds import Kind, Tier
from theriac.domains.clinical.rules.knowledge import Line

FIELDS = (
    "kind", "first", "second", "rule", "tier", "said", "to_do", "source", "amount", "by_weight",
    "from_months", "to_months",
)  # fmt: skip


def rows_of(set_id: UUID, lines: Sequence[Line], *, start: int) -> list[KnowledgeLine]:
    """The rows of lines, from this place on."""
    return [
        KnowledgeLine(
            id=new_id(),
            set_id=set_id,
            position=start + place,
            kind=line.kind.value,
            first=line.first,
            second=line.second,
            rule=line.rule,
            tier=int(line.tier),
            said=dict(line.said),
            to_do=dict(line.to_do),
            source=line.source,
            amount=line.amount,
            by_weight=line.by_weight,
            from_months=line.from_months,
            to_months=line.to_months,
        )
        for place, line in enumerate(lines)
    ]


def line_of(row: KnowledgeLine) -> Line:
    """The line that a row has."""
    return Line(
        kind=Kind(row.kind),
        first=row.first,
        second=row.second,
        rule=row.rule,
        tier=Tier(row.tier),
        said=row.said,
        to_do=row.to_do,
        source=row.source,
        amount=row.amount,
        by_weight=row.by_weight,
        from_months=row.from_months,
        to_months=row.to_months,
    )


def lines_hash(rows: Iterable[KnowledgeLine]) -> str:
    """SHA-256 over the lines in their order, each as JSON with sorted keys."""
    digest = sha256()
    for row in rows:
        told = {name: getattr(row, name) for name in FIELDS}
        digest.update(dumps(told, sort_keys=True, ensure_ascii=False).encode())
        digest.update(b"\n")
    return digest.hexdigest()

"""A file that the engine shall read: checked, written, then kept as what it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import file_digest
from typing import BinaryIO
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.command import current_unit
from theriac.core.files.commands import KIND
from theriac.core.files.intake import take
from theriac.core.files.models import StoredFile
from theriac.core.files.purposes import FileHolder, Purpose
from theriac.core.files.store import Belonging, write
from theriac.core.ids import new_id
from theriac.domains.organisation.ids import BranchId


@dataclass(frozen=True, slots=True)
class PreparedPaper:
    """A file that was checked and written; its row isn't kept yet."""

    row: StoredFile
    sha256: str


def prepare_paper(
    *,
    actor: Actor,
    branch_id: BranchId,
    file: BinaryIO,
    name: str,
    purpose: Purpose,
    record: str,
) -> PreparedPaper:
    """Check a file's size, kind and hash before anything opens it, and write it.

    It takes seconds, outside a transaction; who may is asked by the caller. Raises FileRefused (and
    its kinds).
    """
    prepared = take(file, purpose=purpose, actor=actor, name=name)
    file.seek(0)
    sha256 = file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    belonging = Belonging(purpose, branch_id, FileHolder(record, new_id()))
    return PreparedPaper(write(prepared, actor=actor, to=belonging, name=name), sha256)


def keep_paper(row: StoredFile, record: str, record_id: UUID) -> None:
    """Keep the row of a file that was just written as this record's, in the caller's command."""
    row.record_kind, row.record_id = record, record_id
    row.save(force_insert=True)
    facts = {"purpose": row.purpose, "sha256": row.sha256, "size": row.size}
    current_unit().record(KIND, row.id, facts=facts)

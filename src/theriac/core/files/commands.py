"""What is done with files: handed in, read, let go by their record, and ended by their policy.

No command ends a file before its day: a record that lets a file go only sets the day, and the
nightly sweep ends what is past it and leaves purpose and hash on record.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.files.intake import Prepared
from theriac.core.files.models import StoredFile
from theriac.core.files.purposes import (
    FileHolder,
    Purpose,
    day_of_keeping,
    days_over,
    purpose_of,
)
from theriac.core.files.queries import find_file, may_read
from theriac.core.files.store import (
    Belonging,
    OpenedFile,
    address_elsewhere,
    open_stored,
    remove,
    write,
)
from theriac.core.problems import NotFound, NotPermitted, Unprocessable
from theriac.core.rights import require, require_anywhere

KIND = "files.file"
PERSON = "files.person"
"""Whose file it is, where it belongs to a record that isn't the person's own."""


def add_file(
    *,
    actor: Actor,
    branch_id: UUID | None,
    purpose: Purpose,
    prepared: Prepared,
    record_id: UUID | None = None,
) -> UUID:
    """Keep what ``take`` prepared, with the record that it belongs to; the file's id.

    The file is written before the transaction. Raises NotPermitted, NotFound for a record that
    isn't there, Unprocessable without one where the purpose wants one, and StoreUnreachable.
    """
    require_adding(actor, purpose, branch_id)
    holder = _holder(actor, purpose, record_id)
    row = write(prepared, actor=actor, to=Belonging(purpose, branch_id, holder))
    return keep_file(actor=actor, branch_id=branch_id, row=row)


@command(name="files.keep_file", done=gettext_lazy("Uploaded a file"))
def keep_file(*, actor: Actor, branch_id: UUID | None, row: StoredFile) -> UUID:
    """Keep the row of a file that was just written; its id. Raises NotPermitted."""
    require_adding(actor, purpose_of(row.purpose), branch_id)
    if current_unit().command == "files.keep_file":
        row.id = current_unit().effect_id
    row.save(force_insert=True)
    facts = {"purpose": row.purpose, "sha256": row.sha256, "size": row.size}
    current_unit().record(KIND, row.id, facts=facts)
    if row.record_id is not None:
        facts = {"file": row.id.hex, "purpose": row.purpose}
        current_unit().record(row.record_kind, row.record_id, reason="file added", facts=facts)
    return row.id


def require_adding(actor: Actor, purpose: Purpose, branch_id: UUID | None) -> None:
    """Raise NotPermitted unless the actor may hand in files of this purpose there."""
    if purpose.add is None:
        raise NotPermitted(_("The system creates these files. Choose another purpose."))
    if branch_id is None:
        require_anywhere(actor, purpose.add)
    else:
        require(actor, purpose.add, branch_id)


def read_file(*, actor: Actor, file_id: UUID, why: str = "") -> OpenedFile:
    """Open what a file holds; close it after use. Nothing is given before the reading is recorded.

    Raises NotFound, NotPermitted, Erased where the person's key was destroyed, Unreadable and
    StoreUnreachable.
    """
    stored = find_file(actor, file_id)
    require_reading(actor, stored)
    opened = open_stored(stored)
    try:
        record_reading(actor=actor, stored=stored, why=why)
    except BaseException:
        opened.file.close()
        raise
    return opened


def reach_file(*, actor: Actor, file_id: UUID, filename: str, why: str = "") -> OpenedFile | str:
    """As ``read_file``, or the store's own address of it for minutes, where the store gives one."""
    stored = find_file(actor, file_id)
    require_reading(actor, stored)
    address = address_elsewhere(stored, filename)
    if not address:
        return read_file(actor=actor, file_id=file_id, why=why)
    record_reading(actor=actor, stored=stored, why=why)
    return address


def require_reading(actor: Actor, stored: StoredFile) -> None:
    """Raise NotPermitted unless the actor may open what the file holds."""
    if not may_read(actor, stored):
        rule = purpose_of(stored.purpose)
        raise NotPermitted(
            _("You need permission for this: %(what)s. Ask a colleague who has it.")
            % {"what": rule.read.title},
            permission=rule.read.code,
        )
    guard = purpose_of(stored.purpose).guard
    if guard is not None and stored.record_id is not None:
        guard(actor, stored.record_id)


@command(name="files.record_reading", done=gettext_lazy("Opened a file"))
def record_reading(*, actor: Actor, stored: StoredFile, why: str) -> None:
    """Leave on record who opens a file and why; of a person's file also with the person."""
    require_reading(actor, stored)
    current_unit().record(KIND, stored.id, reason=why, facts={"purpose": stored.purpose})
    if stored.person_id is not None and stored.record_id is not None:
        facts = {"file": stored.id.hex, "purpose": stored.purpose}
        current_unit().record(stored.record_kind, stored.record_id, reason=why, facts=facts)
        if stored.person_id != stored.record_id:
            current_unit().record(PERSON, stored.person_id, reason=why, facts=facts)


def release_files(file_ids: Collection[UUID]) -> None:
    """Let files go that their record needs no more: kept for their purpose's days from today.

    Joins the caller's transaction. A day that was set before stays where it is sooner.
    """
    today = day_of_keeping()
    for stored in StoredFile.objects.filter(id__in=file_ids).order_by("id"):
        rule = purpose_of(stored.purpose)
        last = today + timedelta(days=rule.released_days)
        if stored.keep_until is None or stored.keep_until > last:
            stored.keep_until = last
            stored.save(update_fields=["keep_until"])


def release_persons_files(person_ids: Collection[UUID]) -> None:
    """Let go at once what nobody can read any more, because these people's keys are destroyed."""
    StoredFile.objects.filter(person_id__in=person_ids).update(keep_until=day_of_keeping())


@command(
    name="files.end_files",
    done=gettext_lazy("Deleted a file after its retention period"),
    system_only=True,
)
def end_files(*, actor: Actor, file_ids: Sequence[UUID]) -> int:
    """End files that are past their last day; how many. Others stay, whoever asks."""
    due = StoredFile.objects.select_for_update().filter(id__in=file_ids, keep_until__lt=days_over())
    rows = list(due.order_by("id"))
    for row in rows:
        facts = {
            "purpose": row.purpose,
            "sha256": row.sha256,
            "size": row.size,
            "kept_until": row.keep_until.isoformat() if row.keep_until else "",
        }
        current_unit().record(KIND, row.id, reason="past its day", facts=facts)
    paths = [path for row in rows for path in (row.path, row.thumbnail_path) if path]
    StoredFile.objects.filter(id__in=[row.id for row in rows]).delete()
    transaction.on_commit(lambda: remove(paths))
    return len(rows)


def _holder(actor: Actor, purpose: Purpose, record_id: UUID | None) -> FileHolder | None:
    if purpose.holder is None:
        if record_id is not None:
            raise Unprocessable(
                errors={
                    "record_id": _(
                        "Files for this purpose don't belong to a record. Leave this field empty."
                    )
                }
            )
        return None
    if record_id is None:
        raise Unprocessable(errors={"record_id": _("Choose the record that the file belongs to.")})
    try:
        return purpose.holder(actor, record_id)
    except NotFound as problem:
        problem.field = "record_id"
        raise

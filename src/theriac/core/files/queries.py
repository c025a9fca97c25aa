"""Reading what is known of files. Their content is opened by ``commands.read_file``."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.files.models import StoredFile
from theriac.core.files.permissions import VIEW_FILES
from theriac.core.files.purposes import declared_purposes, purpose_of
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.problems import NotFound
from theriac.core.query import query

FILES: Listing[StoredFile] = Listing(
    name="files.files",
    sorts={"created_at": SortFields(("created_at",))},
    default_sort="-created_at",
    filters={
        "purpose": lambda rows, purpose: rows.filter(purpose=purpose),
        "record_id": lambda rows, record_id: rows.filter(record_id=record_id),
        "created_by": lambda rows, person: rows.filter(created_by=person),
    },
)
"""What may be asked of the list of files; newest first."""


@query(permission=VIEW_FILES)
def list_files(*, actor: Actor) -> QuerySet[StoredFile]:
    """The files of every branch that the actor may see, and those of no branch; in no order."""
    branches = actor.branches_with(VIEW_FILES)
    rows: QuerySet[StoredFile] = StoredFile.objects.exclude(purpose="")
    if branches is None:
        return rows
    return rows.filter(Q(branch_id=None) | Q(branch_id__in=sorted(branches)))


def may_read(actor: Actor, stored: StoredFile) -> bool:
    """Whether the actor may open what the file holds.

    A patient belongs to the pharmacy, so their files are asked for at the reader's own branch.
    """
    rule = purpose_of(stored.purpose)
    branch_id = actor.branch_id if rule.is_about_person else stored.branch_id
    if branch_id is None:
        return actor.may_anywhere(rule.read)
    return actor.may(rule.read, branch_id)


def find_file(actor: Actor, file_id: UUID) -> StoredFile:
    """A file that the actor may know of: listed for them, or theirs to read. Raises NotFound."""
    stored: StoredFile | None = StoredFile.objects.exclude(purpose="").filter(id=file_id).first()
    is_listed = (
        stored is not None
        and actor.may_anywhere(VIEW_FILES)
        and (stored.branch_id is None or actor.may(VIEW_FILES, stored.branch_id))
    )
    if stored is None or not (is_listed or may_read(actor, stored)):
        raise NotFound(
            _("This file doesn't exist, or you don't have access to it."), file_id=str(file_id)
        )
    return stored


def files_of(actor: Actor, record_ids: Collection[UUID]) -> list[StoredFile]:
    """The files of these records that the actor may read, the newest first."""
    codes = [rule.code for rule in declared_purposes() if actor.may_anywhere(rule.read)]
    rows = StoredFile.objects.filter(record_id__in=record_ids, purpose__in=codes)
    return [row for row in rows.order_by("-created_at", "-id") if may_read(actor, row)]

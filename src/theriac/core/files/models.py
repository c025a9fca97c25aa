"""One row a stored file."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from theriac.core.changes.registry import Deciding
from theriac.core.clock import now
from theriac.core.privacy.fields import EncryptedText
from theriac.core.privacy.rows import PersonalEntity


class FileKind(models.TextChoices):
    """What a file is kept as."""

    IMAGE = "image", _("picture")
    DOCUMENT = "document", _("document")


class ScanState(models.TextChoices):
    """What the scanner said of a file when it was handed in."""

    UNSCANNED = "unscanned", _("not scanned")
    CLEAN = "clean", _("nothing harmful found")


class StoredFile(PersonalEntity):
    """A file under the root: where it is, what it holds, what for, and who handed it in.

    ``size`` and ``sha256`` are of the file as stored; ``width`` and ``height`` (pixels) only of
    pictures. ``path`` and ``thumbnail_path`` are below the root, with forward slashes. ``purpose``
    is the code of a declared one; "" where a version before purposes wrote the row and nothing
    tells more. ``record_kind`` and ``record_id`` name what the file belongs to; a file with a
    ``person_id`` is encrypted under that person's key and has no name; the others' names are
    encrypted under the pharmacy's own key, since people name files after people. ``keep_until``
    is the last day on which it is kept; None: as long as its record keeps it.
    """

    kind = models.CharField(max_length=10)
    path = models.CharField(max_length=100, unique=True)
    thumbnail_path = models.CharField(max_length=100, blank=True)
    original_name = EncryptedText(label="file.name", owner="", default="", blank=True)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField(default=now)
    created_by = models.UUIDField()
    purpose = models.CharField(max_length=40, default="", db_default="", blank=True)
    branch_id = models.UUIDField(null=True)
    record_kind = models.CharField(max_length=40, default="", db_default="", blank=True)
    record_id = models.UUIDField(null=True, db_index=True)
    person_id = models.UUIDField(null=True, db_index=True)
    keep_until = models.DateField(null=True, db_index=True)
    scan = models.CharField(max_length=10, default=ScanState.UNSCANNED, db_default="unscanned")

    deciding = Deciding(
        (
            "kind path thumbnail_path sha256 size purpose branch_id record_kind record_id "
            "keep_until scan"
        ),
        left_out="original_name content_type width height created_at created_by person_id",
    )

    class Meta:
        db_table = "files_stored_file"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=FileKind.values), name="files_kind_known"
            ),
        )

    def __str__(self) -> str:
        return self.path

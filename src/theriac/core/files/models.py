"""One row a stored file."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from theriac.core.clock import now
from theriac.core.entity import Entity


class FileKind(models.TextChoices):
    """What a file is kept as."""

    IMAGE = "image", _("picture")
    DOCUMENT = "document", _("document")


class StoredFile(Entity):
    """A file under the root: where it is, what it holds and who handed it in.

    ``size`` and ``sha256`` are of the file as stored; ``width`` and ``height`` (pixels) only of
    pictures. ``path`` and ``thumbnail_path`` are below the root, with forward slashes.
    """

    kind = models.CharField(max_length=10, choices=FileKind)
    path = models.CharField(max_length=100, unique=True)
    thumbnail_path = models.CharField(max_length=100, blank=True)
    original_name = models.CharField(max_length=150, blank=True)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField(default=now)
    created_by = models.UUIDField()

    class Meta:
        db_table = "files_stored_file"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=FileKind.values), name="files_kind_known"
            ),
        )

    def __str__(self) -> str:
        return self.path

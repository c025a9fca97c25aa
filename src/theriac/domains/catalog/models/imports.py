"""Imports: the file, what its columns mean, how far it came, and what keeps rows out."""

from __future__ import annotations

from django.db import models

from theriac.core.privacy.fields import EncryptedJSON, EncryptedText
from theriac.core.privacy.rows import PersonalEntity


class Import(PersonalEntity):
    """One file brought in, from the choice of columns to its result.

    ``columns`` are the file's columns with samples; ``counts`` what the check or the commit found;
    ``committed_through`` is the last row whose effect is committed, so that a repeated job goes on
    behind it. ``left_out_rows`` are rows that a person sets aside after a look.

    Nobody knows what a file holds before it is read, so what is taken from one is encrypted under
    the pharmacy's own key: its name, sheets, samples, and the words that were given a meaning.
    """

    class State(models.TextChoices):
        COLUMNS = "columns"
        CHECKING = "checking"
        CHECKED = "checked"
        COMMITTING = "committing"
        DONE = "done"
        STOPPED = "stopped"
        DISCARDED = "discarded"

    class Mode(models.TextChoices):
        GOOD = "good"
        ALL = "all"

    kind = models.CharField(max_length=16)
    state = models.CharField(max_length=12, default=State.COLUMNS)
    branch_id = models.UUIDField(null=True)
    file_id = models.UUIDField()
    file_name = EncryptedText(label="import.file_name", owner="", default="")
    sheet = EncryptedText(label="import.sheet", owner="", default="")
    sheets = EncryptedJSON(label="import.sheets", owner="", default=list)
    head_row = models.PositiveIntegerField(default=1)
    columns = EncryptedJSON(label="import.columns", owner="", default=list)
    mapping = EncryptedJSON(label="import.mapping", owner="", default=dict)
    signature = models.CharField(max_length=64)
    mode = models.CharField(max_length=4, default=Mode.GOOD)
    row_count = models.PositiveIntegerField(null=True)
    counts = models.JSONField(default=dict)
    left_out_rows = models.JSONField(default=list)
    committed_through = models.PositiveIntegerField(default=0)
    report_id = models.UUIDField(null=True)
    refusal = models.CharField(max_length=300, default="")
    job_id = models.UUIDField(null=True)
    acting = models.JSONField(default=dict)
    created_by = models.UUIDField()
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "catalog_import"
        indexes = [models.Index(fields=["created_at", "id"], name="import_by_time")]


class ImportProblem(PersonalEntity):
    """A fault of one row: the code and what fills its sentence; the reader's language comes later.

    At most ``reporting.MOST_KEPT`` of an import; the report file holds them all. What stood in
    the cell is encrypted; the column's heading isn't, since problems are told by column.
    """

    source = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="problems")
    number = models.PositiveIntegerField()
    column = models.CharField(max_length=120, default="")
    content = EncryptedText(label="import.problem.content", owner="", default="")
    code = models.CharField(max_length=24)
    params = EncryptedJSON(label="import.problem.params", owner="", default=dict)
    consequence = models.CharField(max_length=8)

    class Meta:
        db_table = "catalog_import_problem"
        indexes = [models.Index(fields=["source", "number", "id"], name="import_problem_by_row")]


class SavedMapping(PersonalEntity):
    """What the columns of one source meant last time, by the signature of its columns."""

    kind = models.CharField(max_length=16)
    signature = models.CharField(max_length=64)
    name = EncryptedText(label="import.mapping.name", owner="")
    mapping = EncryptedJSON(label="import.mapping.saved", owner="", default=dict)
    used_at = models.DateTimeField()
    used_by = models.UUIDField()

    class Meta:
        db_table = "catalog_import_mapping"
        constraints = [
            models.UniqueConstraint(fields=["kind", "signature"], name="import_mapping_of_source")
        ]

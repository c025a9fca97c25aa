"""One change of a deciding row, written by the database itself."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel


class RowChange(AppendOnlyModel):
    """A row of a deciding table before and after a change, as JSON of its declared columns.

    ``was`` is empty for a row that is new, ``became`` for one that was removed. ``record_id`` is
    the audit record of the command, None where there was none; ``changed_at`` the database's clock.
    Ids grow with each change of a row.
    """

    id = models.BigAutoField(primary_key=True)  # type: ignore[assignment] # counted, to be in order
    table_name = models.CharField(max_length=60)
    row_key = models.CharField(max_length=80)
    was = models.TextField()
    became = models.TextField()
    record_id = models.UUIDField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "core_row_change"
        indexes = [
            models.Index(fields=["table_name", "row_key", "id"], name="row_change_of"),
            models.Index(fields=["record_id"], name="row_change_record"),
        ]

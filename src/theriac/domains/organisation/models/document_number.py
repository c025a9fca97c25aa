"""How far the branches' own documents are numbered, which the server itself numbers."""

from __future__ import annotations

from django.db import models

from theriac.core.database.entity import Entity


class DocumentNumber(Entity):
    """The first and the last number of one kind of document of a branch within a period.

    ``last_number`` is one less than ``first_number`` until the first is given out.
    """

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    document = models.CharField(max_length=12)
    period = models.CharField(max_length=9)
    first_number = models.PositiveIntegerField(default=1)
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "organisation_document_number"
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "document", "period"], name="document_number_once"
            ),
            models.CheckConstraint(
                condition=models.Q(first_number__lte=models.F("last_number") + 1),
                name="document_number_from_first",
            ),
        ]

"""The problem rows as a file: the row's own cells, then what is the matter and what to do."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from theriac.domains.catalog.imports.report import download_head, download_rows
from theriac.domains.catalog.permissions import IMPORT_CATALOG
from theriac.domains.catalog.queries.imports import problem_report
from theriac.surfaces.backoffice.imports.detail import ImportScreen
from theriac.surfaces.backoffice.shell.listing.export import export_response


class DownloadProblems(ImportScreen):
    """All rows with problems, in CSV: corrected, the file can be imported as it is."""

    permission = IMPORT_CATALOG
    http_method_names = ("get",)

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """The file, read and sent row by row; its name says nothing of whom the rows are about."""
        names, rows = problem_report(actor=self.actor, import_id=self.batch.id)
        drawn = download_rows(rows, len(names))
        return export_response("csv", f"{_('import')}-{_('rows')}", download_head(names), drawn)

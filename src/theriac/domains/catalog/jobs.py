"""Background work of the catalogue: checking imports and bringing them in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.jobs.context import JobContext
from theriac.core.jobs.task import task
from theriac.domains.catalog.imports.kinds import register_kind
from theriac.domains.catalog.imports.products.kind import PRODUCTS
from theriac.domains.catalog.imports.work import check_rows, commit_rows

register_kind(PRODUCTS)


@task(
    name="catalog.check_import_rows",
    title=_("Checking an import"),
    takes_context=True,
    max_attempts=3,
)
def check_import_rows(context: JobContext, import_id: str) -> dict[str, Any]:
    """Check an import's file; the counts of what its rows would do."""
    return check_rows(UUID(import_id), context).to_json()


@task(name="catalog.commit_import_rows", title=_("Importing"), takes_context=True, max_attempts=5)
def commit_import_rows(context: JobContext, import_id: str) -> dict[str, Any]:
    """Bring an import's rows in; the counts of what they did."""
    return commit_rows(UUID(import_id), context).to_json()

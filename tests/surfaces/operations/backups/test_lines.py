"""Each database writes a table's rows so that they read as they are."""

from __future__ import annotations

import pytest

from tests.surfaces.backoffice.busy import busy_shop
from theriac.domains.sales.models import Sale
from theriac.surfaces.operations.backups.contents import fields_of, kept_models
from theriac.surfaces.operations.backups.lines import is_said_alike, lines_of, pages_of
from theriac.surfaces.operations.backups.values import read_row, write_row


@pytest.mark.on_each
@pytest.mark.rows("OPS-28")
@pytest.mark.django_db
def test_every_row_reads_as_it_is_whoever_wrote_its_line() -> None:
    busy_shop()
    assert Sale.objects.exists()
    for model in kept_models():
        fields = fields_of(model)
        pages = list(lines_of(model))
        lines = [line for _count, text in pages for line in text.splitlines()]
        assert len(lines) == sum(count for count, _text in pages)
        rows = [row for page in pages_of(model) for row in page]
        wanted = [read_row(write_row(row), fields) for row in rows]
        assert [read_row(line, fields) for line in lines] == wanted, model


def test_no_table_has_what_postgresql_would_write_otherwise() -> None:
    assert [model for model in kept_models() if not is_said_alike(model)] == []

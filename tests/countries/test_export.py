"""The counter's tables are the server's."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import translation

import theriac
from theriac.countries.export import module_text

STATUTES = (
    Path(theriac.__file__).parent / "surfaces/counter/static/counter/domain/countries/statutes.js"
)


@pytest.mark.written
def test_the_committed_tables_are_up_to_date() -> None:
    """When this fails: python -m theriac.countries.export > …/statutes.js"""
    with translation.override("id"):
        assert STATUTES.read_text("utf-8") == module_text()

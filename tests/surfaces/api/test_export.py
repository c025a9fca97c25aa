"""What the API promises is written down as it is."""

from __future__ import annotations

import pytest

from theriac.surfaces.api.export import PROJECT, contents, event_schemas, openapi_document


@pytest.mark.written
@pytest.mark.rows("API-10")
def test_the_committed_document_schemas_and_lists_are_current() -> None:
    differing = [
        path.relative_to(PROJECT).as_posix()
        for path, text in contents()
        if not path.exists() or path.read_text("utf-8") != text
    ]
    assert differing == [], "run: python -m theriac.surfaces.api.export"


def test_no_schema_of_an_event_that_is_gone_is_left() -> None:
    kept = {path.name for path in (PROJECT / "contracts" / "events").iterdir()}
    assert kept == {f"{name}.schema.json" for name in event_schemas()}


def test_the_page_lists_every_path_and_event() -> None:
    page = (PROJECT / "docs" / "api.md").read_text("utf-8")
    for path, methods in openapi_document()["paths"].items():
        for method in methods:
            short = path.removeprefix("/api/v1")
            assert f"| {method.upper()} | `{short}` |" in page
    for name in event_schemas():
        assert f"| `{name}` |" in page
    prose = [line for line in page.splitlines() if not line.startswith("|")]
    assert len("\n".join(prose)) < 10_000

"""Writes what the API promises: ``python -m theriac.surfaces.api.export``.

``contracts/openapi.json``, ``contracts/events/*.schema.json`` and the lists in ``docs/api.md``
come from the code; a test fails while they differ. ``--check`` only tells which would change.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[4]
LISTED = re.compile(r"(<!-- (\w+) -->\n).*?(<!-- /\2 -->)", re.DOTALL)


def openapi_document() -> dict[str, Any]:
    """The OpenAPI document as it is answered."""
    from theriac.surfaces.api.api import api  # noqa: PLC0415 (app-ready)

    document = api.get_openapi_schema(path_prefix="/api/v1/")
    written: dict[str, Any] = json.loads(json.dumps(document, default=str))
    return written


def event_schemas() -> dict[str, dict[str, Any]]:
    """The JSON schema of each event by its type. ``position`` is the feed's own addition."""
    from theriac.surfaces.api.schemas.events import EVENTS  # noqa: PLC0415 (app-ready)

    found = {}
    for name, model in EVENTS.items():
        schema = model.model_json_schema(mode="serialization")
        schema["required"] = [one for one in schema["required"] if one != "position"]
        found[name] = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": f"{name}.schema.json",
            **schema,
        }
    return found


def contents() -> Iterator[tuple[Path, str]]:
    """Every file that is written from the code, and its text."""
    document = openapi_document()
    yield PROJECT / "contracts" / "openapi.json", _text(document)
    events = event_schemas()
    for name, schema in events.items():
        yield PROJECT / "contracts" / "events" / f"{name}.schema.json", _text(schema)
    page = PROJECT / "docs" / "api.md"
    lists = {"paths": _paths(document), "events": _events(events)}
    yield page, LISTED.sub(lambda m: m[1] + lists[m[2]] + m[3], page.read_text("utf-8"))


def _text(content: Mapping[str, Any]) -> str:
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def _paths(document: Mapping[str, Any]) -> str:
    rows = ["| | path | what | permission |", "|---|---|---|---|"]
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            codes = ", ".join(f"`{code}`" for code in operation["x-permissions"])
            short = path.removeprefix("/api/v1")
            what = operation["summary"]
            opens = "open" if operation.get("security") == [] else "signed in"
            rows.append(f"| {method.upper()} | `{short}` | {what} | {codes or opens} |")
    return "\n".join(rows) + "\n"


def _events(schemas: Mapping[str, Mapping[str, Any]]) -> str:
    rows = ["| type | when | data |", "|---|---|---|"]
    for name, schema in schemas.items():
        data = schema["$defs"][schema["properties"]["data"]["$ref"].rpartition("/")[2]]
        fields = ", ".join(f"`{field}`" for field in data["properties"])
        rows.append(f"| `{name}` | {schema['description']} | {fields} |")
    return "\n".join(rows) + "\n"


def main() -> int:
    """Write what differs; with ``--check`` only name it, and fail."""
    parser = argparse.ArgumentParser(prog="python -m theriac.surfaces.api.export")
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args().check
    differing = 0
    for path, text in contents():
        if path.exists() and path.read_text("utf-8") == text:
            continue
        differing += 1
        sys.stdout.write(f"{'differs' if check else 'written'}: {path.relative_to(PROJECT)}\n")
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    return 1 if check and differing else 0


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "theriac.config.development")
    django.setup()
    sys.exit(main())

"""A class's name means one thing: it stands once, and the API tells a thing by its own word."""

import ast
from collections import defaultdict
from functools import cache

from tests.architecture.source import SOURCE, python_files, short, tree

SCHEMAS = "src/theriac/surfaces/api/schemas/"
SCREENS = ("src/theriac/surfaces/backoffice/", "src/theriac/surfaces/counter/")
SEVERAL = {
    "ApiKey": "the key, and how a request shows it: its name in openapi.json",
    "Consent": "the word of CONTEXT.md, of a patient and of a customer: a model in either domain",
    "DatabaseWrapper": "Django looks for this name in each backend",
    "Head": "the verifier handed out stands alone, and reads what the other writes",
}
"""Names of several classes, and why."""


@cache
def defined() -> dict[str, list[str]]:
    """Where each public class stands, by its name; those within another class aside."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in python_files():
        for node in tree(path).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(short(path))
    return found


def test_a_class_has_a_name_of_its_own() -> None:
    """Once among the API's schemas, and once elsewhere."""
    several = {
        name
        for name, places in defined().items()
        if max(
            sum(place.startswith(SCHEMAS) for place in places),
            sum(not place.startswith(SCHEMAS) for place in places),
        )
        > 1
    }
    assert several == SEVERAL.keys()


def test_a_schema_has_the_name_of_a_thing_and_not_of_a_screen() -> None:
    schemas = {
        name for name, places in defined().items() if any(one.startswith(SCHEMAS) for one in places)
    }
    screens = {
        f"{name} in {place}"
        for name in schemas
        for place in defined()[name]
        if place.startswith(SCREENS)
    }
    assert screens == set()


def test_the_classes_are_read_where_they_stand() -> None:
    assert defined()["StockCount"] == [
        short(SOURCE / "domains" / "stocktaking" / "models.py"),
        f"{SCHEMAS}stocktaking.py",
    ]

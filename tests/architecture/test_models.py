"""Across domains a foreign key has no way back, and nobody looks through another's columns."""

import ast
import re
from pathlib import Path

from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField, Model, OneToOneField

from tests.architecture import stock_room
from tests.architecture.source import SOURCE, nodes, python_files, short

OWN_LOOKUPS = "id|pk|in|isnull|exact|gt|gte|lt|lte|range"


def domain_of(model: type[Model]) -> str:
    parts = model.__module__.split(".")
    return parts[2] if parts[:2] == ["theriac", "domains"] else parts[0]


def across() -> list[ForeignKey]:
    """Foreign keys from one of our domains to another."""
    return [
        field
        for model in apps.get_models()
        if model.__module__.startswith("theriac.domains.")
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey | OneToOneField | ManyToManyField)
        and domain_of(field.related_model) != domain_of(model)
        and field.related_model.__module__.startswith("theriac.")
    ]


def test_a_foreign_key_to_another_domain_has_no_way_back() -> None:
    with_way_back = [str(field) for field in across() if not field.remote_field.hidden]
    assert with_way_back == []


def lookups(path: Path) -> list[tuple[int, str]]:
    """Strings and keywords of a file that look like paths of a query."""
    found = [
        (node.lineno, node.value)
        for node in nodes(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "__" in node.value
    ]
    found += [
        (node.value.lineno, node.arg)
        for node in nodes(path)
        if isinstance(node, ast.keyword) and node.arg and "__" in node.arg
    ]
    return found


def is_ledger(model: type[Model]) -> bool:
    return domain_of(model) == "stock" and model.__name__ in stock_room.LEDGER


def test_no_query_looks_through_another_domains_columns() -> None:
    names: dict[str, set[str]] = {}
    for field in across():
        if domain_of(field.model) in stock_room.DOMAINS and is_ledger(field.related_model):
            continue
        names.setdefault(domain_of(field.model), set()).add(field.name)
    through = []
    for domain, fields in names.items():
        pattern = re.compile(
            rf"^-?(?:\w+__)*(?:{'|'.join(sorted(fields))})__(?!(?:{OWN_LOOKUPS})$)[a-z]\w*$"
        )
        through += [
            f"{short(path)}:{line} {text}"
            for path in python_files(SOURCE / "domains" / domain)
            for line, text in lookups(path)
            if pattern.match(text)
        ]
    assert through == []

"""What a leaf holds: declared columns, in one form, and nobody's name."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from django.db import models

from tests.support.books import sold_shop
from theriac.core.audit.models import AuditRecord
from theriac.core.seal.leaves import canonical, leaves_of
from theriac.core.seal.registry import SealedKind, SealedPart, kind_of, sealed_kinds, seals
from theriac.domains.sales.models import Sale

SALT = "5a" * 32


def test_the_form_is_one() -> None:
    instant = datetime(2026, 11, 20, 18, 0, tzinfo=timezone(timedelta(hours=7)))
    content = {"b": [1, None, "é"], "a": {"on": date(2026, 1, 2), "at": instant}}
    assert canonical({**content, "id": UUID(int=7)}) == (
        b'{"a":{"at":"2026-11-20T11:00:00.000000Z","on":"2026-01-02"},'
        b'"b":[1,null,"\\u00e9"],"id":"00000000-0000-0000-0000-000000000007"}'
    )


def test_what_has_no_form_is_refused() -> None:
    with pytest.raises(TypeError):
        canonical({"a": object()})
    with pytest.raises(ValueError, match="JSON"):
        canonical({"a": float("nan")})


@pytest.mark.django_db
def test_a_sale_is_sealed_with_its_lines_and_payments_and_without_names() -> None:
    sold_shop(1)
    sale = Sale.objects.get()
    kind = kind_of("sales.sale", 1)
    assert kind is not None
    leaf = leaves_of(kind, [sale.id], SALT)[sale.id]
    told = leaf.decode()
    assert f'"number":"{sale.number}"' in told
    assert '"quantity":2' in told
    assert '"tendered":1400' in told
    assert "Dewi" not in told
    assert leaves_of(kind, [sale.id], SALT)[sale.id] == leaf
    assert leaves_of(kind, [sale.id], "5b" * 32)[sale.id] != leaf


@pytest.mark.django_db
def test_a_reason_is_hidden_and_an_empty_one_stays_empty() -> None:
    kind = kind_of("audit.record", 1)
    assert kind is not None
    spoken = AuditRecord(reason="for Ny. Dewi", **RECORD)
    silent = AuditRecord(reason="", **RECORD)
    AuditRecord.objects.bulk_create([spoken, silent])
    leaves = leaves_of(kind, [spoken.id, silent.id], SALT)
    assert b"Dewi" not in leaves[spoken.id]
    assert b'"reason":{"hmac":"' in leaves[spoken.id]
    assert b'"reason":""' in leaves[silent.id]


RECORD = {
    "recorded_at": datetime(2026, 11, 20, tzinfo=UTC),
    "command": "catalog.change_product",
    "actor_kind": "person",
    "actor_id": UUID(int=1),
    "object_kind": "catalog.product",
    "object_id": UUID(int=2),
    "facts": {},
    "request_id": "",
}


def columns_of(model: type[models.Model]) -> set[str]:
    return {str(field.attname) for field in model._meta.concrete_fields}


@pytest.mark.parametrize("kind", sealed_kinds(), ids=lambda kind: kind.name)
def test_every_column_is_sealed_or_left_out_with_a_reason(kind: SealedKind) -> None:
    declared = {"id", kind.recorded, *kind.fields, *kind.texts, *kind.left_out}
    assert declared == columns_of(kind.model)
    for part in kind.parts:
        assert {"id", part.parent, *part.fields, *part.texts, *part.left_out} == columns_of(
            part.model
        )


@pytest.mark.parametrize("kind", sealed_kinds(), ids=lambda kind: kind.name)
def test_what_people_typed_is_hidden(kind: SealedKind) -> None:
    """A text that isn't a code, number or choice of the program may hold a name."""
    typed = {"reason", "note", "reference", "prescriber", "prescription_number", "name"}
    of_all: list[SealedKind | SealedPart] = [kind, *kind.parts]
    assert [set(one.fields) & typed for one in of_all] == [set()] * len(of_all)


def test_a_kind_is_declared_once() -> None:
    kind = sealed_kinds()[0]
    seals(kind)
    with pytest.raises(ValueError, match="declared twice"):
        seals(SealedKind(name=kind.name, model=kind.model, recorded="id", fields=()))

"""Fills the database of DATABASE_URL with patients and measures; prints the figures as JSON."""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import django

from bench.patients.people import SEED, People, Person
from bench.search.keystrokes import summary

CHUNK = 1_000
SAMPLE = 150
WARMING = 20


def main() -> None:
    django.setup()
    count = int(sys.argv[1])
    from bench.patients.bulk import know_the_tables  # noqa: PLC0415 (app-ready)

    people = People()
    chosen = set(random.Random(SEED).sample(range(count), min(count, SAMPLE + WARMING)))
    began = time.perf_counter()
    looked_for = _fill(count, people, chosen)
    filled = time.perf_counter() - began
    know_the_tables()
    figures = _measure(people, looked_for)
    print(json.dumps({"filled_s": round(filled, 1), **figures}))


def _fill(count: int, people: People, chosen: set[int]) -> list[Any]:
    from bench.patients.bulk import constrained_afterwards  # noqa: PLC0415 (app-ready)
    from tests.support.shop import open_shop  # noqa: PLC0415 (app-ready)
    from theriac.core.privacy.keyed_hashes import hash_keys  # noqa: PLC0415 (app-ready)

    shop = open_shop()
    key = hash_keys()[0]
    looked_for: list[Any] = []
    with constrained_afterwards():
        for start in range(0, count, CHUNK):
            drawn = [people.person() for _ in range(min(CHUNK, count - start))]
            ids = _write(drawn, shop.owner.id, key)
            numbered = enumerate(zip(ids, drawn, strict=True), start)
            looked_for += [one for number, one in numbered if number in chosen]
    return looked_for


def _write(drawn: Sequence[Person], owner: UUID, key: Any) -> list[UUID]:
    """Store these people as registering stores them, set-wise; their ids."""
    from django.db import transaction  # noqa: PLC0415 (app-ready)

    from bench.patients.bulk import write_tokens  # noqa: PLC0415 (app-ready)
    from theriac.core import clock  # noqa: PLC0415 (app-ready)
    from theriac.core.database.insert import insert_rows  # noqa: PLC0415 (app-ready)
    from theriac.core.ids import new_id  # noqa: PLC0415 (app-ready)
    from theriac.core.privacy.keys import make_keys  # noqa: PLC0415 (app-ready)
    from theriac.core.privacy.rows import read_together  # noqa: PLC0415 (app-ready)
    from theriac.domains.patients.models import Patient  # noqa: PLC0415 (app-ready)
    from theriac.domains.patients.rules.particulars import (  # noqa: PLC0415 (app-ready)
        ContactPoint,
        Particulars,
    )
    from theriac.domains.patients.sought import mark  # noqa: PLC0415 (app-ready)

    rows, tokens = [], []
    for names, born, phone, nik in drawn:
        given = Particulars(
            names, born, contacts=[ContactPoint("phone", phone)], national_ids={"nik": nik}
        )
        row = Patient(
            id=new_id(), **given.as_columns(), registered_at=clock.now(), registered_by=owner
        )
        tokens += [(token, row.id) for token in mark(row, "62", key)]
        rows.append(row)
    make_keys([row.id for row in rows])
    read_together(rows)
    with transaction.atomic():
        insert_rows(Patient, rows)
        write_tokens(tokens)
    return [row.id for row in rows]


def _measure(people: People, looked_for: list[Any]) -> dict[str, Any]:
    """Reads by primary key and searches in turn, so that both meet the same machine."""
    from theriac.domains.patients.models import Patient  # noqa: PLC0415 (app-ready)
    from theriac.domains.patients.queries.search import find_patients  # noqa: PLC0415 (app-ready)

    reads: list[float] = []
    searches: list[float] = []
    missed = 0
    for place, (patient_id, person) in enumerate(looked_for):
        for kind, text in enumerate(people.typed(person)):
            began = time.perf_counter()
            row = Patient.objects.get(id=patient_id)
            told = (row.names, row.birth_date)
            read = time.perf_counter() - began
            began = time.perf_counter()
            found, has_more = find_patients(text, "62")
            shown = [(one.names, one.birth_date) for one in found]
            searched = time.perf_counter() - began
            missed += told not in shown and not has_more and kind != 11
            if place >= WARMING:
                reads.append(read * 1000)
                searches.append(searched * 1000)
    return {
        "primary_key": summary(reads),
        "search": summary(searches),
        "p95_ratio": round(summary(searches)["p95_ms"] / summary(reads)["p95_ms"], 2),
        "not_found": missed,
    }


if __name__ == "__main__":
    main()

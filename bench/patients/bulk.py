"""Fills the table of search tokens as fast as each database takes rows; what stands there is equal.

Through the models, the four million tokens of 200,000 patients take as long as everything else
together. Here they are written in bulk, and the constraint over them is made once, behind them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import connection

from theriac.domains.patients.models import SearchToken

TABLE = "patients_search_token"
INSERT = f"INSERT INTO {TABLE} (token, patient_id) VALUES (%s, %s)"


@contextmanager
def constrained_afterwards() -> Iterator[None]:
    """Put the unique constraint of the tokens aside inside the block, and make it anew after it."""
    (unique,) = SearchToken._meta.constraints
    with connection.schema_editor() as editor:
        editor.remove_constraint(SearchToken, unique)
    yield
    with connection.schema_editor() as editor:
        editor.add_constraint(SearchToken, unique)


def write_tokens(pairs: Sequence[tuple[int, UUID]]) -> None:
    """Write these tokens of patients, inside the caller's transaction."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {TABLE} (token, patient_id) FROM STDIN") as copy:
                for pair in pairs:
                    copy.write_row(pair)
            return
        cursor.executemany(INSERT, [(token, _id(patient)) for token, patient in pairs])


def know_the_tables() -> None:
    """What a database does by itself some time after such a filling.

    PostgreSQL's autovacuum counts the rows for the planner, and marks the pages that every
    transaction sees, so that an index answers without a look at the table.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "mysql":
            cursor.execute(f"ANALYZE TABLE {TABLE}, patients_patient")
        elif connection.vendor == "postgresql":
            cursor.execute(f"VACUUM ANALYZE {TABLE}, patients_patient")
        else:
            cursor.execute("ANALYZE")


def _id(patient: UUID) -> Any:
    return str(patient) if connection.features.has_native_uuid_field else patient.hex

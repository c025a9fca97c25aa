"""Restoring a backup into an empty installation."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps.registry import Apps
from django.core.files import File
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.executor import MigrationExecutor

from theriac.core.actor import SYSTEM
from theriac.core.changes.installation import stop_keeping
from theriac.core.files.store import files_storage
from theriac.core.privacy.erasure import apply_destroyed_keys
from theriac.core.seal.commands import NothingToFollow, follow_restored
from theriac.core.seal.stores.port import StoreProblem
from theriac.domains.organisation.commands.sealing_keys import keep_sealing_keys
from theriac.surfaces.operations.backups.archive import (
    DamagedBackup,
    Manifest,
    check_parts,
    read_manifest,
)
from theriac.surfaces.operations.backups.backup import applied_migrations, stored_names
from theriac.surfaces.operations.backups.contents import kept_models
from theriac.surfaces.operations.backups.values import read_row

ROWS_AT_ONCE = 500
MADE_BY_MIGRATIONS = frozenset({"django_content_type", "auth_permission"})


class NotEmpty(RuntimeError):
    """The installation holds rows or files; a restore never mixes with them."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back.

    ``new_log`` is the seal's new log, where the store of heads knows more than the backup; empty
    where it doesn't, None where the store couldn't be asked.
    """

    created_at: str
    rows: int
    files: int
    new_log: str | None


def restore_backup(path: Path) -> Restored:
    """Fill this empty installation from a backup, all or nothing, and bring it up to date.

    Who was erased since is erased in it before anybody is served. A branch whose sealing key this
    installation's secret doesn't open gets a new one beside it. Where more was sealed than the
    backup has, the seal goes on in a new log that says so.
    Raises DamagedBackup before anything is changed, and NotEmpty.
    """
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile as problem:
        raise DamagedBackup("It isn't a backup, or not a whole one") from problem
    with archive:
        manifest = read_manifest(archive)
        check_parts(archive, manifest)
        refuse_unless_empty()
        state = _migrate_to(manifest.migrations)
        stop_keeping(connection)
        with connection.constraint_checks_disabled(), transaction.atomic():
            _load_tables(archive, manifest, state)
            connection.check_constraints()
        files = _load_files(archive, manifest)
    call_command("migrate", interactive=False, verbosity=0)
    keep_sealing_keys(actor=SYSTEM)
    apply_destroyed_keys()
    rows, new_log = sum(manifest.rows.values()), _seal_goes_on(manifest.created_at)
    return Restored(manifest.created_at, rows, files, new_log)


def _seal_goes_on(created_at: str) -> str | None:
    try:
        return follow_restored(actor=SYSTEM, made_at=created_at)
    except NothingToFollow:
        return ""
    except StoreProblem:
        return None


def refuse_unless_empty() -> None:
    """Raise NotEmpty when a table of ours holds a row or a file is stored."""
    present = set(connection.introspection.table_names())
    for model in kept_models():
        table = model._meta.db_table
        if table in present and table not in MADE_BY_MIGRATIONS and model._base_manager.exists():
            raise NotEmpty(
                f"This installation isn't empty: {table} holds rows. Restore into a new folder "
                "(--data DIR) or a new database."
            )
    name = next(stored_names(""), None)
    if name is not None:
        raise NotEmpty(f"This installation isn't empty: it holds the file {name}.")


def _migrate_to(wanted: Mapping[str, str]) -> Apps:
    """Migrate to exactly the backup's migrations; the models as they were then."""
    executor = MigrationExecutor(connection)
    known = executor.loader.graph.nodes
    unknown = [f"{app}.{name}" for app, name in wanted.items() if (app, name) not in known]
    if unknown:
        raise DamagedBackup(
            f"It comes from a newer Theriac: this one doesn't know {unknown[0]}. Update first"
        )
    beyond = [
        app for app, name in applied_migrations().items() if app in wanted and name > wanted[app]
    ]
    if beyond:
        raise NotEmpty(
            f"This database is newer than the backup ({beyond[0]}). Restore into a new one."
        )
    targets = [(app, name) for app, name in wanted.items()]
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


def _load_tables(archive: zipfile.ZipFile, manifest: Manifest, state: Apps) -> None:
    by_table = {
        model._meta.db_table: model for model in state.get_models(include_auto_created=True)
    }
    for table in manifest.rows:
        if table in MADE_BY_MIGRATIONS:
            by_table[table]._base_manager.all().delete()
    for table, expected in manifest.rows.items():
        model = by_table[table]
        count = 0
        with archive.open(f"tables/{table}.jsonl") as lines:
            for batch in _batches(lines, model, manifest.columns[table]):
                model._base_manager.bulk_create(batch)
                count += len(batch)
        if count != expected:
            raise DamagedBackup(f"{table} holds {count} rows instead of {expected}")
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), list(by_table.values())):
            cursor.execute(sql)


def _batches(
    lines: Any, model: type[models.Model], columns: list[str]
) -> Iterator[list[models.Model]]:
    by_column = {field.column: field for field in model._meta.local_concrete_fields}
    fields = [by_column[column] for column in columns]
    names = [field.attname for field in fields]
    batch: list[models.Model] = []
    for line in lines:
        batch.append(model(**dict(zip(names, read_row(line, fields), strict=True))))
        if len(batch) == ROWS_AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _load_files(archive: zipfile.ZipFile, manifest: Manifest) -> int:
    storage = files_storage()
    names = [name for name in manifest.hashes if name.startswith("files/")]
    for name in names:
        with archive.open(name) as part:
            storage.save(os.fspath(Path(name).relative_to("files")), File(part))
    return len(names)

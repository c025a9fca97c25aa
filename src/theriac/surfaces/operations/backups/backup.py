"""Making a backup."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from django.db import connection, models
from django.db.migrations.loader import MigrationLoader

import theriac
from theriac.core import clock
from theriac.core.files.store import files_storage
from theriac.surfaces.operations.backups.archive import NAME, Manifest, Writer, chunks_of
from theriac.surfaces.operations.backups.contents import fields_of, kept_models
from theriac.surfaces.operations.backups.lines import lines_of
from theriac.surfaces.operations.snapshot import snapshot


def write_backup(folder: Path, look: Callable[[], None] = lambda: None) -> Path:
    """Write a backup into ``folder`` and return its path; a part of one is never left there.

    ``look`` is called between parts and may raise to stop. Raises OSError when the disk is full.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / clock.now().strftime(NAME)
    unfinished = path.with_suffix(".part")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
                _write_parts(archive, look)
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return path


def _write_parts(archive: zipfile.ZipFile, look: Callable[[], None]) -> None:
    """Files that were there before, rows in one snapshot, then files that came meanwhile.

    So each file that a row of the snapshot names is in the backup, even when it is deleted
    while the rows are read.
    """
    manifest = Manifest(
        created_at=clock.now().isoformat(),
        version=theriac.__version__,
        vendor=connection.vendor,
        migrations=applied_migrations(),
    )
    writer = Writer(archive, manifest)
    written: set[str] = set()
    _write_files(writer, written, look)
    with snapshot():
        for model in kept_models():
            look()
            _write_table(writer, manifest, model)
    _write_files(writer, written, look)
    writer.finish()


def _write_table(writer: Writer, manifest: Manifest, model: type[models.Model]) -> None:
    table = model._meta.db_table
    manifest.columns[table] = [str(field.column) for field in fields_of(model)]
    manifest.rows[table] = 0

    def pages() -> Iterator[bytes]:
        for count, lines in lines_of(model):
            manifest.rows[table] += count
            yield lines

    writer.add(f"tables/{table}.jsonl", pages())


def _write_files(writer: Writer, written: set[str], look: Callable[[], None]) -> None:
    storage = files_storage()
    for name in stored_names(""):
        if name in written:
            continue
        look()
        try:
            with storage.open(name) as stream:
                writer.add(f"files/{name}", chunks_of(stream))
        except FileNotFoundError:  # let go since the listing
            continue
        written.add(name)


def stored_names(folder: str) -> Iterator[str]:
    """The names of all stored files below ``folder``."""
    storage = files_storage()
    if folder and not storage.exists(folder):
        return
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    prefix = f"{folder}/" if folder else ""
    yield from (prefix + name for name in sorted(names))
    for name in sorted(folders):
        yield from stored_names(prefix + name)


def applied_migrations() -> dict[str, str]:
    """The last applied migration of each app that has any."""
    loader = MigrationLoader(connection)
    applied = loader.applied_migrations or {}
    last: dict[str, str] = {}
    for app, name in sorted(applied):
        node = loader.graph.node_map.get((app, name))
        if node is None or not any(
            child.key[0] == app and child.key in applied for child in node.children
        ):
            last[app] = name
    return last

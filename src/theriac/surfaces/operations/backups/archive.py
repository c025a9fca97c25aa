"""The backup file: a ZIP of ``tables/``, ``files/`` and a manifest with the hash of each part."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

FORMAT = 1
MANIFEST = "manifest.json"
NAME = "theriac-%Y%m%dT%H%M%SZ.zip"
PATTERN = "theriac-*Z.zip"
CHUNK_BYTES = 1 << 20


class DamagedBackup(ValueError):
    """The file isn't a whole backup of Theriac; the text says what is wrong with it."""


@dataclass(slots=True)
class Manifest:
    """What a backup holds: when, which migrations, rows of each table, hash of each part."""

    created_at: str
    version: str
    vendor: str
    migrations: Mapping[str, str]
    columns: dict[str, list[str]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT


class Writer:
    """Writes the parts of a backup and notes their hashes.

    A chunk is packed in a thread while the next one is read. Raises OSError when the disk is full.
    """

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self._archive = archive
        self._manifest = manifest

    def add(self, name: str, chunks: Iterator[bytes]) -> None:
        """Add one part."""
        digest = hashlib.sha256()

        def pack(chunk: bytes) -> None:
            digest.update(chunk)
            part.write(chunk)

        with (
            self._archive.open(name, "w", force_zip64=True) as part,
            ThreadPoolExecutor(max_workers=1) as beside,
        ):
            packed: Future[None] | None = None
            for chunk in chunks:
                if packed is not None:
                    packed.result()
                packed = beside.submit(pack, chunk)
            if packed is not None:
                packed.result()
        self._manifest.hashes[name] = digest.hexdigest()

    def finish(self) -> None:
        """Write the manifest, last: without it the file is no backup."""
        self._archive.writestr(MANIFEST, json.dumps(asdict(self._manifest), indent=1))


def chunks_of(stream: IO[bytes]) -> Iterator[bytes]:
    """The content of an open file, piece by piece."""
    while chunk := stream.read(CHUNK_BYTES):
        yield chunk


def read_manifest(archive: zipfile.ZipFile) -> Manifest:
    """The manifest. Raises DamagedBackup when there is none or this version can't read it."""
    try:
        content = json.loads(archive.read(MANIFEST))
    except (KeyError, ValueError, zipfile.BadZipFile) as problem:
        raise DamagedBackup(
            "It has no manifest: it isn't a backup, or not a whole one"
        ) from problem
    if content.get("format") != FORMAT:
        raise DamagedBackup(
            f"Its format is {content.get('format')}; this version of Theriac reads {FORMAT}"
        )
    return Manifest(**content)


def check_parts(
    archive: zipfile.ZipFile, manifest: Manifest, look: Callable[[str], None] = lambda _name: None
) -> None:
    """Read every part and compare its hash. Raises DamagedBackup naming the first that differs."""
    present = set(archive.namelist()) - {MANIFEST}
    if present != set(manifest.hashes):
        odd = min(present ^ set(manifest.hashes))
        raise DamagedBackup(f"{odd} is missing or doesn't belong to it")
    for name, expected in manifest.hashes.items():
        if ".." in PurePosixPath(name).parts or name.startswith("/"):
            raise DamagedBackup(f"{name} would leave its folder")
        look(name)
        digest = hashlib.sha256()
        try:
            with archive.open(name) as part:
                for chunk in chunks_of(part):
                    digest.update(chunk)
        except zipfile.BadZipFile as problem:
            raise DamagedBackup(f"{name} was changed or cut off") from problem
        if digest.hexdigest() != expected:
            raise DamagedBackup(f"{name} was changed since it was written")


def backups_in(folder: Path) -> list[Path]:
    """The backups in a folder, oldest first."""
    return sorted(folder.glob(PATTERN))


def forget_old(folder: Path, keep: int) -> list[Path]:
    """Delete all but the newest ``keep`` backups; tells which."""
    old = backups_in(folder)[:-keep] if keep > 0 else []
    for path in old:
        path.unlink()
    return old

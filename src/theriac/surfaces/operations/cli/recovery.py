"""The recovery key at the command line: made and shown once, and asked for by a restore."""

from __future__ import annotations

import sys
from pathlib import Path, PurePosixPath

from theriac.config.env import Environment, read_variables, secrets_in
from theriac.config.own_secrets import DEVELOPMENT_SECRET, PRODUCTION_SECRETS, file_of
from theriac.surfaces.operations.backups.archive import DamagedBackup
from theriac.surfaces.operations.backups.recovery_file import (
    KEY_STORE,
    SUFFIX,
    Contents,
    keys_beside,
    opened,
    put_back,
)
from theriac.surfaces.operations.backups.recovery_key import (
    RecoveryKeyUnfit,
    keep_public_half,
    new_recovery_key,
    read_recovery_key,
)
from theriac.surfaces.operations.cli.subcommand import Refusal

TRIES = 3


def make_recovery_key(folder: Path) -> list[str]:
    """A new one for the pharmacy in ``folder``: what to tell its owner, once."""
    printed = new_recovery_key()
    keep_public_half(folder, printed)
    return [
        "RECOVERY KEY. Print it or write it down, and keep it where neither this machine nor its "
        "backups are. It isn't shown again:",
        f"    {printed}",
        "A backup, the file of keys beside it and this key are the pharmacy again on an empty "
        "machine. Without this key nobody reads patients or signs in there.",
    ]


def ask_for_its_end(sentences: list[str]) -> None:
    """Let who sits at the keyboard show that they have it on paper; otherwise say what to do."""
    if not sys.stdin.isatty():
        return
    end = sentences[1].rpartition("-")[2]
    for _try in range(TRIES):
        if input("Its last four letters, from your paper: ").strip().upper() == end:
            return
    print("That wasn't it. Make another that you keep: ./theriac keys recovery")


def bring_keys(backup: Path, key_file: Path | None) -> list[Path]:
    """Put what this machine lacks there from the file of keys beside a backup; the new files.

    Nothing is written, and no key asked for, where nothing lacks. Raises Refusal that names what
    lacks, or that it is another pharmacy's.
    """
    environment = read_variables()
    folder: Path = environment["THERIAC_DATA"]
    store = Path(environment["THERIAC_KEY_STORE"] or folder / KEY_STORE)
    missing = [name for name in PRODUCTION_SECRETS if not _said(environment, name)]
    absent = [str(file_of(folder, name)) for name in missing]
    absent += [] if store.exists() else [str(store)]
    if not absent or (key_file is None and not environment.production):
        return []
    keys = keys_beside(backup)
    if keys is None:
        raise Refusal(
            f"Nothing was restored: this machine lacks {', '.join(absent)}, and no file of keys "
            f"lies beside {backup.name}. Put {backup.with_suffix(SUFFIX).name} beside it, or the "
            "files themselves from where you kept them. What is lost for good: docs/operations.md."
        )
    try:
        contents = opened(keys, read_recovery_key(_asked(key_file)))
    except (RecoveryKeyUnfit, DamagedBackup) as problem:
        raise Refusal(f"{problem} Nothing was changed.") from None
    _refuse_others(environment, contents)
    return put_back(contents, folder, store)


def _said(environment: Environment, name: str) -> set[str]:
    """The secrets of this name that are a pharmacy's own."""
    return set(secrets_in(environment, name)) - {"", DEVELOPMENT_SECRET}


def _refuse_others(environment: Environment, contents: Contents) -> None:
    """A secret that is here and isn't the backup's would leave a pharmacy that nobody can read."""
    for name in PRODUCTION_SECRETS:
        here = _said(environment, name)
        path = file_of(environment["THERIAC_DATA"], name)
        theirs = contents.get(PurePosixPath(path.name), b"").decode().split()
        if here and theirs and not here.intersection(theirs):
            raise Refusal(
                f"{name} here is another than that of the backup's pharmacy. Restore into an empty "
                f"folder (--data DIR), or take away {path} and the variable. Nothing was changed."
            )


def _asked(key_file: Path | None) -> str:
    if key_file is not None:
        if not key_file.is_file():
            raise Refusal(f"There is no file {key_file}. Nothing was changed.")
        return key_file.read_text("utf-8", "replace")
    if not sys.stdin.isatty():
        raise Refusal("The recovery key is missing. Name a file with it: --recovery-key FILE.")
    return input("The recovery key, from the paper: ")

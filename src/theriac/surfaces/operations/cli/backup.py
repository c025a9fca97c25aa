"""``backup`` and ``restore``: everything in one file, and back into an empty installation."""

from __future__ import annotations

import argparse

from theriac.surfaces.operations.cli.subcommand import (
    Refusal,
    Subcommand,
    configure_data,
    path_argument,
    start_django,
)


def _backup(options: argparse.Namespace) -> int:
    start_django(options.data)
    from django.conf import settings  # noqa: PLC0415 (app-ready)

    from theriac.surfaces.operations.backups.writing import write_backup  # noqa: PLC0415 (app-ready)

    path = write_backup(options.to or settings.BACKUP_DIR)
    print(f"{path} ({path.stat().st_size / 1_000_000:.1f} MB)")
    return 0


def _restore(options: argparse.Namespace) -> int:
    if not options.file.is_file():
        raise Refusal(f"There is no file {options.file}.")
    start_django(options.data)
    from theriac.surfaces.operations.backups import (  # noqa: PLC0415 (app-ready)
        archive,
        restoring,
    )

    try:
        restored = restoring.restore_backup(options.file)
    except archive.DamagedBackup as problem:
        raise Refusal(
            f"{options.file} can't be restored. {problem}. Nothing was changed."
        ) from None
    except restoring.NotEmpty as problem:
        raise Refusal(f"{problem} Nothing was changed.") from None
    print(
        f"Restored {restored.rows} rows and {restored.files} files of {restored.created_at}.\n"
        "Now let ./theriac verify look at it."
    )
    return 0


def _configure_backup(parser: argparse.ArgumentParser) -> None:
    configure_data(parser)
    parser.add_argument(
        "--to", type=path_argument, metavar="DIR", help="folder (THERIAC_BACKUP_DIR)"
    )


def _configure_restore(parser: argparse.ArgumentParser) -> None:
    configure_data(parser)
    parser.add_argument("file", type=path_argument, metavar="FILE", help="a backup")


SUBCOMMANDS = (
    Subcommand(
        "backup", "writes one file with everything, while people sell", _backup, _configure_backup
    ),
    Subcommand(
        "restore", "fills an empty installation from a backup", _restore, _configure_restore
    ),
)

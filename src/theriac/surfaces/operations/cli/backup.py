"""``backup`` and ``restore``: everything in one file, and back into an empty installation.

``keys`` does the same for the key store, which is apart, asks for new keys of the hashes, and makes
another recovery key.
"""

from __future__ import annotations

import argparse

from theriac.surfaces.operations.backups.recovery_key import public_half
from theriac.surfaces.operations.cli.recovery import bring_keys, make_recovery_key
from theriac.surfaces.operations.cli.subcommand import (
    Refusal,
    Subcommand,
    configure_data,
    path_argument,
    start_django,
    use_data,
)

NO_RECOVERY_KEY = "There is no recovery key: ./theriac keys recovery makes one."


def _backup(options: argparse.Namespace) -> int:
    start_django(options.data)
    from django.conf import settings  # noqa: PLC0415 (app-ready)

    from theriac.surfaces.operations.backups.backup import write_backup  # noqa: PLC0415 (app-ready)
    from theriac.surfaces.operations.backups.recovery import write_keys  # noqa: PLC0415 (app-ready)

    path = write_backup(options.to or settings.BACKUP_DIR)
    print(f"{path} ({path.stat().st_size / 1_000_000:.1f} MB)")
    keys = write_keys(path)
    if keys is None:
        print(f"It holds no secret and no key, and nothing beside it does. {NO_RECOVERY_KEY}")
    else:
        print(f"{keys} (its keys, sealed to the recovery key; deleted after a week)")
    return 0


def _restore(options: argparse.Namespace) -> int:
    if not options.file.is_file():
        raise Refusal(f"There is no file {options.file}.")
    if options.data is not None:
        use_data(options.data)
    came = [] if options.without_keys else bring_keys(options.file, options.recovery_key)
    try:
        return _restore_rows(options)
    except Refusal:
        for path in came:
            path.unlink()
        raise


def _restore_rows(options: argparse.Namespace) -> int:
    start_django(options.data)
    from theriac.surfaces.operations.backups import (  # noqa: PLC0415 (app-ready)
        archive,
        restore,
    )

    try:
        restored = restore.restore_backup(options.file)
    except archive.DamagedBackup as problem:
        raise Refusal(
            f"{options.file} can't be restored. {problem}. Nothing was changed."
        ) from None
    except restore.NotEmpty as problem:
        raise Refusal(f"{problem} Nothing was changed.") from None
    print(
        f"Restored {restored.rows} rows and {restored.files} files of {restored.created_at}.\n"
        f"{_of_the_seal(restored.new_log)}"
        "Now let ./theriac verify look at it."
    )
    return 0


def _of_the_seal(new_log: str | None) -> str:
    if new_log is None:
        return (
            "The store of the seal's heads didn't answer. Once it does, look at the page Seal; if "
            'the store knows more, run ./theriac seal new-log --reason "…".\n'
        )
    if not new_log:
        return ""
    return "More was sealed than this backup has: the seal goes on in a new log that says so.\n"


def _configure_backup(parser: argparse.ArgumentParser) -> None:
    configure_data(parser)
    parser.add_argument(
        "--to", type=path_argument, metavar="DIR", help="folder (THERIAC_BACKUP_DIR)"
    )


def _configure_restore(parser: argparse.ArgumentParser) -> None:
    configure_data(parser)
    parser.add_argument("file", type=path_argument, metavar="FILE", help="a backup")
    parser.add_argument(
        "--recovery-key",
        type=path_argument,
        metavar="KEY",
        help="a file with the recovery key; without it the key is asked for",
    )
    parser.add_argument(
        "--without-keys",
        action="store_true",
        help="although the key store is lost: nobody can read patients or sign in",
    )


def _keys_status(_options: argparse.Namespace) -> list[str]:
    from django.conf import settings  # noqa: PLC0415 (app-ready)

    from theriac.core.privacy.erasure import count_kept  # noqa: PLC0415 (app-ready)
    from theriac.core.privacy.jobs import count_older  # noqa: PLC0415 (app-ready)
    from theriac.core.privacy.keys import destroyed_owners  # noqa: PLC0415 (app-ready)

    has_one = public_half(settings.DATA_DIR) is not None
    return [
        f"key store          {settings.KEY_STORE}",
        f"copies of 7 days   {settings.KEY_BACKUP_DIR}",
        f"people's keys      {count_kept()}",
        f"destroyed          {len(destroyed_owners())}",
        f"under an older master key: {count_older()}",
        f"recovery key       {'backups are sealed to it' if has_one else NO_RECOVERY_KEY}",
    ]


def _keys_backup(_options: argparse.Namespace) -> list[str]:
    from theriac.core.privacy.copies import back_up_keys  # noqa: PLC0415 (app-ready)

    return [str(back_up_keys())]


def _keys_restore(options: argparse.Namespace) -> list[str]:
    from theriac.core.privacy.copies import restore_keys  # noqa: PLC0415 (app-ready)

    if options.file is None or not options.file.is_file():
        raise Refusal(f"There is no file {options.file}. Name a copy of the key store.")
    return [f"{restore_keys(options.file)} keys came back. Destroyed ones stay destroyed."]


def _keys_search(_options: argparse.Namespace) -> list[str]:
    from theriac.core.actor import SYSTEM  # noqa: PLC0415 (app-ready)
    from theriac.domains.patients.commands.search_key import (  # noqa: PLC0415 (app-ready)
        change_search_key,
    )
    from theriac.domains.patients.jobs import (  # noqa: PLC0415 (app-ready)
        RENEWAL,
        renew_search_tokens,
    )

    number = change_search_key(actor=SYSTEM)
    renew_search_tokens.using(unique_key=RENEWAL).enqueue()
    return [f"Key {number} of the hashes writes from now on. The worker renews the others."]


def _keys_recovery(_options: argparse.Namespace) -> list[str]:
    from django.conf import settings  # noqa: PLC0415 (app-ready)

    return make_recovery_key(settings.DATA_DIR)


KEY_STEPS = {
    "status": _keys_status,
    "backup": _keys_backup,
    "restore": _keys_restore,
    "search": _keys_search,
    "recovery": _keys_recovery,
}


def _keys(options: argparse.Namespace) -> int:
    start_django(options.data)
    print("\n".join(KEY_STEPS[options.step](options)))
    return 0


def _configure_keys(parser: argparse.ArgumentParser) -> None:
    configure_data(parser)
    parser.add_argument("step", choices=list(KEY_STEPS), help="what to do with the key store")
    parser.add_argument("file", nargs="?", type=path_argument, help="a copy, for restore")


SUBCOMMANDS = (
    Subcommand(
        "backup", "writes one file with everything, while people sell", _backup, _configure_backup
    ),
    Subcommand(
        "restore", "fills an empty installation from a backup", _restore, _configure_restore
    ),
    Subcommand(
        "keys",
        "keys of encrypted data: keys status, backup, restore FILE, search, recovery",
        _keys,
        _configure_keys,
    ),
)

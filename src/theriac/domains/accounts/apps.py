"""Accounts as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Staff, roles, API keys."""

    name = "theriac.domains.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Know the scheduled work; hear of every sign-in and of second steps."""
        import theriac.domains.accounts.jobs  # noqa: F401, PLC0415 (app-ready)
        from theriac.core.files.checks.scanner import when_found  # noqa: PLC0415 (app-ready)
        from theriac.core.privacy.erasure import Eraser, register_eraser  # noqa: PLC0415 (app-ready)
        from theriac.core.privacy.keyed_hashes import register_renewal  # noqa: PLC0415 (app-ready)
        from theriac.core.privacy.orphans import register_owners  # noqa: PLC0415 (app-ready)
        from theriac.core.rights import guard_people  # noqa: PLC0415 (app-ready)
        from theriac.domains.accounts import files  # noqa: F401, PLC0415 (app-ready)
        from theriac.domains.accounts.commands.hashes import (  # noqa: PLC0415 (app-ready)
            renew_all,
            renew_hash,
        )
        from theriac.domains.accounts.commands.leavers.forget import erased, forget  # noqa: PLC0415 (app-ready)
        from theriac.domains.accounts.factors.records import follow  # noqa: PLC0415 (app-ready)
        from theriac.domains.accounts.passwords import register_hash_renewal  # noqa: PLC0415 (app-ready)
        from theriac.domains.accounts.profiles import known  # noqa: PLC0415 (app-ready)
        from theriac.domains.accounts.queries.reach import guard_person  # noqa: PLC0415 (app-ready)
        from theriac.domains.accounts.security import (  # noqa: PLC0415 (app-ready)
            jobs,  # noqa: F401
            retention,  # noqa: F401
            sealed,  # noqa: F401
            session_names,  # noqa: F401
            sign_ins,  # noqa: F401
            verification,  # noqa: F401
        )
        from theriac.domains.accounts.security.events import (  # noqa: PLC0415 (app-ready)
            note_infected,
        )

        follow()
        register_hash_renewal(renew_hash)
        guard_people(guard_person)
        when_found(note_infected)
        register_eraser("accounts", Eraser(erased, forget))
        register_owners("accounts", known)
        register_renewal("accounts", renew_all)

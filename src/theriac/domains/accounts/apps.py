"""Accounts as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Staff, roles, API keys."""

    name = "theriac.domains.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Know the scheduled work; hear of second steps that are set up, removed or refused."""
        from theriac.domains.accounts.factors.records import follow  # noqa: PLC0415 (app-ready)
        from theriac.domains.accounts.security import jobs  # noqa: F401, PLC0415 (app-ready)

        follow()

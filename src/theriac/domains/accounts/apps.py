"""Accounts as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Staff, roles, API keys."""

    name = "theriac.domains.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Hear of second steps that are set up, removed or refused."""
        from theriac.domains.accounts.factors.records import follow  # noqa: PLC0415 (app-ready)

        follow()

"""Accounts as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Staff, roles, API keys."""

    name = "theriac.domains.accounts"
    label = "accounts"

"""Budgets as a Django app."""

from django.apps import AppConfig


class BudgetsConfig(AppConfig):
    """Budgets, how they changed, and which order lines went over one."""

    name = "theriac.domains.budgets"
    label = "budgets"

    def ready(self) -> None:
        from theriac.domains.budgets import (  # noqa: PLC0415 (app-ready)
            approval,  # noqa: F401
            sealed,  # noqa: F401
            verification,  # noqa: F401
        )

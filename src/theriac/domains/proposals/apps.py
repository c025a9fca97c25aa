"""Proposals as a Django app."""

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    """Purchase proposals, their lines, and what was decided of them."""

    name = "theriac.domains.proposals"
    label = "proposals"

    def ready(self) -> None:
        from theriac.domains.proposals import (  # noqa: F401, PLC0415 (app-ready)
            approval,
            jobs,
            permissions,
            sealed,
            verification,
        )

"""Shares as a Django app."""

from django.apps import AppConfig


class SharesConfig(AppConfig):
    """The books shared with somebody outside."""

    name = "theriac.domains.shares"
    label = "shares"

    def ready(self) -> None:
        """Tell whose keys are shares' own, and how their readers are forgotten."""
        from theriac.core.privacy.erasure import Eraser, register_eraser  # noqa: PLC0415 (app-ready)
        from theriac.core.privacy.orphans import register_owners  # noqa: PLC0415 (app-ready)
        from theriac.domains.shares.queries import known_shares  # noqa: PLC0415 (app-ready)
        from theriac.domains.shares.retention import erased_shares, forget_readers  # noqa: PLC0415 (app-ready)

        register_eraser("shares", Eraser(erased_shares, forget_readers))
        register_owners("shares", known_shares)

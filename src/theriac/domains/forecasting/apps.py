"""Forecasting as a Django app."""

from django.apps import AppConfig


class ForecastingConfig(AppConfig):
    """Daily demand."""

    name = "theriac.domains.forecasting"
    label = "forecasting"

    def ready(self) -> None:
        from theriac.domains.forecasting import jobs  # noqa: F401, PLC0415 (app-ready)
        from theriac.domains.forecasting.queries.demand import (  # noqa: PLC0415 (app-ready)
            days_without_stock,
        )
        from theriac.domains.replenishment.ports import (  # noqa: PLC0415 (app-ready)
            register_days_without_stock,
        )

        register_days_without_stock(days_without_stock)

"""Organisation as a Django app."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Pharmacy, branches, terminals, series, settings."""

    name = "theriac.domains.organisation"
    label = "organisation"

    def ready(self) -> None:
        from theriac.core.jobs.schedule import use_time_zones_of  # noqa: PLC0415 (app-ready)
        from theriac.domains.organisation import verification  # noqa: F401, PLC0415 (app-ready)
        from theriac.domains.organisation.queries.branches import (  # noqa: PLC0415 (app-ready)
            branch_time_zones,
        )

        use_time_zones_of(branch_time_zones)

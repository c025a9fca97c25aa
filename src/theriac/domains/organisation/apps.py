"""Organisation as a Django app."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Pharmacy, branches, terminals, series, settings."""

    name = "theriac.domains.organisation"
    label = "organisation"

    def ready(self) -> None:
        from theriac.core.approval.law import ask_law  # noqa: PLC0415 (app-ready)
        from theriac.core.jobs.schedule import use_time_zones_of  # noqa: PLC0415 (app-ready)
        from theriac.core.limits import ask_limits  # noqa: PLC0415 (app-ready)
        from theriac.domains.organisation import (  # noqa: PLC0415 (app-ready)
            files,  # noqa: F401
            jobs,  # noqa: F401
            verification,  # noqa: F401
        )
        from theriac.domains.organisation.commands import found  # noqa: F401, PLC0415 (app-ready)
        from theriac.domains.organisation.law import (  # noqa: PLC0415 (app-ready)
            allows_alone_at,
            unasked_at,
        )
        from theriac.domains.organisation.queries.branches import (  # noqa: PLC0415 (app-ready)
            branch_time_zones,
            settled_limit,
        )

        use_time_zones_of(branch_time_zones)
        ask_law(allows_alone_at, unasked_at)
        ask_limits(settled_limit)

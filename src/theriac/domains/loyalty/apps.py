"""The loyalty programme as a Django app."""

from django.apps import AppConfig


class LoyaltyConfig(AppConfig):
    """Members and their points."""

    name = "theriac.domains.loyalty"
    label = "loyalty"

    def ready(self) -> None:
        from theriac.core.privacy.keyed_hashes import register_renewal  # noqa: PLC0415 (app-ready)
        from theriac.core.privacy.orphans import register_owners  # noqa: PLC0415 (app-ready)
        from theriac.domains.loyalty import (  # noqa: PLC0415 (app-ready)
            jobs,  # noqa: F401
            sealed,  # noqa: F401
            verification,  # noqa: F401
        )
        from theriac.domains.loyalty.commands.renew import renew_all  # noqa: PLC0415 (app-ready)
        from theriac.domains.loyalty.queries import (  # noqa: PLC0415 (app-ready)
            known,
            memberships_of_patients,
        )
        from theriac.domains.patients.ports import register_own_records  # noqa: PLC0415 (app-ready)

        register_own_records("loyalty", memberships_of_patients)
        register_owners("loyalty", known)
        register_renewal("loyalty", renew_all)

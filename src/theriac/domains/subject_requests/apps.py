"""Subject requests as a Django app."""

from django.apps import AppConfig


class SubjectRequestsConfig(AppConfig):
    """The register of data subjects' requests."""

    name = "theriac.domains.subject_requests"
    label = "subject_requests"

    def ready(self) -> None:
        """Tell whose keys are requests' own, and how what they hold is forgotten."""
        from theriac.core.privacy.erasure import Eraser, register_eraser  # noqa: PLC0415 (app-ready)
        from theriac.core.privacy.orphans import register_owners  # noqa: PLC0415 (app-ready)
        from theriac.domains.subject_requests import (  # noqa: PLC0415 (app-ready)
            retention,  # noqa: F401
        )
        from theriac.domains.subject_requests.commands.forget import (  # noqa: PLC0415 (app-ready)
            destroyed_own,
            forget_of,
        )
        from theriac.domains.subject_requests.queries import known  # noqa: PLC0415 (app-ready)

        register_owners("subject_requests", known)
        register_eraser("subject_requests", Eraser(destroyed_own, forget_of))

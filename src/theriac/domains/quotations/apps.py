"""Quotations as a Django app."""

from django.apps import AppConfig


class QuotationsConfig(AppConfig):
    """Prices promised until a day."""

    name = "theriac.domains.quotations"
    label = "quotations"

    def ready(self) -> None:
        from theriac.domains.patients.ports import (  # noqa: PLC0415 (app-ready)
            register_own_records,
        )
        from theriac.domains.quotations import (  # noqa: PLC0415 (app-ready)
            reactions,  # noqa: F401
            sent_documents,  # noqa: F401
            verification,  # noqa: F401
        )
        from theriac.domains.quotations.customers import (  # noqa: PLC0415 (app-ready)
            quotations_of_patients,
        )
        from theriac.domains.quotations.promises import quoted_by  # noqa: PLC0415 (app-ready)
        from theriac.domains.sales.promotions.ports import (  # noqa: PLC0415 (app-ready)
            register_quotations,
        )

        register_own_records("quotations", quotations_of_patients)
        register_quotations(quoted_by)

"""Credit accounts as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CreditConfig(AppConfig):
    """Customers who pay later."""

    name = "theriac.domains.credit"
    label = "credit"

    def ready(self) -> None:
        from theriac.core.privacy.orphans import register_owners  # noqa: PLC0415 (app-ready)
        from theriac.domains.catalog.imports.kinds import register_kind  # noqa: PLC0415 (app-ready)
        from theriac.domains.credit import (  # noqa: PLC0415 (app-ready)
            approval,  # noqa: F401
            sealed,  # noqa: F401
            verification,  # noqa: F401
        )
        from theriac.domains.credit.bill_rows import OPENING_CREDIT  # noqa: PLC0415 (app-ready)
        from theriac.domains.credit.queries.accounts import (  # noqa: PLC0415 (app-ready)
            accounts_of_patients,
            known,
            who_owes,
        )
        from theriac.domains.patients.ports import (  # noqa: PLC0415 (app-ready)
            OpenMatter,
            register_matter,
            register_own_records,
        )

        register_own_records("credit_accounts", accounts_of_patients)
        register_owners("credit", known)
        register_matter(
            OpenMatter(
                code="credit.owed",
                title=_("The credit account isn’t settled"),
                how=_("receive or pay out what is open on it"),
                still_open=who_owes,
            )
        )
        register_kind(OPENING_CREDIT)

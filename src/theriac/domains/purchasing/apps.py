"""Purchasing as a Django app."""

from django.apps import AppConfig


class PurchasingConfig(AppConfig):
    """Goods receipts, returns, payments for consigned goods, and what suppliers call theirs."""

    name = "theriac.domains.purchasing"
    label = "purchasing"

    def ready(self) -> None:
        from theriac.domains.budgets.ports import register_bought  # noqa: PLC0415 (app-ready)
        from theriac.domains.catalog.imports.kinds import register_kind  # noqa: PLC0415 (app-ready)
        from theriac.domains.forecasting.ports import (  # noqa: PLC0415 (app-ready)
            register_bought_packs,
        )
        from theriac.domains.offers.ports import register_taker  # noqa: PLC0415 (app-ready)
        from theriac.domains.purchasing import (  # noqa: PLC0415 (app-ready)
            files,  # noqa: F401
            numbering,  # noqa: F401
            permissions,
            sealed,  # noqa: F401
        )
        from theriac.domains.purchasing.commands.receipts import past  # noqa: F401, PLC0415 (app-ready)
        from theriac.domains.purchasing.commands.receipts.read_invoice import (  # noqa: PLC0415 (app-ready)
            supplier_of_receipt,
            take_read_invoice,
        )
        from theriac.domains.purchasing.delivery import RECORD  # noqa: PLC0415 (app-ready)
        from theriac.domains.purchasing.imports.kind import (  # noqa: PLC0415 (app-ready)
            OPENING_BILLS,
        )
        from theriac.domains.purchasing.queries.bought_packs import (  # noqa: PLC0415 (app-ready)
            bought_packs,
        )
        from theriac.domains.purchasing.spent.credits import (  # noqa: PLC0415 (app-ready)
            credited_by_suppliers,
        )
        from theriac.domains.purchasing.spent.receipts import (  # noqa: PLC0415 (app-ready)
            bought_by_receipts,
        )
        from theriac.domains.purchasing.verification import (  # noqa: PLC0415 (app-ready)
            consignment,  # noqa: F401
            payments,  # noqa: F401
            receipts,  # noqa: F401
            returns,  # noqa: F401
        )

        register_bought("credit", credited_by_suppliers, permissions.VIEW_RETURNS)
        register_bought("receipt", bought_by_receipts, permissions.VIEW_RECEIPTS)
        register_bought_packs(bought_packs)
        register_taker(
            "delivery_invoice",
            take_read_invoice,
            record=RECORD,
            supplier_of_subject=supplier_of_receipt,
        )
        register_kind(OPENING_BILLS)

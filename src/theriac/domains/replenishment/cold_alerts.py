"""The alerts of cold places, kept among the others."""

from __future__ import annotations

from theriac.core import clock
from theriac.core.database.insert import insert_if_absent
from theriac.core.ids import new_id
from theriac.domains.cold_chain.ports import ColdAlert, ColdPlace
from theriac.domains.replenishment.models import StockAlert


class KeepsColdAlerts:
    """Where the cold chain raises and ends its alerts; see ``cold_chain.ports.AlertBook``."""

    def open(self, kind: ColdAlert, key: str, where: ColdPlace) -> None:
        """Raise the alert of a condition, unless it stands."""
        alert = StockAlert(
            id=new_id(),
            kind=kind,
            product_id=None,
            branch_id=where.branch_id,
            batch_id=None,
            sensor_id=where.sensor_id,
            excursion_id=where.excursion_id,
            open_key=key,
            raised_at=clock.now(),
            cleared_at=None,
        )
        insert_if_absent(StockAlert, alert)

    def clear(self, key: str) -> None:
        """The condition ended."""
        StockAlert.objects.filter(open_key=key).update(open_key=None, cleared_at=clock.now())

    def standing(self, kind: ColdAlert) -> set[str]:
        """The keys of the alerts of a kind that stand, at whatever branch."""
        rows = StockAlert.objects.filter(kind=kind, open_key__isnull=False)
        return {key for key in rows.values_list("open_key", flat=True) if key}

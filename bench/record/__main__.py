"""A patient's page with years of care behind it, against the page of one who was just registered.

``./theriac bench record [--each 200]`` on SQLite. One patient gets so many sales, prescriptions,
reports of adverse events and measurements; another gets none. Both pages are opened
by turns, as a pharmacist opens them, with the access that each look leaves. The median of each is
told with how many statements it sent, and the run fails when years cost five times an empty page.
"""

from __future__ import annotations

import time
from statistics import median
from typing import Any
from uuid import UUID

from bench.inside import Bench

BENCH = Bench("bench.record", __doc__, ("each", 200), ("times_empty", 5.0))
TIMES, WARMING = 20, 2


def measure(each: int) -> dict[str, Any]:
    """Open the two pages by turns."""
    import django  # noqa: PLC0415 (app-ready)

    django.setup()
    from django.db import connection  # noqa: PLC0415 (app-ready)
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 (app-ready)

    from tests.support.backoffice import client_of  # noqa: PLC0415 (app-ready)
    from tests.support.patients import register  # noqa: PLC0415 (app-ready)
    from tests.support.shop import open_shop  # noqa: PLC0415 (app-ready)

    shop = open_shop()
    addresses = {name: f"/patients/{register(shop, name)}/" for name in ("Years", "Nothing")}
    _care_for(shop, addresses["Years"].split("/")[2], each)
    browser = client_of(shop, "pharmacist")
    took: dict[str, list[float]] = {name: [] for name in addresses}
    statements = {}
    for number in range(WARMING + TIMES):
        for name, address in addresses.items():
            begun = time.perf_counter()
            if browser.get(address, SERVER_NAME="localhost").status_code != 200:
                raise SystemExit(f"{address} doesn't open")
            if number >= WARMING:
                took[name].append((time.perf_counter() - begun) * 1_000)
    for name, address in addresses.items():
        with CaptureQueriesContext(connection) as sent:
            browser.get(address, SERVER_NAME="localhost")
        statements[name] = len(sent)
    years, nothing = (median(took[name]) for name in addresses)
    return {
        "bench": "record",
        "rows": ["CUS-04", "RX-01"],
        "each": each,
        "years_ms": round(years, 1),
        "nothing_ms": round(nothing, 1),
        "times_empty": round(years / nothing, 2),
        "statements": statements,
    }


def _care_for(shop: Any, patient_id: str, each: int) -> None:
    from tests.support.adverse_events import report, sell_to  # noqa: PLC0415 (app-ready)
    from tests.support.interventions import intervene  # noqa: PLC0415 (app-ready)
    from tests.support.prescriptions import a_line, a_prescription  # noqa: PLC0415 (app-ready)
    from tests.support.services import offer, serve  # noqa: PLC0415 (app-ready)
    from tests.support.shop import add_medicine, stock_up  # noqa: PLC0415 (app-ready)

    patient, medicine = UUID(patient_id), add_medicine(shop)
    stock_up(shop, medicine, 2 * each)
    service = offer(shop)
    intervene(shop, patient)
    for number in range(each):
        sell_to(shop, patient, medicine.id, 1)
        a_prescription(shop, lines=[a_line(medicine, number + 1)], patient_id=patient)
        report(shop, patient, reaction=f"Nausea {number}")
        serve(shop, service, patient)


if __name__ == "__main__":
    BENCH.run(measure)

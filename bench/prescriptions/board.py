"""Fills the database of DATABASE_URL with open prescriptions and measures; prints JSON."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import django

from bench.search.keystrokes import summary

CHUNK = 500
TIMES, WARMING = 60, 5


def main() -> None:
    django.setup()
    count = int(sys.argv[1])
    from tests.support.prescribers import a_prescriber  # noqa: PLC0415 (app-ready)
    from tests.support.prescriptions import a_person  # noqa: PLC0415 (app-ready)
    from tests.support.shop import open_shop  # noqa: PLC0415 (app-ready)

    shop = open_shop()
    began = time.perf_counter()
    _fill(shop, a_person(shop), a_prescriber(shop), count)
    filled = time.perf_counter() - began
    print(json.dumps({"filled_s": round(filled, 1), **_measure(shop)}))


def _fill(shop: Any, patient_id: Any, prescriber_id: Any, count: int) -> None:
    from django.db import transaction  # noqa: PLC0415 (app-ready)

    from theriac.core import clock  # noqa: PLC0415 (app-ready)
    from theriac.core.ids import new_id  # noqa: PLC0415 (app-ready)
    from theriac.core.privacy.rows import read_together  # noqa: PLC0415 (app-ready)
    from theriac.domains.prescriptions.models import (  # noqa: PLC0415 (app-ready)
        Prescription,
        PrescriptionLine,
    )
    from theriac.domains.prescriptions.rules.states import BOARD  # noqa: PLC0415 (app-ready)

    now = clock.now()
    for start in range(0, count, CHUNK):
        rows, lines = [], []
        for number in range(start, min(start + CHUNK, count)):
            state = BOARD[number % len(BOARD)]
            at = now - timedelta(minutes=number)
            one = Prescription(
                id=new_id(),
                branch_id=shop.branch_id,
                patient_id=patient_id,
                prescriber_id=prescriber_id,
                content={"number": "", "prescriber": "", "note": ""},
                written_on=shop.today,
                state=state,
                state_since=at,
                paused_from="received" if state == "paused" else "",
                received_at=at,
                received_by=shop.owner.id,
                verified_by=shop.owner.id,
            )
            rows.append(one)
            lines += [
                PrescriptionLine(
                    id=new_id(),
                    prescription=one,
                    patient_id=patient_id,
                    position=position,
                    content={},
                    quantity=10,
                )
                for position in (1, 2, 3)
            ]
        for some in (rows, lines):
            read_together(some)
        with transaction.atomic():
            Prescription.objects.bulk_create(rows)
            PrescriptionLine.objects.bulk_create(lines)


def _measure(shop: Any) -> dict[str, Any]:
    from theriac.domains.prescriptions.queries.board import (  # noqa: PLC0415 (app-ready)
        PRESCRIPTIONS,
        board_of,
        list_prescriptions,
    )

    given = {"actor": shop.owner, "branch_id": shop.branch_id}

    def page() -> None:
        rows = PRESCRIPTIONS.narrowed(list_prescriptions(**given), {"state": "queried"})
        PRESCRIPTIONS.page(rows, size=50)

    return {"board": _timed(lambda: board_of(**given)), "page_of_state": _timed(page)}


def _timed(act: Callable[[], object]) -> dict[str, Any]:
    took = []
    for number in range(WARMING + TIMES):
        began = time.perf_counter()
        act()
        if number >= WARMING:
            took.append((time.perf_counter() - began) * 1_000)
    return summary(took)


if __name__ == "__main__":
    main()

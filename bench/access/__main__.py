"""What signing in and the check of permissions cost on the way of a sale.

``./theriac bench access [--sales 200]``: sales of five lines over the API in one process, by an
API key. Knowing who asks and whether they may, by key and by a person's access token, is measured
by itself in the same run and given as a share of the whole sale (``ratio``). The run fails where it
takes more than 2 statements, or a sale more than 20. A sign-in by name and password is set
against its floor, one check of the same password's hash. DATABASE_URL names another database than
SQLite.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

RESULT = Path(__file__).with_name("result.json")
MOST_ASKED, MOST_OF_A_SALE = 2, 20
LINES, STOCK = 5, 1_000_000
SIGN_INS = 8
BOUNDARIES = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sales", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "theriac.config.settings")
        os.environ["THERIAC_DATA"] = folder
        import django  # noqa: PLC0415 (app-ready)

        django.setup()
        logging.disable(logging.INFO)
        from django.core.management import call_command  # noqa: PLC0415 (app-ready)
        from django.db import connection  # noqa: PLC0415 (app-ready)

        call_command("migrate", verbosity=0)
        result = {
            "bench": "access",
            "database": connection.vendor,
            "sales": options.sales,
            **Shop().measured(options.sales),
        }
    line = json.dumps(result)
    RESULT.write_text(line + "\n", "utf-8")
    print(line)


class Shop:
    """A pharmacy that sells to a program and to a person."""

    def __init__(self) -> None:
        from django.test import Client  # noqa: PLC0415 (app-ready)

        from tests.support.shop import (  # noqa: PLC0415 (app-ready)
            PASSWORD,
            add_medicine,
            add_staff,
            api_key,
            open_shop,
            stock_up,
        )

        shop = open_shop()
        self.medicines = [add_medicine(shop, f"Medicine {n} tablet") for n in range(LINES)]
        for medicine in self.medicines:
            stock_up(shop, medicine, STOCK)
        add_staff("cashier", shop.branch_id, "dewi")
        self.person = {"username": "dewi", "password": PASSWORD, "client_id": str(uuid4())}
        self.key = api_key(shop)
        self.client = Client(SERVER_NAME="localhost")
        self.token = self.sign_in().json()["access_token"]

    def measured(self, sales: int) -> dict[str, Any]:
        """Sales, then knowing who asks by itself, then the sign-in."""
        from theriac.domains.accounts.queries.actors import (  # noqa: PLC0415 (app-ready)
            find_api_client,
        )
        from theriac.domains.accounts.queries.tokens import (  # noqa: PLC0415 (app-ready)
            actor_of_access_token,
        )
        from theriac.domains.sales.permissions import SELL  # noqa: PLC0415 (app-ready)

        def by_key() -> bool:
            found = find_api_client(self.key)
            return found is not None and found.actor.may(SELL, found.actor.branch_id)

        def by_token() -> bool:
            actor = actor_of_access_token(self.token)
            return actor is not None and actor.may(SELL, actor.branch_id)

        whole = statements(self.sell)
        selling = typical_ms(self.sell, sales)
        told: dict[str, Any] = {"statements_of_a_sale": whole, "sale_ms": round(selling, 2)}
        for name, known in (("key", by_key), ("token", by_token)):
            asked = statements(known)
            if asked > MOST_ASKED or whole > MOST_OF_A_SALE:
                raise SystemExit(f"{name}: {asked} statements to know who asks, {whole} in all")
            asking = typical_ms(known, sales)
            told[name] = {
                "statements": asked,
                "ask_ms": round(asking, 3),
                "ratio": round(asking / selling, 3),
            }
        return told | {"sign_in": self._sign_in_costs()}

    def sell(self) -> bool:
        """Five lines over the API. Raises SystemExit where it is refused."""
        items = [{"product_id": str(one.id), "quantity": 2} for one in self.medicines]
        answer = self.client.post(
            "/api/v1/sales",
            {"lines": items},
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.key}", "Idempotency-Key": str(uuid4())},
        )
        if answer.status_code != 201:
            raise SystemExit(f"the sale was refused: {answer.content[:300]!r}")
        return True

    def sign_in(self) -> Any:
        """By name and password, as a program does."""
        return self.client.post("/api/v1/auth/login", self.person, content_type="application/json")

    def _sign_in_costs(self) -> dict[str, float]:
        from django.contrib.auth.hashers import check_password  # noqa: PLC0415 (app-ready)

        from theriac.domains.accounts.models import User  # noqa: PLC0415 (app-ready)

        kept = User.objects.get_by_natural_key("dewi").password
        password = self.person["password"]
        floor = typical_ms(lambda: check_password(password, kept), SIGN_INS)
        whole = typical_ms(lambda: self.sign_in().status_code == 200, SIGN_INS)
        return {
            "ms": round(whole, 1),
            "hash_ms": round(floor, 1),
            "ratio": round(whole / floor, 2),
        }


def statements(act: Callable[[], object]) -> int:
    """How many statements it takes once it was done before, without begin and commit."""
    from django.db import connection  # noqa: PLC0415 (app-ready)
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 (app-ready)

    act()
    with CaptureQueriesContext(connection) as captured:
        act()
    return sum(not one["sql"].startswith(BOUNDARIES) for one in captured)


def typical_ms(act: Callable[[], object], times: int) -> float:
    """The median of so many. Raises SystemExit where it isn't true."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        if not act():
            raise SystemExit("it was refused")
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


if __name__ == "__main__":
    main()

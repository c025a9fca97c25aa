"""idempotency: the same request again, asked of the running API.

Plays each case's steps over HTTP in a scratch installation, as sales of one product (``sku``) in
a quantity (``qty``) through POST /api/v1/sales. A step's effect is the sale that it makes.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections
from django.test import Client

from theriac.core.actor import SYSTEM
from theriac.domains.accounts.commands.api_keys import issue_api_key
from theriac.domains.organisation.commands.terminals import register_terminal
from theriac.domains.sales.queries.sales import list_sales
from theriac.surfaces.operations.conform.case import Case
from theriac.surfaces.operations.conform.scenarios.scratch_shop import Shop, open_shop

PATH = "/api/v1/sales"
ROLLED_BACK = False
"""Steps run at the same time, so each case keeps what it does; no two share a key."""

_shop: list[Shop] = []
_clients: dict[str, str] = {}


def prepare() -> None:
    """Found the pharmacy that the cases are played in."""
    _shop[:] = [open_shop()]


def _secret(client: str) -> str:
    """The API key of a client, made when it is first named."""
    if client not in _clients:
        shop, code = _shop[0], f"A{len(_clients) + 1}"
        terminal_id = register_terminal(
            actor=SYSTEM, branch_id=shop.branch_id, code=code, name=client, kind="api"
        )
        _clients[client] = issue_api_key(
            actor=SYSTEM,
            branch_id=shop.branch_id,
            terminal_id=terminal_id,
            name=client,
            role_code="manager",
        ).secret
    return _clients[client]


def _body(step: Case) -> str:
    """The sale that a step asks for, in the order and with the spaces of its own writing."""
    raw = step.get("body_raw") or json.dumps(step["body"])
    asked: dict[str, Any] = json.loads(raw)
    names = {"sku": "product_id", "qty": "quantity"}
    values = {"sku": str(_shop[0].product_id), "qty": asked["qty"]}
    line = {names[name]: values[name] for name in asked}
    sale = {"lines": [line], "payments": [{"method": "cash"}]}
    return json.dumps(sale, indent=2) if raw.startswith("{ ") else json.dumps(sale)


def _ask(step: Case) -> Case:
    """The status of the answer to a step, and whether it was given before."""
    headers = {"Authorization": f"Bearer {_secret(step.get('client', 'c'))}"}
    if step["key"] is not None:
        headers["Idempotency-Key"] = step["key"]
    response = Client(headers=headers, SERVER_NAME="localhost").post(
        PATH, data=_body(step), content_type="application/json"
    )
    replayed = response.headers.get("Idempotency-Replayed") == "true"
    return {"status": response.status_code, "replayed": replayed}


def _ask_apart(step: Case) -> Case:
    try:
        return _ask(step)
    finally:
        connections.close_all()


def _sales() -> int:
    return list_sales(actor=SYSTEM).count()


def _side_by_side(steps: list[Case]) -> list[Case]:
    """Two requests at once: exactly one of them has the effect."""
    for step in steps:
        _secret(step.get("client", "c"))
    before = _sales()
    with ThreadPoolExecutor(len(steps)) as pool:
        statuses = sorted(answer["status"] for answer in pool.map(_ask_apart, steps))
    return [{"status": statuses[0], "effects": _sales() - before}, {"status": statuses[-1]}]


def play(case: Case) -> list[Case]:
    """Each step's answer and how many sales it made, in the order of the file."""
    steps = case["steps"]
    if any(step.get("start") for step in steps):
        return _side_by_side(steps)
    given = []
    for step in steps:
        before = _sales()
        answer = _ask(step)
        given.append({**answer, "effects": _sales() - before})
    return given


def expectation(case: Case, given: list[Case]) -> list[Case]:
    """What the file expects, in the form of ``play``; where it allows several statuses, ours."""
    steps = case["steps"]
    if any(step.get("start") for step in steps):
        allowed = steps[-1]["expect"]
        last = given[-1]["status"] if given[-1]["status"] in allowed else allowed[0]
        return [{"status": 201, "effects": 1}, {"status": last}]
    return [
        {
            "status": step["expect"],
            "replayed": step.get("replay", False),
            "effects": int(step["effect"]),
        }
        for step in steps
    ]

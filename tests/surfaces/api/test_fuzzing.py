"""Schemathesis over the whole API: no failure, and every operation reaches a success.

In process, through the WSGI application; each case is rolled back. The document is given the
world's valid requests as examples, and half of the generated cases name things that exist.
"""

from __future__ import annotations

import copy
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from functools import cache
from typing import Any
from uuid import uuid4

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from schemathesis.checks import load_all_checks
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import FailureGroup
from schemathesis.generation.meta import TestPhase
from schemathesis.pytest.lazy import get_all_tests

from tests.conftest import seed_of
from tests.support.databases import own_database
from tests.support.turns import Turns
from tests.surfaces.api.pieces import PDF, TABLE, Asked
from tests.surfaces.api.program import ROOT, Program, program
from tests.surfaces.api.receipts import the_receipt
from tests.surfaces.api.world import CODE, World, full_world
from theriac.surfaces.api.export import openapi_document

ORDINARY, LONG = 6, 150
SOUND, BOTH = "positive", "all"
"""What the document forbids is refused before a database is asked, by what all operations share: in
an ordinary run of SQLite alone, and of one operation in twelve. What it allows, all are asked."""
SERVERS_SHARE = 6
"""A server is asked one operation of so many in an ordinary run, by turns."""
BOTH_SHARE = 12
OF_A_PERSON = {
    "POST /api/v1/approvals",
    "POST /api/v1/approval-requests",
    "POST /api/v1/approval-requests/{request_id}/yes",
    "POST /api/v1/approval-requests/{request_id}/no",
    "GET /api/v1/account",
    "POST /api/v1/purchase-proposals/{proposal_id}/approval",
    "POST /api/v1/purchase-proposals/{proposal_id}/rejection",
}
"""What a key never does: a person approves, a customer reads, by a token of their own."""
REFUSALS = ["2xx", "3xx", "403", "404", "409", "410", "422", "428"]
"""What valid data may meet: 422 where a rule and not the form refuses, 410 of an erased person (a
destroyed key stays destroyed when its case is rolled back)."""


def configuration(
    keys: Mapping[str, str], examples: int, seed: int, both: Sequence[str], left: Sequence[str]
) -> SchemathesisConfig:
    """How operations are asked: ``both`` what the document forbids, too, and ``left`` nothing.

    ``keys`` are the bearers of each scheme.
    """
    asked_both = [{"include-name": [*both], "generation": {"mode": BOTH}}] if both else []
    unasked = [{"include-name": [*left], "enabled": False}] if left else []
    return SchemathesisConfig.from_dict(
        {
            "seed": seed,
            "output": {"sanitization": {"enabled": False}},
            "auth": {"openapi": {scheme: {"bearer": key} for scheme, key in keys.items()}},
            "generation": {
                "max-examples": examples,
                "mode": SOUND,
                "database": "none",
                "with-security-parameters": False,
            },
            "checks": {
                # Each operation is asked without a credential and with unknown ones beside the
                # matrix of roles; here it would be asked so again with every case.
                "ignored_auth": {"enabled": False},
                "positive_data_acceptance": {"expected-statuses": REFUSALS},
                "missing_required_header": {"expected-statuses": ["400", "404", "422", "428"]},
            },
            "operations": [
                *unasked,
                *asked_both,
                # With a multipart body, a header's value within its bounds counts as a violation.
                {
                    "include-operation-id": [
                        "setPicture",
                        "startImport",
                        "addFile",
                        "receiveSavedSales",
                        "addOfferFile",
                        "addDeliveryInvoiceFile",
                        "sendPriceListFile",
                    ],
                    "checks": {"negative_data_rejection": {"enabled": False}},
                },
                # Well-formed, and yet nobody's password, PIN or token; mailboxes are limited.
                {
                    "include-operation-id": [
                        "signIn",
                        "refreshTokens",
                        "signOnToDuty",
                        "getOwnAccount",
                        "register",
                    ],
                    "checks": {
                        "positive_data_acceptance": {"expected-statuses": [*REFUSALS, "401", "429"]}
                    },
                },
            ],
        }
    )


def with_examples(world: World, asking: Program) -> dict[str, Any]:
    """The document with each operation's valid request as its example."""
    document = copy.deepcopy(openapi_document())
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            request = next(
                request
                for name, request in world.requests.items()
                if name.partition(":")[0] == operation["operationId"]
            )
            _exemplify(operation, path, asking.settled(request))
            assert request.method == method.upper()
    return document


def _exemplify(operation: dict[str, Any], path: str, request: Asked) -> None:
    values = dict(
        zip(path.split("/"), f"{ROOT}{request.path}".partition("?")[0].split("/"), strict=False)
    )
    for parameter in operation.get("parameters", ()):
        if parameter["in"] == "path":
            parameter["example"] = values["{" + parameter["name"] + "}"]
        elif parameter["name"] == "link":
            parameter["example"] = request.path.partition("?link=")[2]
        elif parameter["name"] == "If-Match":
            parameter["example"] = request.edits
        elif parameter["name"] == "Idempotency-Key":
            parameter["example"] = str(uuid4())
    if request.body is not None:
        operation["requestBody"]["content"]["application/json"]["example"] = request.body
    if request.form is not None:
        content = operation["requestBody"]["content"]["multipart/form-data"]
        text = request.content or (PDF if request.file == "leaflet" else TABLE)
        content["example"] = {**request.form, "file": text.decode()}


@pytest.fixture
def world(db: None, mails: None) -> World:
    return full_world()


@pytest.fixture
def document(world: World, request: pytest.FixtureRequest, is_long: bool, on_turn: Turns) -> Any:
    owner = program(world.shop, "owner")
    seed = seed_of(request.config)
    here = is_long or own_database() == "sqlite"
    asked = [name for name in labels() if on_turn.by_halves(name, SERVERS_SHARE)]
    both = [name for name in asked if here and on_turn.one_in(BOTH_SHARE, name)]
    left = [name for name in labels() if name not in asked]
    keys = {"ApiKey": owner.key, "SupplierToken": world.requests["listSuppliedOrders"].token}
    config = configuration(keys, LONG if is_long else ORDINARY, seed, both, left)
    document = schemathesis.openapi.from_dict(with_examples(world, owner), config=config)
    document.app = from_here(get_wsgi_application())
    chance = random.Random(seed)
    known = known_things(world)

    @document.hook
    def map_case(context: Any, case: Any) -> Any:
        # An example is the world's valid request: no chance takes its success away.
        is_example = case.meta.phase.name is TestPhase.EXAMPLES
        if case.meta.generation.mode.is_positive and not is_example and chance.random() < 0.5:
            case.path_parameters = renamed(case.path_parameters, known)
            case.body = renamed(case.body, known)
        return case

    return document


def from_here(application: Any) -> Any:
    """The application, asked from this machine: tries to sign in are counted by address.

    Each answer is read and closed at once, as servers do: what is kept for a request ends with it.
    """

    def app(environ: dict[str, Any], start_response: Any) -> Any:
        asked = {"REMOTE_ADDR": "127.0.0.1", **environ}
        with closing(application(asked, start_response)) as answer:
            return list(answer)

    return app


def known_things(world: World) -> dict[str, str]:
    return {
        "product_id": str(world.medicine.id),
        "pack_id": str(world.medicine.packs[10]),
        "batch_id": str(world.batch_id),
        "movement_id": str(world.movement_id),
        "receipt_id": str(the_receipt(world.shop, world.medicine, "posted")),
        "sale_id": str(world.sale_id),
        "case_id": str(world.case_id),
        "series_id": str(world.series_id),
        "branch_id": str(world.shop.branch_id),
        "person_id": str(world.shop.owner.id),
        "import_id": str(world.imports.checked),
        "file_id": str(world.file_id),
        "code": CODE,
    }


def renamed(value: Any, known: dict[str, str]) -> Any:
    """The same with existing things under the names that mean them."""
    if isinstance(value, dict):
        return {
            name: known[name] if name in known else renamed(one, known)
            for name, one in value.items()
        }
    return [renamed(one, known) for one in value] if isinstance(value, list) else value


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Requests leave the test's transaction open, as those of Django's own client do."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.rows("API-10", "API-11")
@pytest.mark.django_db
@pytest.mark.one_server
def test_no_case_fails_and_every_operation_reaches_a_success(
    document: Any, one_connection: None, on_turn: Turns
) -> None:
    seen: Counter[str] = Counter()
    succeeded: Counter[str] = Counter()
    unsound: set[str] = set()

    def check(case: Any) -> None:
        with transaction.atomic():
            response = case.call()
            case.validate_response(response)
            transaction.set_rollback(True)
        seen[case.operation.label] += 1
        if case.meta.generation.mode.is_negative:
            unsound.add(case.operation.label)
        succeeded[case.operation.label] += response.status_code in (200, 201)

    load_all_checks()
    failures = {}
    for label, run in operations_of(document, check):
        try:
            run()
        except (Exception, FailureGroup) as failure:  # noqa: BLE001 (all are told at the end)
            failures[label] = _told(failure)
    if failures:
        pytest.fail("\n".join(f"{label}: {told}" for label, told in failures.items()))
    assert {label for label in seen if not succeeded[label]} <= OF_A_PERSON
    assert seen.keys() == {label for label in labels() if on_turn.by_halves(label, SERVERS_SHARE)}
    both = [label for label in seen if on_turn.one_in(BOTH_SHARE, label)]
    assert len(unsound) * 2 >= len(both) or own_database() != "sqlite"


@cache
def labels() -> Sequence[str]:
    """Every operation of the document, as schemathesis names it."""
    paths = openapi_document()["paths"]
    return [f"{method.upper()} {path}" for path, methods in paths.items() for method in methods]


def operations_of(document: Any, check: Any) -> Iterator[tuple[str, Any]]:
    """Each operation with all its cases: examples, limits of each value, and random ones.

    What ``schemathesis.pytest.from_fixture`` does, which this version of pytest doesn't take.
    """
    for result in get_all_tests(schema=document, test_func=check, settings=None, given_kwargs={}):
        operation, run = result.ok()
        yield operation.label, run


def _told(failure: BaseException) -> str:
    inner = getattr(failure, "exceptions", ())
    return str(failure) + "".join(f"\n{_told(one)}" for one in inner)

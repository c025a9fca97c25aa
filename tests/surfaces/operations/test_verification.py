"""``verify`` names each violation, and says in its exit code whether there was any."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import translation

from tests.support.books import sealed_shop
from tests.support.jobs import run_due_jobs
from tests.support.shop import add_medicine, open_shop, stock_up
from theriac.core.append_only.installation import install_triggers, missing_triggers, triggers_of
from theriac.core.append_only.models import append_only_models
from theriac.core.append_only.triggers import drop_statement
from theriac.core.seal.models import SealHead
from theriac.core.verification.registry import CheckResult, Violation
from theriac.domains.stock.models import Balance
from theriac.surfaces.operations.verification import (
    checked,
    lines_of,
    run_verify,
    verify_everything,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_empty_installation_is_clean(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_verify() == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == f"{len(lines) - 1} checks, no violations"
    assert all(line.startswith("ok ") for line in lines[:-1])


def test_a_missing_trigger_is_a_violation(capsys: pytest.CaptureFixture[str]) -> None:
    model = append_only_models()[0]
    table = model._meta.db_table
    trigger = triggers_of(connection, model)[0]
    with connection.cursor() as cursor:
        cursor.execute(drop_statement(connection.vendor, trigger))
    try:
        assert run_verify(["core.triggers"]) == 1
    finally:
        install_triggers(connection)
    out = capsys.readouterr().out
    assert (
        f"  {table} isn't protected: the trigger {trigger.name} is missing or was changed.\n" in out
    )
    assert out.endswith("1 checks, 1 violations\n")
    assert missing_triggers(connection) == []


@pytest.mark.rows("STK-04")
def test_the_head_of_the_seal_is_told(
    settings: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.SEAL_STORE, settings.SEAL_KEY = tmp_path / "store", "07" * 32
    sealed_shop(1)
    head = SealHead.objects.get()
    assert run_verify() == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-3] == f"checkpoint  {head.size} rows, root {head.root}"
    assert lines[-2].endswith("; 0 rows wait for the next checkpoint")
    assert lines[-1].endswith("checks, no violations")
    assert sum(line.startswith("ok ") for line in lines) == len(lines) - 3


def test_checks_are_chosen_by_name() -> None:
    assert [result.name for result in checked(["core.files"])] == ["core.files"]


def test_the_nightly_job_tells_what_it_found() -> None:
    job = verify_everything.enqueue()
    assert run_due_jobs() == 1
    job.refresh()
    assert job.return_value["violations"] == 0
    assert job.return_value["findings"] == []
    assert {"core.files", "core.triggers"} <= set(job.return_value["checks"])


def test_the_nightly_job_keeps_codes_and_facts() -> None:
    shop = open_shop()
    stock_up(shop, add_medicine(shop), 5)
    Balance.objects.update(quantity=6)
    job = verify_everything.enqueue()
    run_due_jobs()
    job.refresh()
    found = {one["code"]: one for one in job.return_value["findings"]}["stock.balance_differs"]
    assert (found["code"], found["facts"]["moved"], found["facts"]["kept"]) == (
        "stock.balance_differs",
        5,
        6,
    )


@pytest.mark.rows("UX-04")
def test_the_command_line_speaks_the_terminals_language(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with translation.override("id"):
        assert run_verify(["core.files"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("sesuai      core.files  (1 diperiksa, ")
    assert lines[1] == "1 pemeriksaan, tidak ada penyimpangan"


def test_many_violations_are_counted_and_some_shown() -> None:
    violations = tuple(Violation("x", "x.row", {"row": number}) for number in range(25))
    lines = lines_of(CheckResult("x.y", 100, violations, 0.25))
    assert lines[0] == "25 ISSUES   x.y  (100 checked, 0.2 s)"
    assert lines[1] == "  x.row: row 0"
    assert lines[-1] == "  and 5 more"
    assert len(lines) == 22

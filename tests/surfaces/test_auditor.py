"""The auditor reads everything that the books are, and changes none of it: over all commands."""

from __future__ import annotations

import csv

import pytest

from tests.support.scripts import script
from tests.surfaces.test_matrix import MATRIX
from tests.surfaces.test_screens_matrix import matrix
from theriac.core.permissions import declared_permissions
from theriac.domains.accounts.roles import delivered_rights

RIGHTS = delivered_rights("auditor")
OWN_WORK = {"/jobs/{job_id}/cancel", "/jobs/{job_id}/retry", "/barcodes/parse", "/recalls/sought"}
"""POSTs that concern one's own work, or only read."""


def commands() -> dict[str, str]:
    """Every command that asks a right, and which."""
    declared = script("commands_page").commands()
    return {one.name: one.permission.code for one in declared if one.permission is not None}


@pytest.mark.rows("AUD-09")
def test_no_command_that_changes_something_is_the_auditors() -> None:
    """What is theirs is to take an export, and to say that they looked at an alarm."""
    asked = commands()
    assert set(asked.values()) <= {right.code for right in declared_permissions()}
    assert len(asked) > 80
    theirs = {name for name, code in asked.items() if code in RIGHTS}
    assert theirs == {"seal.take_export", "accounts.look_at_alarms"}


@pytest.mark.rows("AUD-09")
def test_the_auditor_reads_the_documents_and_no_write_of_the_api_is_theirs() -> None:
    with MATRIX.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["surface"] == "api"]
    writes = {
        row["path"]
        for row in rows
        if row["method"] != "GET" and row["auditor"] == "y" and "/auth/" not in row["path"]
    }
    assert writes - OWN_WORK == set()
    screens = {name for name, row in matrix().items() if row["auditor"] == "yes"}
    books = {"sale_list", "sale_detail", "stock_list", "stock_card", "trail", "seal"}
    assert books <= screens

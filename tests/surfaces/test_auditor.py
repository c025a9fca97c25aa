"""The auditor reads everything that the books are, and changes none of it: over all commands."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from tests.architecture.source import SOURCE, python_files
from tests.surfaces.test_matrix import MATRIX
from tests.surfaces.test_screens_matrix import matrix
from theriac.core.permissions import declared_permissions
from theriac.domains.accounts.roles import ROLE_PERMISSIONS

RIGHTS = ROLE_PERMISSIONS["auditor"]
COMMAND = re.compile(r"^@command\(permission=(\w+)\)\ndef (\w+)\(", re.MULTILINE)
DECLARED = re.compile(r'^(\w+) = permission\(\s*"([\w.]+)"', re.MULTILINE)
OWN_WORK = {"/jobs/{job_id}/cancel", "/jobs/{job_id}/retry", "/barcodes/parse", "/recalls/sought"}
"""POSTs that concern one's own work, or only read."""


def commands() -> dict[str, str]:
    """Every command that asks a right, and which."""
    texts = {path: path.read_text("utf-8") for path in python_files(SOURCE)}
    codes = {name: code for text in texts.values() for name, code in DECLARED.findall(text)}
    return {
        f"{Path(path).stem}.{name}": codes[right]
        for path, text in texts.items()
        for right, name in COMMAND.findall(text)
    }


@pytest.mark.rows("AUD-09")
def test_no_command_that_changes_something_is_the_auditors() -> None:
    """What is theirs is to take an export, and to say that they looked at an alarm."""
    asked = commands()
    assert set(asked.values()) <= {right.code for right in declared_permissions()}
    assert len(asked) > 80
    theirs = {name for name, code in asked.items() if code in RIGHTS}
    assert theirs == {"commands.take_export", "security.look_at_alarms"}


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

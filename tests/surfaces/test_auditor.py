"""The auditor reads everything that the books are, and changes none of it: over all commands."""

from __future__ import annotations

import csv
import re

import pytest

from tests.support.backoffice import client_of
from tests.support.scripts import script
from tests.support.shop import api_key
from tests.surfaces.api.program import Program
from tests.surfaces.backoffice.busy import busy_shop, screens
from tests.surfaces.test_matrix import MATRIX
from tests.surfaces.test_screens_matrix import matrix
from theriac.core.permissions import declared_permissions
from theriac.domains.accounts.roles import delivered_rights

RIGHTS = delivered_rights("auditor")
OWN_WORK = {
    "/jobs/{job_id}/cancel",
    "/jobs/{job_id}/retry",
    "/barcodes/parse",
    "/recalls/sought",
    "/gift-card-look-ups",
}
"""POSTs that concern one's own work, or only read."""
READ = {
    "count_list": {"count_begin", "count_plan"},
    "count_detail": {"count_cancel", "count_found", "count_post", "count_sheet", "count_phone"},
    "count_variances": {"count_again", "count_post"},
    "count_report": set(),
    "settings_history": {"settings_put_back", "settings"},
    "import_list": {"import_new"},
    "import_detail": {"import_commit", "import_discard", "import_check", "import_new"},
    "key_list": {"key_new", "key_revoke"},
    "share_list": {"share_new"},
    "subject_request_list": {"subject_request_new"},
    "subject_request_detail": {"subject_request_answer", "subject_request_close"},
    "share_detail": {"share_end"},
    "terminal_list": {"terminal_new", "device_new", "sealing_keys"},
    "terminal_detail": {"terminal_rename", "terminal_pair", "terminal_revoke", "series_close"},
    "retention": {"retention_confirm", "retention_kind"},
}
"""What an auditor looks at besides the books, and what whoever may can do from there."""


def commands() -> dict[str, str]:
    """Every command that asks a right, and which."""
    declared = script("commands_page").commands()
    return {one.name: one.permission.code for one in declared if one.permission is not None}


@pytest.mark.rows("AUD-09")
def test_no_command_that_changes_something_is_the_auditors() -> None:
    """What is theirs is to take an export, and to say that they looked at an alarm.

    Taking a prescription to the counter is a reading that is logged; its only door is a counter,
    where nobody signs in who may not sell.
    """
    asked = commands()
    assert set(asked.values()) <= {right.code for right in declared_permissions()}
    assert len(asked) > 80
    theirs = {name for name, code in asked.items() if code in RIGHTS}
    assert theirs - {"prescriptions.take_to_counter"} == {
        "seal.take_export",
        "accounts.look_at_alarms",
    }


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


@pytest.mark.rows("AUD-09")
@pytest.mark.django_db
@pytest.mark.databases("sqlite")  # the doors are the same on each
def test_the_auditor_opens_what_auditors_ask_for_and_can_change_none_of_it() -> None:
    """No form but those that every page has, no way to a page of an act, and the act refused."""
    shop, owner = busy_shop()
    addresses = screens(shop)
    auditor = client_of(shop, "auditor")
    everywhere = _forms(auditor.get(addresses["sale_list"]).text)
    offered: dict[str, set[str]] = {}
    for name, acts in READ.items():
        page = auditor.get(addresses[name])
        assert page.status_code == 200, name
        text = page.getvalue().decode() if page.streaming else page.text
        assert _forms(text) - everywhere == set(), name
        assert _offered(text, acts, addresses) == set(), name
        refused = {act for act in acts if auditor.post(addresses[act]).status_code == 403}
        assert refused == acts, name
        answer = owner.get(addresses[name])
        shown = answer.getvalue().decode() if answer.streaming else answer.text
        offered[name] = _offered(shown, acts, addresses)
    assert sum(bool(acts) for acts in offered.values()) > len(READ) // 2  # there is what to hide


@pytest.mark.rows("AUD-09")
@pytest.mark.django_db
@pytest.mark.databases("sqlite")
def test_the_auditor_reads_no_keys_secret_and_no_row_that_an_import_refused() -> None:
    shop, _owner = busy_shop()
    addresses = screens(shop)
    secret = api_key(shop, "cashier", "Kasir lain")
    auditor = client_of(shop, "auditor")
    keys = auditor.get(addresses["key_list"])
    assert "Kasir lain" in keys.text
    assert secret not in keys.text
    assert auditor.get(addresses["import_download"]).status_code == 403
    asking = Program(api_key(shop, "auditor", "Audit"))
    for path in ("/stock-counts", "/imports", "/settings/changes"):
        assert asking.get(path).status_code == 200, path


def _offered(text: str, acts: set[str], addresses: dict[str, str]) -> set[str]:
    """The acts to whose address the page leads, by a link or a form."""
    return {act for act in acts if re.search(f'"{re.escape(addresses[act])}["?#]', text)}


def _forms(text: str) -> set[str]:
    """Where the page's forms that change something lead."""
    forms = re.findall(r"<form[^>]*>", text)
    posting = [one for one in forms if re.search(r"""method=["']post["']""", one)]
    return {m.group(1) if (m := re.search(r'action="([^"]*)"', one)) else "" for one in posting}

"""Imports at each step, and a valid request for each operation on them."""

from __future__ import annotations

import io
from dataclasses import dataclass
from uuid import UUID

from tests.domains.catalog.imports.importing import answer_class
from tests.support.shop import Shop
from tests.surfaces.api.pieces import TABLE, Asked
from theriac.domains.catalog.commands.imports.begin import begin_import
from theriac.domains.catalog.commands.imports.steps import check_import
from theriac.domains.catalog.imports.work import check_rows

MAPPING = {
    "columns": [
        {"field": "base_unit", "columns": ["satuan"]},
        {"field": "code", "columns": ["kode"]},
        {"field": "name", "columns": ["nama"]},
        {"field": "price", "columns": ["harga"]},
    ],
    "identity": "code",
    "numbers": "1.234,56",
    "dates": "dmy",
    "packs": "",
    "defaults": [{"field": "legal_class", "value": "bebas"}],
    "words": [],
    "classes": [],
}


@dataclass(frozen=True)
class Imports:
    """Imports of one file each, by how far they are: two wait for their columns' meaning."""

    begun: UUID
    waiting: UUID
    checked: UUID
    unwanted: UUID


class Quiet:
    """Work that nobody watches."""

    def check(self) -> None:
        """It is never stopped."""

    def progress(self, done: int, total: int | None = None, message: str = "") -> None:
        """Nobody is told."""


def begin(shop: Shop, content: bytes = TABLE) -> UUID:
    """An import that waits for its columns' meaning."""
    import_id = begin_import(
        actor=shop.owner,
        branch_id=shop.branch_id,
        file=io.BytesIO(content),
        name="daftar.csv",
        kind="products",
    )
    answer_class(shop, import_id)
    return import_id


def begun_imports(shop: Shop) -> Imports:
    """One at each step that a request needs."""
    checked = begin(shop)
    check_import(actor=shop.owner, import_id=checked)
    check_rows(checked, Quiet())
    return Imports(begin(shop), begin(shop), checked, begin(shop))


def import_reads(imports: Imports) -> dict[str, str]:
    """A path by operation id."""
    return {
        "listImportKinds": "/import-kinds",
        "listImportMappings": "/import-mappings?kind=products",
        "listImports": "/imports?kind=products&state=checked&limit=1",
        "getImport": f"/imports/{imports.checked}",
        "listImportProblems": f"/imports/{imports.checked}/problems?consequence=left_out",
        "downloadImportProblems": f"/imports/{imports.checked}/problems/download",
    }


def import_writes(imports: Imports) -> dict[str, Asked]:
    """A request by operation id; rows are left out before they are brought in."""
    begun = f"/imports/{imports.begun}"
    checked = f"/imports/{imports.checked}"
    return {
        "startImport": Asked("POST", "/imports", file="table", form={"kind": "products"}),
        "chooseImportSheet": Asked("PUT", f"{begun}/sheet", {"head_row": 1}, edits=begun),
        "setImportMapping": Asked("PUT", f"{begun}/mapping", MAPPING, edits=begun),
        "checkImport": Asked("POST", f"/imports/{imports.waiting}/check"),
        "leaveOutRows": Asked("POST", f"{checked}/left-out-rows", {"rows": [5]}),
        "commitImport": Asked("POST", f"{checked}/commit", {"mode": "good_rows"}),
        "discardImport": Asked("POST", f"/imports/{imports.unwanted}/discard"),
    }

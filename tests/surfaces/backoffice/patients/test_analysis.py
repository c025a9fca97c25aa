"""The screen of data for analysis: a file in which nobody is alone, or why there is none."""

from __future__ import annotations

import io
import zipfile

from django.test import Client

from tests.support.backoffice import client_of
from tests.support.patients import register
from tests.support.shop import Shop


def test_the_file_is_taken_or_refused_beside_its_field(shop: Shop) -> None:
    owner: Client = client_of(shop, "owner")
    for name in ("Siti", "Wati", "Dewi"):
        register(shop, name, sex="female", addresses=["Bandung 40251"])

    few = owner.post("/patients/analysis/", {"k": "2", "form": "csv"})
    alone = owner.post("/patients/analysis/", {"k": "5", "form": "csv"})
    taken = owner.post("/patients/analysis/", {"k": "3", "form": "csv"})
    book = owner.post("/patients/analysis/", {"k": "3", "form": "xlsx"})

    assert (few.status_code, alone.status_code) == (422, 409)
    assert "Too few patients are similar, so no anonymised file can be" in alone.text
    lines = taken.getvalue().decode("utf-8-sig").splitlines()
    assert lines[0] == "pseudonym,born,sex,region,facts"
    assert {line.split(",", 1)[1] for line in lines[1:]} == {"1990-1999,female,402*,"}
    assert taken["Content-Disposition"] == 'attachment; filename="patients-k3.csv"'
    assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(book.getvalue())).namelist()

"""The printed form has its country's sections, in its order, with the batch."""

from __future__ import annotations

import pytest

from tests.support.adverse_events import assess, report
from tests.support.shop import open_shop
from theriac.domains.adverse_events.commands.open import open_report
from theriac.domains.adverse_events.paper import ReportPaper, paper_of_report, report_pdf
from theriac.domains.adverse_events.queries import form_of
from theriac.domains.adverse_events.rules.facts import ReportedMedicine

pytestmark = [pytest.mark.django_db, pytest.mark.rows("EXT-02")]
HEADS = {
    "id": ["Patient information", "Adverse drug reaction", "Medicines suspected"],
    "in": ["A. Patient information", "B. Suspected adverse reaction", "Relevant investigations"],
    "generic": ["I. Reaction information", "Patient information", "II. Suspect medicines"],
}


@pytest.mark.parametrize("country", sorted(HEADS))
def test_each_country_has_its_form(country: str) -> None:
    shop = open_shop(country)
    suspect = ReportedMedicine(role="suspect", name="Amoxil", batch_number="A-1", action="reduced")
    made = report(shop, reaction="word " * 190, medicines=[suspect] * 12, seriousness=["life"])
    assess(shop, made)
    opened = open_report(actor=shop.owner, branch_id=shop.branch_id, report_id=made)
    paper = ReportPaper(
        opened=opened, form=form_of(shop.branch_id), shop="Apotek", place="Jl. 1", reporter="Ratna"
    )
    drawn = paper_of_report(paper)
    titles = [drawn.heads[-1], *(one.title for one in drawn.further)]
    assert titles[:3] == HEADS[country]
    assert len(titles) == 8
    cells = [cell for table in drawn.further for row in table.rows for cell in row]
    assert {"A-1", "5 · Probable", "Probable or likely", "Ratna"} <= set(cells)
    rows = [row for table in (drawn, *drawn.further) for row in table.rows]
    assert sum(cell.count("word") for row in rows for cell in row) == 190
    assert drawn.total == ("Seriousness", "Life-threatening")
    assert report_pdf(paper).startswith(b"%PDF")

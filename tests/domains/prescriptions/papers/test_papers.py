"""What is printed of a prescription, from facts alone."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest
import zxingcpp
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from theriac.core.paper.sizes import PAPERS
from theriac.domains.dosage.directions.phrasebook import LabelCaution
from theriac.domains.dosage.etiket import LabelColour
from theriac.domains.dosage.notation.read import read_direction
from theriac.domains.prescriptions.papers import label as labels
from theriac.domains.prescriptions.papers.copies import (
    CopiedLine,
    PaperHead,
    PrescriptionCopy,
    copy_pdf,
)
from theriac.domains.prescriptions.papers.determinations import determination
from theriac.domains.prescriptions.papers.label import Etiket, label_fits, labels_pdf, slip_of
from theriac.domains.prescriptions.papers.leaflet import (
    ExplainedMedicine,
    Leaflet,
    leaflet_pdf,
    paper_of_leaflet,
)
from theriac.domains.prescriptions.papers.owed import OwedLine, OwingSlip, owing_pdf
from theriac.domains.prescriptions.papers.proofs import CopyProof, read_proof, written_proof

TODAY = date(2026, 11, 28)
HEAD = PaperHead("Apotek Sehat", "Jl. Melati 12", ["SIA: 503"], "apt. Rina", "SIPA: 1987")
LABEL = Etiket(
    pharmacy="Apotek Sehat",
    place="Jl. Melati 12, Bandung",
    number="R1A2B3C",
    on=TODAY,
    patient="Siti Rahmawati",
    medicine="Amoxicillin 500 mg",
    quantity="21 tablet",
    dosage=read_direction("3 dd 1 tab pc 7 hari").dosage,
    cautions=[LabelCaution.FINISH],
    batch="AMX2401",
    expires_on=date(2028, 5, 31),
)
PROOF = CopyProof(UUID(int=7), datetime(2026, 11, 28, 3, 4, 5, tzinfo=UTC))
COPY = PrescriptionCopy(
    head=HEAD,
    code="R1A2B3C",
    number="23/A",
    written_on=date(2026, 11, 20),
    valid_until=date(2027, 2, 20),
    copied_on=TODAY,
    prescriber="dr. Budi",
    patient="Siti Rahmawati",
    birth_date=date(1980, 4, 5),
    lines=[
        CopiedLine(
            written="Amoxicillin 500 mg",
            directions="3 dd 1 tab pc",
            unit="tablet",
            quantity=30,
            repeats=0,
            dispensed=20,
        ),
        CopiedLine(
            written="Codein 10 mg",
            directions="",
            unit="tablet",
            quantity=10,
            repeats=2,
            dispensed=0,
            only_here=True,
        ),
    ],
    verify_at=f"https://apotek.example/copy/{written_proof(PROOF)}/",
)


def words_of(pdf: bytes, place: int = 0) -> str:
    page = pypdfium2.PdfDocument(pdf)[place]
    return " ".join(page.get_textpage().get_text_bounded().split())


@pytest.mark.rows("RX-11")
def test_a_label_has_name_dose_batch_and_expiry_in_the_patients_language() -> None:
    english = words_of(labels_pdf([LABEL], PAPERS["58"], "en"))
    assert english == (
        "Apotek Sehat Jl. Melati 12, Bandung R1A2B3C · 28 Nov 2026 For: Siti Rahmawati "
        "Amoxicillin 500 mg · 21 tablet Take 1 tablet 3 times a day, after food, for 7 days. "
        "Finish the course. Batch AMX2401 · Exp 31 May 2028"
    )
    indonesian = words_of(labels_pdf([LABEL], PAPERS["58"], "id"))
    assert "Untuk: Siti Rahmawati" in indonesian
    assert "Minum 1 tablet 3 kali sehari, sesudah makan, selama 7 hari." in indonesian
    assert "ED 31 Mei 2028" in indonesian
    hindi = slip_of(LABEL, "hi")
    assert "1 गोली दिन में 3 बार, खाने के बाद, 7 दिन तक लें।" in [one.words for one in hindi.lines]
    assert len(hindi.drawings) == 2


@pytest.mark.rows("RX-11")
@pytest.mark.parametrize("language", ["en", "id", "hi"])
@pytest.mark.parametrize("code", PAPERS)
def test_a_label_can_be_read_on_every_paper(code: str, language: str) -> None:
    assert label_fits(LABEL, PAPERS[code], language)


@pytest.mark.rows("RX-11")
def test_white_for_the_mouth_and_blue_for_outside_by_direction_or_by_hand() -> None:
    assert slip_of(LABEL, "id").band == labels.GREY
    drops = replace(LABEL, dosage=read_direction("2 drops tds right eye").dosage)
    assert slip_of(drops, "id").band == labels.BLUE
    assert "Obat luar. Jangan diminum." in [one.words for one in slip_of(drops, "id").lines]
    unsure = replace(LABEL, dosage=None, written="s u.c.")
    assert slip_of(unsure, "id").band is None
    assert "s u.c." in [one.words for one in slip_of(unsure, "id").lines]
    assert slip_of(replace(unsure, colour=LabelColour.BLUE), "id").band == labels.BLUE


def test_where_hindi_cant_be_written_the_label_is_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labels, "can_shape", lambda: False)
    assert labels.language_of_label("hi") == "en"
    assert labels.language_of_label("id") == "id"


@pytest.mark.shared
@pytest.mark.rows("RX-10")
def test_the_marks_of_a_copy_are_those_of_the_vectors(shared: Path) -> None:
    cases = json.loads((shared / "vectors/id_salinan_resep.json").read_text("utf-8"))["cases"]
    assert len(cases) == 11
    for case in cases:
        given = case["prescribed"] * (1 + case["iter"]) - case["remaining_total"]
        mark = determination(case["prescribed"], case["iter"], given)
        assert mark == case["mark"], case["id"]
    assert determination(10, 1, 14) == "det, iter used 0, det 4 of 10"


@pytest.mark.rows("RX-10", "RX-23")
def test_a_copy_has_what_is_left_and_a_code_that_names_nobody() -> None:
    pdf = copy_pdf(COPY)
    words = words_of(pdf)
    for said in (
        *("Copy of prescription", "R1A2B3C · 28 Nov 2026", "SIA: 503", "Patient: Siti Rahmawati"),
        *("Amoxicillin 500 mg – S. 3 dd 1 tab pc", "det 20 of 30", "10 tablet", "ne det"),
        *("dispensed only at this pharmacy", "p.c.c.", "apt. Rina", "SIPA: 1987"),
    ):
        assert said in words, said
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=3).to_pil()
    (code,) = zxingcpp.read_barcodes(picture)
    assert code.text == COPY.verify_at
    assert read_proof(code.text.rstrip("/").rpartition("/")[2]) == PROOF
    with override("id"):
        assert "Salinan resep" in words_of(copy_pdf(COPY))


@pytest.mark.rows("RX-23")
@given(st.text(max_size=60), st.integers(0, 42), st.characters(codec="ascii"))
def test_no_other_proof_is_taken(text: str, place: int, letter: str) -> None:
    proof = written_proof(PROOF)
    assert len(proof) == 43
    assert read_proof(text) is None
    changed = proof[:place] + letter + proof[place + 1 :]
    found = read_proof(changed)
    assert found in (None, PROOF)
    assert read_proof(proof) == PROOF


@pytest.mark.rows("RX-07")
def test_an_owing_slip_says_what_is_owed_until_when_in_two_copies() -> None:
    slip = OwingSlip(
        head=HEAD,
        code="R1A2B3C",
        on=TODAY,
        until=date(2027, 2, 20),
        patient="Siti Rahmawati",
        lines=[
            OwedLine("Amoxicillin 500 mg", "tablet", 30, 20),
            OwedLine("Paracetamol 500 mg", "tablet", 10, 10),
        ],
    )
    pdf = owing_pdf(slip)
    assert len(pypdfium2.PdfDocument(pdf)) == 2
    words = words_of(pdf)
    assert "Collect until: 20 Feb 2027" in words
    assert "Amoxicillin 500 mg 30 tablet 20 tablet 10 tablet" in words
    assert "Paracetamol" not in words


@pytest.mark.rows("RX-17")
def test_a_leaflet_explains_each_medicine_in_the_patients_language() -> None:
    leaflet = Leaflet(
        head=HEAD,
        code="R1A2B3C",
        on=TODAY,
        patient="Siti Rahmawati",
        medicines=[
            ExplainedMedicine("Amoxicillin 500 mg", "21 tablet", LABEL.dosage, "", LABEL.cautions),
            ExplainedMedicine("Krim", "1", read_direction("apply bd").dosage),
            ExplainedMedicine("Salep", "1", None, "s u.c."),
        ],
    )
    words = words_of(leaflet_pdf(leaflet, "id"))
    assert "Cara pakai" in words
    assert "Jauhkan dari jangkauan anak." in words
    assert "Obat luar. Jangan diminum." in words
    assert "s u.c." in words
    assert paper_of_leaflet(leaflet, "hi").total == (
        "कोई सवाल? अपने फ़ार्मासिस्ट से पूछें",
        "apt. Rina",
    )

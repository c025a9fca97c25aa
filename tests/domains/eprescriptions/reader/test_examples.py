"""Every MedicationRequest of the shared data: read, or refused with its place and reason."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date
from pathlib import Path
from typing import Any

import pytest

from tests.support.eprescriptions import a_bundle, a_doctor, a_patient, parsed
from theriac.domains.eprescriptions.problems import BundleRefused
from theriac.domains.eprescriptions.reader.bundle import read_bundle
from theriac.domains.eprescriptions.reader.facts import SentPrescription
from theriac.domains.eprescriptions.reader.requests import BundleTerms

pytestmark = [pytest.mark.shared, pytest.mark.rows("RX-06")]
TERMS = BundleTerms(date(2026, 11, 22), UTC)
IN_2015 = BundleTerms(date(2015, 3, 1), UTC)
"""When those of HL7 were written."""
REASONS = {
    "completed": "status: This prescription is completed",
    "on-hold": "status: This prescription is on hold",
    "stopped": "status: This prescription was stopped",
    "over": "end: The prescription is no longer valid",
    "absent": "medicationReference: Add the Medication",
}


def read(bundle: dict[str, Any], terms: BundleTerms = TERMS) -> SentPrescription | str:
    """What it says, or the first reason why not, behind the last part of its place."""
    try:
        (found,) = read_bundle(parsed(bundle), terms).prescriptions
    except BundleRefused as refused:
        place, words = next(iter(refused.errors.items()))
        assert place.startswith("Bundle.entry[0].resource.")
        return f"{place.rpartition('.')[2]}: {words}"
    return found


def counted(answers: Iterator[SentPrescription | str]) -> Counter[str]:
    """How many were taken, with what is left of their line, and refused for which reason."""
    found: Counter[str] = Counter()
    for one in answers:
        if isinstance(one, str):
            found[next(code for code, words in REASONS.items() if one.startswith(words))] += 1
        else:
            found["taken: " + ", ".join(one.lines[0].left)] += 1
    return found


def test_those_of_hl7(shared: Path) -> None:
    """26 of FHIR R4, with the people whom they name."""
    with gzip.open(shared / "data/fhir/hl7_r4_examples.ndjson.gz", "rt") as lines:
        rows = [json.loads(line) for line in lines]
    requests = [row for row in rows if row["resourceType"] == "MedicationRequest"]
    people = (a_patient(id="pat1"), a_doctor(id="f007"))
    bundles = [a_bundle(one, *people) for one in requests]
    assert counted(read(one, IN_2015) for one in bundles) == {
        "completed": 13,
        "on-hold": 4,
        "absent": 1,
        "taken: ": 1,
        "taken: dosage": 2,
        "taken: dosage, quantity": 4,
        "taken: route, dosage, quantity": 1,
    }
    assert counted(read(one) for one in bundles)["over"] == 5


def test_those_of_synthea(shared: Path) -> None:
    """56 of twelve people, who are no orders with directions but histories."""
    answers = []
    for path in sorted((shared / "data/fhir/synthea").glob("*.gz")):
        with gzip.open(path, "rt") as whole:
            entries = json.load(whole)["entry"]
        by_name = {entry["fullUrl"]: entry["resource"] for entry in entries}
        for resource in by_name.values():
            if resource["resourceType"] != "MedicationRequest":
                continue
            people = [by_name[resource[name]["reference"]] for name in ("subject", "requester")]
            told = a_bundle(resource)
            told["entry"] += [
                {"fullUrl": resource[name]["reference"], "resource": person}
                for name, person in zip(("subject", "requester"), people, strict=True)
            ]
            answers.append(read(told))
    assert counted(iter(answers)) == {"stopped": 43, "taken: dosage, quantity": 13}


def test_those_of_satusehat(shared: Path) -> None:
    """Four of the ministry's collection, which reports what was dispensed already."""
    with gzip.open(shared / "data/fhir/satusehat_farmasi_requests.json.gz", "rt") as whole:
        bodies = [one["body"] for one in json.load(whole) if isinstance(one["body"], dict)]
    requests = [one for one in bodies if one["resourceType"] == "MedicationRequest"]
    people = (a_patient(id="{{Patient_id}}"), a_doctor(id="{{Practitioner_id}}"))
    assert counted(read(a_bundle(one, *people)) for one in requests) == {"completed": 4}
    told = []
    for one in requests:
        one["status"] = "active"
        one["dispenseRequest"].pop("validityPeriod")
        found = read(a_bundle(one, *people))
        assert isinstance(found, SentPrescription)
        line = found.lines[0]
        told.append((found.number, line.written[:12], line.quantity, line.repeats, line.left))
        assert (line.directions["route"], line.text[-4:]) == ("oral", "(pc)")
    assert told == [
        ("A00000111222", "Captopril 12", 10, 1, ()),
        ("A00000111222", "Amoxicillin ", 10, 1, ()),
        ("A00000111116", "Paracetamol ", 21, 1, ("compound",)),
        ("A00000111117", "Paracetamol ", 10, 1, ("compound",)),
    ]


def test_those_of_the_vectors(shared: Path) -> None:
    """One of R4 is taken whole, one of R5 is refused."""
    cases = json.loads((shared / "vectors/fhir_resources.json").read_text())["cases"]
    requests = [one for one in cases if one["name"] == "MedicationRequest" and one["valid"]]
    people = (a_patient(), a_doctor())
    fourth, fifth = (read(a_bundle(one["resource"], *people)) for one in requests)
    assert isinstance(fourth, SentPrescription)
    assert (fourth.number, fourth.ends_on, fourth.lines[0].left) == ("RX-1", "2026-12-20", ())
    assert fourth.lines[0].directions == {
        "is_as_needed": False,
        "times": 2,
        "period": 1,
        "period_unit": "d",
        "dose_numerator": 1,
        "dose_denominator": 1,
    }
    assert str(fifth).startswith("medication: This is FHIR R5")

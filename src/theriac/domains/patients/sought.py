"""A stored patient as the rules of finding and likeness read one, and their keyed hashes."""

from __future__ import annotations

from theriac.core.database.insert import insert_rows
from theriac.core.privacy.keyed_hashes import HashKey, hash_keys
from theriac.countries.base import CountryProfile
from theriac.countries.registry import profile_for
from theriac.domains.organisation.queries.branches import get_pharmacy
from theriac.domains.patients.models import Patient, SearchToken
from theriac.domains.patients.rules.particulars import Particulars
from theriac.domains.patients.rules.tokens import PersonFacts, tokens_of, twin_of


def profile() -> CountryProfile:
    """The pharmacy's country."""
    pharmacy = get_pharmacy()
    return profile_for(pharmacy.country if pharmacy else "generic")


def sought_patient(patient: Patient, calling_code: str) -> PersonFacts:
    """What a stored patient may be found by."""
    return PersonFacts(
        names=patient.names,
        birth_date=patient.birth_date,
        phones=[one["value"] for one in patient.contacts if one["kind"] != "email"],
        numbers=list(patient.national_ids.values()),
        calling_code=calling_code,
    )


def sought_particulars(given: Particulars, calling_code: str) -> PersonFacts:
    """What somebody who isn't stored yet would be found by."""
    return PersonFacts(
        names=given.names,
        birth_date=given.birth_date,
        phones=[one.value for one in given.contacts if one.kind != "email"],
        numbers=list(given.national_ids.values()),
        calling_code=calling_code,
    )


def mark(patient: Patient, calling_code: str, key: HashKey | None = None) -> set[int]:
    """Set the patient's own hash columns under the newest key; the tokens that are to be kept."""
    newest = key or hash_keys()[0]
    person = sought_patient(patient, calling_code)
    patient.twin = twin_of(person, newest)
    patient.hash_generation = newest.generation
    return tokens_of(person, newest)


def keep_tokens(patient: Patient, tokens: set[int]) -> None:
    """Let the patient be found by these and by nothing else; two statements."""
    SearchToken.objects.filter(patient=patient).delete()
    insert_rows(
        SearchToken, [SearchToken(token=token, patient_id=patient.id) for token in sorted(tokens)]
    )

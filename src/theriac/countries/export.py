"""The countries' tables as data, for the counter's program, which holds the same rules.

``python -m theriac.countries.export`` prints ``static/counter/domain/countries/statutes.js``; a
test holds the committed file to this. Titles are in English, the words that translations key on.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation

from theriac.countries.base import CountryProfile
from theriac.countries.gates import LegalClass, NamedException
from theriac.countries.india import schedules as india_schedules
from theriac.countries.india.returns import LARGE_CONSUMER_INVOICE
from theriac.countries.india.states import STATES
from theriac.countries.india.tax_classes import NAMED_NIL, NAMED_NIL_WAS_5, RATES
from theriac.countries.indonesia.ceilings import SERVICE
from theriac.countries.indonesia.tax import PPN
from theriac.countries.prescriptions import PrescriptionRule
from theriac.countries.recipients import RecipientRule
from theriac.countries.registry import PROFILES

_HEAD = """\
/**
 * The countries' tables: dated rows and facts. Made by `python -m theriac.countries.export` from
 * the server's own tables; never edited by hand.
 */
export const STATUTES = """


def _rows(rows: Sequence[Any]) -> list[dict[str, Any]]:
    return [asdict(row) for row in rows]


def _legal_class(legal_class: LegalClass) -> dict[str, Any]:
    return {
        "code": legal_class.code,
        "title": str(legal_class.title),
        "mark": legal_class.mark,
        "style": legal_class.style.value,
        "needs_prescription": legal_class.needs_prescription,
        "register": legal_class.register,
    }


def _exception(exception: NamedException) -> dict[str, Any]:
    return {
        "code": exception.code,
        "title": str(exception.title),
        "hint": str(exception.hint),
        "legal_classes": list(exception.legal_classes),
    }


def _prescription(rule: PrescriptionRule) -> dict[str, Any]:
    return {
        "legal_class": rule.legal_class,
        "valid_from": rule.valid_from,
        "days": rule.days,
    }


def _recipient(rule: RecipientRule) -> dict[str, Any]:
    return {
        "legal_class": rule.legal_class,
        "valid_from": rule.valid_from,
        "asked": rule.asked,
    }


def _forms(profile: CountryProfile) -> list[dict[str, Any]]:
    forms = []
    for registered in (True, False):
        for all_nil in (False, True):
            form = profile.receipt_form(registered=registered, all_nil=all_nil)
            forms.append(
                {
                    "registered": registered,
                    "all_nil": all_nil,
                    "code": form.code,
                    "title": str(form.title),
                    "fields": list(form.fields),
                    "statements": [str(statement) for statement in form.statements],
                }
            )
    return forms


def facts_of(profile: CountryProfile) -> dict[str, Any]:
    """What a program needs to know of a country, in JSON's own types."""
    return {
        "currency": profile.currency,
        "prices_include_tax": profile.prices_include_tax,
        "sells_at_mrp": profile.sells_at_mrp,
        "tax_classes": [known.code for known in profile.tax_classes],
        "legal_classes": [_legal_class(known) for known in profile.legal_classes],
        "prescriptions": [_prescription(rule) for rule in profile.prescriptions],
        "recipients": [_recipient(rule) for rule in profile.recipients],
        "named_exceptions": [_exception(known) for known in profile.named_exceptions],
        "licences": [
            {"code": field.code, "label": str(field.label), "holder": field.holder.value}
            for field in profile.licences
        ],
        "receipt_forms": _forms(profile),
    }


def statutes() -> dict[str, Any]:
    """Every country's facts, and the tables that its own rules read."""
    countries = {code: facts_of(profile) for code, profile in PROFILES.items()}
    countries["id"] |= {"ppn": _rows(PPN), "het_service": _rows(SERVICE)}
    countries["in"] |= {
        "rates": {tax_class: _rows(rows) for tax_class, rows in RATES.items()},
        "large_consumer_invoice": _rows(LARGE_CONSUMER_INVOICE),
        "records": india_schedules.RECORDS,
        "named_nil": sorted(NAMED_NIL),
        "named_nil_was_5": sorted(NAMED_NIL_WAS_5),
        "states": STATES,
    }
    return countries


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in a table")


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _entry(name: str, value: object) -> str:
    """A fact on its own line, each row of a longer table too."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        rows = ",\n".join(f"   {_line(row)}" for row in value)
        return f"  {_line(name)}: [\n{rows}\n  ]"
    return f"  {_line(name)}: {_line(value)}"


def module_text() -> str:
    """The module that the counter loads."""
    with translation.override("en"):
        countries = [
            f" {_line(code)}: {{\n" + ",\n".join(_entry(*fact) for fact in facts.items()) + "\n }"
            for code, facts in statutes().items()
        ]
    return f"{_HEAD}{{\n" + ",\n".join(countries) + "\n};\n"


if __name__ == "__main__":
    settings.configure(USE_I18N=False)
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write(module_text())

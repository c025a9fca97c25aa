"""Safety checks of medicines, and the sets of knowledge behind them."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core import clock
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.clinical.basket import Basket, CheckedMedicine, CheckedPerson
from theriac.domains.clinical.commands.check import check_for_patient
from theriac.domains.clinical.permissions import (
    CHECK_SAFETY,
    MANAGE_KNOWLEDGE,
    VIEW_KNOWLEDGE,
)
from theriac.domains.clinical.queries.basket import check_basket
from theriac.domains.clinical.queries.report import RuleAnswers, answers_by_rule
from theriac.domains.clinical.queries.sets import LINES, SETS, get_set, list_lines, list_sets
from theriac.domains.clinical.rules.knowledge import SetName
from theriac.domains.clinical.rules.results import Alert, NotRun, Result
from theriac.domains.clinical.words import GAPS, in_language
from theriac.domains.patients.ids import PatientId
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import asking, operation
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.clinical.checks import (
    CheckNotRun,
    CheckRan,
    SafetyAlert,
    SafetyCheck,
    SafetyCheckAsked,
    SafetyLine,
    SafetyLinePage,
    SafetyLinesWanted,
    SafetyRuleMet,
    SafetyRuleReport,
    SafetyRulesWanted,
    SafetySet,
    SafetySetPage,
    SafetySetsWanted,
    SetAsked,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["clinical"])
MONTH = timedelta(days=31)


@router.post(
    "/safety-checks",
    **asking(
        "checkSafety",
        "Check the safety of medicines",
        answers=SafetyCheck,
        may=[CHECK_SAFETY],
        detail="Reads a patient's record where one is named, which is recorded.",
    ),
)
def check(request: HttpRequest, here: Query[Here], body: SafetyCheckAsked) -> HttpResponse:
    """Interactions, allergies, duplicates, doses, age, pregnancy, conditions."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    basket = Basket(
        medicines=[CheckedMedicine(**one.model_dump()) for one in body.medicines],
        person=CheckedPerson(**body.person.model_dump()) if body.person else None,
    )
    if body.patient_id is None:
        result = check_basket(actor=actor, branch_id=branch_id, basket=basket)
    else:
        result = check_for_patient(
            actor=actor,
            branch_id=branch_id,
            patient_id=PatientId(body.patient_id),
            basket=basket,
        )
    return respond(request, _result(result))


@router.get(
    "/safety-rules",
    **operation(
        "countSafetyAlerts",
        "Count how safety alerts were met",
        answers=SafetyRuleReport,
        may=[MANAGE_KNOWLEDGE],
    ),
)
def rules(request: HttpRequest, wanted: Query[SafetyRulesWanted]) -> HttpResponse:
    """By rule how often alerts were shown, overridden and heeded."""
    since = clock.now() - wanted.months * MONTH
    found = answers_by_rule(actor=actor_of(request), since=since, at_branch=wanted.at_branch)
    return respond(request, SafetyRuleReport(items=[_met(one) for one in found]))


@router.get(
    "/safety-sets",
    **operation(
        "listSafetySets",
        "List the sets behind safety checks",
        answers=SafetySetPage,
        may=[VIEW_KNOWLEDGE],
    ),
)
def sets(request: HttpRequest, wanted: Query[SafetySetsWanted]) -> HttpResponse:
    page = page_of(SETS, list_sets(actor=actor_of(request)), wanted)
    items = [told(SafetySet, one) for one in page.items]
    return respond(request, SafetySetPage(items=items, **edges(page)))


@router.get(
    "/safety-sets/{set_id}",
    **operation(
        "getSafetySet",
        "Read a set behind safety checks",
        answers=SafetySet,
        may=[VIEW_KNOWLEDGE],
    ),
)
def read(request: HttpRequest, set_id: Id) -> HttpResponse:
    return respond(request, _set(request, set_id))


@router.get(
    "/safety-sets/{set_id}/lines",
    **operation(
        "listSafetyLines",
        "List the lines of a set",
        answers=SafetyLinePage,
        may=[VIEW_KNOWLEDGE],
    ),
)
def lines(request: HttpRequest, set_id: Id, wanted: Query[SafetyLinesWanted]) -> HttpResponse:
    _set(request, set_id)
    page = page_of(LINES, list_lines(actor=actor_of(request), set_id=set_id), wanted)
    items = [
        told(SafetyLine, one, said=in_language(one.said), to_do=in_language(one.to_do))
        for one in page.items
    ]
    return respond(request, SafetyLinePage(items=items, **edges(page)))


def _set(request: HttpRequest, set_id: UUID) -> SafetySet:
    found = get_set(actor=actor_of(request), set_id=set_id)
    if found is None:
        raise NotFound(_("This set doesn’t exist."), set_id=set_id)
    return told(SafetySet, found)


def _met(one: RuleAnswers) -> SafetyRuleMet:
    return SafetyRuleMet(
        id=one.rule.id,
        check=one.rule.check.value,
        set_name=one.rule.set_name,
        rule=one.rule.rule,
        tier=int(one.tier),
        weighed=int(one.weighed) if one.weighed else None,
        shown=one.shown,
        overridden=one.answered,
        heeded=one.heeded,
        override_rate_bp=one.rate_bp,
    )


def _result(result: Result) -> SafetyCheck:
    return SafetyCheck(
        alerts=[_alert(one) for one in result.alerts],
        ran=[
            CheckRan(check=one.check.value, sets=[_named(each) for each in one.sets])
            for one in result.ran
        ],
        not_run=[_gap(one) for one in result.not_run],
    )


def _alert(one: Alert) -> SafetyAlert:
    return SafetyAlert(
        check=one.check.value,
        tier=int(one.tier),
        rule=one.rule,
        subjects=list(one.subjects),
        keys=[each.id for each in one.medicines],
        said=in_language(one.said),
        to_do=in_language(one.to_do),
        source=one.source,
        set=_named(one.of) if one.of else None,
        arithmetic=one.arithmetic,
        acknowledge=one.acknowledge,
        is_of_the_basket=one.is_of_the_basket,
    )


def _named(one: SetName) -> SetAsked:
    return SetAsked(name=one.name, edition=one.edition)


def _gap(one: NotRun) -> CheckNotRun:
    return CheckNotRun(
        check=one.check.value, why=one.why.value, words=str(GAPS[one.why]), what=one.what
    )

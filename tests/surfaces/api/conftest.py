"""One shop with a medicine in stock, and a program that manages it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from tests.surfaces.api.program import Program, program
from theriac.core.problems import Problem
from theriac.surfaces.api.refusals import errors
from theriac.surfaces.api.schemas import problem as told


@pytest.fixture(autouse=True, scope="session")
def _each_refusal_is_as_its_document_says() -> Iterator[None]:
    """Whatever a test of the API is refused with fits the schema of refusals, its facts too."""
    written = errors.problem_body

    def checked(problem: Problem, found: list[Mapping[str, str]]) -> dict[str, Any]:
        body = written(problem, found)
        told.Problem.model_validate(body)
        return body

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(errors, "problem_body", checked)
        yield


@pytest.fixture
def manager(shop: Shop) -> Program:
    return program(shop)


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)
    return medicine

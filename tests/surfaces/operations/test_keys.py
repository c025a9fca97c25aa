"""Keys of programs are made with a terminal of their own, listed without their secret, revoked."""

from __future__ import annotations

from argparse import Namespace

import pytest

from tests.surfaces.operations.test_first_steps import MELATI
from theriac.domains.accounts.queries.people import list_api_keys
from theriac.domains.accounts.queries.tokens import published_keys
from theriac.domains.organisation.queries.terminals import list_terminals
from theriac.surfaces.operations import keys
from theriac.surfaces.operations.cli.subcommand import Refusal
from theriac.surfaces.operations.first_steps import begin

pytestmark = pytest.mark.django_db

SHOP = Namespace(branch="MLT", key_name="Web shop", role="cashier", terminal="W1")


def test_a_key_has_a_terminal_of_its_own_and_is_shown_once() -> None:
    begin(MELATI)
    secret, sentence = keys.make(SHOP)
    assert sentence == "Keep it now: it isn't shown again."
    assert list_terminals().get().code == "W1"
    (line,) = keys.listing(Namespace())
    assert secret not in line
    assert line.split() == [f"{secret[:8]}…", "valid", "cashier", "MLT", "W1", "Web", "shop"]


def test_an_unknown_branch_is_named_with_those_there_are() -> None:
    begin(MELATI)
    with pytest.raises(Refusal, match=r"There is no branch XYZ\. Branches: MLT\."):
        keys.make(Namespace(**{**vars(SHOP), "branch": "XYZ"}))


def test_a_key_is_revoked_by_its_name() -> None:
    begin(MELATI)
    keys.make(SHOP)
    assert keys.revoke(Namespace(key="Web shop", reason="lost")) == ["Web shop is revoked."]
    assert list_api_keys().get().revoked_at is not None
    with pytest.raises(Refusal, match="0 valid keys are called Web shop"):
        keys.revoke(Namespace(key="Web shop", reason="again"))


def test_without_a_key_the_list_says_so() -> None:
    assert keys.listing(Namespace()) == ["There is no key yet."]


def test_a_new_key_signs_beside_the_one_before_or_alone() -> None:
    keep = Namespace(withdraw=False, reason="")
    (first,) = keys.signing(keep)
    keys.signing(keep)
    assert "hold until they end" in first
    assert len(published_keys()) == 2

    (alone,) = keys.signing(Namespace(withdraw=True, reason="stolen"))
    assert [f"{key.key_id} signs" in alone for key in published_keys()] == [True]

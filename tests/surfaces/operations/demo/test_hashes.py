"""The demo's printed passwords and PINs cost little to hash, and nobody else's become cheap."""

import pytest
from django.contrib.auth.hashers import check_password, get_hasher, make_password

from theriac.surfaces.operations.demo.hashes import LEAST, printed_secrets


def costs() -> dict[str, int]:
    hasher = get_hasher()
    return {name: getattr(hasher, name) for name in LEAST}


def test_they_are_hashed_at_the_least_cost_and_fit() -> None:
    with printed_secrets():
        kept = make_password("cardamom-harbour-39")
        assert "$m=1024,t=1,p=1$" in kept
    assert check_password("cardamom-harbour-39", kept)
    assert not check_password("cardamom-harbour-38", kept)


def test_afterwards_and_after_a_failure_the_cost_is_what_it_was() -> None:
    before = costs()
    with pytest.raises(LookupError), printed_secrets():
        raise LookupError
    assert costs() == before


def test_what_was_hashed_so_is_hashed_anew_at_the_first_sign_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with printed_secrets():
        kept = make_password("cardamom-harbour-39")
    monkeypatch.setattr(get_hasher(), "memory_cost", 2_048)
    renewed: list[str] = []
    assert check_password("cardamom-harbour-39", kept, setter=renewed.append)
    assert renewed == ["cardamom-harbour-39"]

"""One spelling for what sounds alike."""

from __future__ import annotations

import pytest

from theriac.domains.catalog.search.spelling.sounds import sound, sounds_of_beginning

ALIKE = """
paracetamol parasetamol
amoxicillin amoksisilin amoxycillin
cefixime sefiksim
ciprofloxacin siprofloksasin
chlorpheniramine klorfeniramin
dexamethasone deksametason
phenytoin fenitoin
theophylline teofilin
hydrochlorothiazide hidroklorotiazid
xylometazoline ksilometazolin
coenzyme koenzim
sulphate sulfat sulfate
aciclovir acyclovir asiklovir
azithromycin azitromisin asitromisin
acetylcysteine asetilsistein
oestradiol estradiol
capsule kapsul
syrup sirup
vaccine vaksin
chloroquine klorokuin
cephalexin cefalexin sefaleksin
"""


@pytest.mark.parametrize("line", ALIKE.split("\n")[1:-1])
def test_alike(line: str) -> None:
    assert len({sound(word) for word in line.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("losartan", "valsartan"), ("cefixime", "cefotaxime"), ("prednisone", "prednisolone")],
)
def test_lookalikes_stay_apart(one: str, other: str) -> None:
    assert sound(one) != sound(other)


def test_what_is_not_letters_stays() -> None:
    assert sound("b12") == "b12"
    assert sound("é") == "é"
    assert sound("") == ""


def test_a_beginning_may_go_on_in_two_ways() -> None:
    assert sounds_of_beginning("parac") == ["parak", "paras"]
    assert sounds_of_beginning("amp") == ["amp", "amf"]
    assert sounds_of_beginning("amox") == ["amoks"]

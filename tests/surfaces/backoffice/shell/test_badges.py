from datetime import date, timedelta

import pytest
from django.utils import translation

from theriac.surfaces.backoffice.shell.badges import (
    ExpiryThresholds,
    States,
    badge,
    class_mark,
    expiry_badge,
    held_badge,
)

TODAY = date(2026, 11, 20)


def shown(days: int, **limits: int) -> str:
    return expiry_badge(TODAY + timedelta(days=days), TODAY, "en", ExpiryThresholds(**limits))


@pytest.mark.rows("UX-07")
@pytest.mark.parametrize(
    ("days", "meaning", "icon", "words"),
    [
        (400, "", "calendar3", "Dec 2027"),
        (91, "", "calendar3", "Feb 2027"),
        (90, " t-badge-look", "hourglass-split", "18 Feb 2027, 90 days"),
        (31, " t-badge-look", "hourglass-split", "21 Dec 2026, 31 days"),
        (30, " t-badge-stop", "hourglass-bottom", "20 Dec 2026, 30 days"),
        (1, " t-badge-stop", "hourglass-bottom", "21 Nov 2026, 1 day"),
        (0, " t-badge-solid-stop", "x-octagon-fill", "Expired 20 Nov 2026"),
        (-20, " t-badge-solid-stop", "x-octagon-fill", "Expired 31 Oct 2026"),
    ],
)
def test_an_expiry_says_its_state_by_word_and_icon(
    days: int, meaning: str, icon: str, words: str
) -> None:
    assert shown(days) == (
        f'<span class="t-badge{meaning}"><i class="bi bi-{icon}" aria-hidden="true"></i>'
        f"{words}</span>"
    )


def test_thresholds_are_settings() -> None:
    assert "hourglass-split" in shown(150, look=180, stop=60)
    assert "hourglass-bottom" in shown(60, look=180, stop=60)


def test_no_two_states_share_word_and_icon() -> None:
    states = [shown(400), shown(60), shown(10), shown(-1), held_badge("26-014")]
    states.append(expiry_badge(None, TODAY, "en"))
    icons = [state.partition("bi bi-")[2].partition('"')[0] for state in states]
    assert len(set(icons)) == len(icons)


def test_months_and_words_follow_the_language() -> None:
    with translation.override("id"):
        assert "20 Des 2026, 30 hari" in expiry_badge(TODAY + timedelta(days=30), TODAY, "id")


def test_text_is_escaped_and_unknown_meanings_refused() -> None:
    assert "&lt;b&gt;" in badge("<b>", "snow")
    with pytest.raises(ValueError, match="no badge means loud"):
        badge("x", "snow", "loud")


def test_a_class_is_a_letter_in_the_countrys_ring() -> None:
    assert class_mark("keras", "id") == (
        '<span class="t-class t-class-rx" role="img" aria-label="Prescription only" '
        'title="Prescription only">K</span>'
    )
    assert ">H1<" in class_mark("H1", "in")
    assert class_mark("nothing", "id") == ""


def test_states_are_said_by_badge_word_and_choice_in_their_order() -> None:
    states = States(open=("Open", "circle", "look"), over=("Over", "lock", "line"))
    assert states.badge("over") == badge("Over", "lock", "line")
    assert states.word("open") == "Open"
    assert states.choices() == [("open", "Open"), ("over", "Over")]
    with pytest.raises(KeyError):
        states.badge("unknown")

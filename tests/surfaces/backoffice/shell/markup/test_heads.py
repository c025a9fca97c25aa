import re

import pytest
from django.template import engines

from theriac.surfaces.backoffice.shell.markup.heads import within_limits


def button(name: str, kind: str = "plain") -> str:
    return f'<a class="btn btn-{kind}" href="/{name}/">{name}</a>'


def menu(name: str) -> str:
    inside = f'<div class="t-menu-panel"><a class="t-menu-i" href="/{name}/"><br>{name}</a></div>'
    return (
        f'<details class="t-menu"><summary class="btn btn-plain">{name}</summary>{inside}</details>'
    )


def form(name: str, kind: str = "plain") -> str:
    return (
        f'<form method="post">\n<input type="hidden" name="v">'
        f'<button class="btn btn-{kind}">{name}</button>\n</form>'
    )


def row(*parts: str) -> str:
    return '\n <span class="t-end t-row">\n ' + "\n ".join(parts) + "\n</span>\n"


def split(html: str) -> tuple[list[str], list[str]]:
    """What is pressed at once, and what under More."""
    before, _, rest = html.partition('<details class="t-menu t-head-more">')
    hidden, _, after = rest.partition("</summary>")[2].partition("</div></details>")
    shown = re.findall(r'class="btn [^"]*"[^>]*>(\w+)<', before + after)
    return shown, re.findall(r'class="btn [^"]*"[^>]*>(\w+)<', hidden)


@pytest.mark.rows("UX-11")
@pytest.mark.parametrize(
    ("parts", "shown", "hidden"),
    [
        ([], [], []),
        ([button("a"), button("b"), button("c", "primary")], ["a", "b", "c"], []),
        ([button("a"), button("b"), button("c")], ["a", "b"], ["c"]),
        (
            [button("a"), form("b"), button("c"), form("d", "primary"), button("e", "primary")],
            ["a", "b", "d"],
            ["c", "e"],
        ),
        ([button("stop", "stop"), button("a"), button("b")], ["a", "b"], ["stop"]),
        ([button("a"), button("b"), menu("file"), button("c")], ["a", "file"], ["b", "c"]),
    ],
)
def test_one_filled_and_two_plain_buttons_stay_in_sight(
    parts: list[str], shown: list[str], hidden: list[str]
) -> None:
    assert split(str(within_limits(row(*parts)))) == (shown, hidden)


def test_a_head_within_its_limits_is_left_as_it_is() -> None:
    html = row(menu("file"), form("a"), button("b", "primary"))
    assert within_limits(html) == html


def test_no_part_is_lost_and_every_element_ends() -> None:
    parts = [menu("file"), form("a"), button("b"), button("c"), button("d", "primary")]
    html = str(within_limits(row(*parts)))
    for part in parts:
        assert part in html
    for tag in ("span", "details", "div", "form", "a"):
        assert html.count(f"<{tag} ") == html.count(f"</{tag}>")


def test_words_after_a_button_stay_with_it() -> None:
    why = "<span class='t-2'>Choose a branch first.</span>"
    html = str(within_limits(row(button("a"), button("b"), button("c"), why)))
    assert why in html.partition("t-head-more")[2].partition("</div>")[0]


def test_lines_that_end_in_other_ways_are_counted_as_the_reader_counts_them() -> None:
    odd = '<a class="btn btn-plain" title="a\u2028b\x0bc" href="/a/">a</a>'
    html = str(within_limits(row(odd, form("b"), button("c"), button("d", "primary"))))
    assert split(html) == (["a", "b", "d"], ["c"])


def test_the_tag_draws_what_stands_in_it() -> None:
    text = (
        "{% load theriac %}{% head_actions %}" + row(*map(button, "abc")) + "{% endhead_actions %}"
    )
    drawn = engines["django"].from_string(text).render({})
    assert split(drawn) == (["a", "b"], ["c"])

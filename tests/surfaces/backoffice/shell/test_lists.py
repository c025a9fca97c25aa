import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client

from theriac.surfaces.backoffice.shell.gallery import GalleryList, KindTable
from theriac.surfaces.backoffice.shell.lists import Action, ListScreen
from theriac.surfaces.backoffice.shell.screens import Screen

ADDRESS = "/_components/list/"
FRAGMENT = {"HX-Request": "true", "HX-Target": "t-list"}


@pytest.fixture(autouse=True)
def many_kinds(db: None) -> None:
    ContentType.objects.bulk_create(
        ContentType(app_label=f"part{number % 3}", model=f"zz{number:04}") for number in range(120)
    )


def names(response: object) -> list[str]:
    return [row.model for row in response.context["rows"]]  # type: ignore[attr-defined]


@pytest.mark.rows("CAT-14")
def test_sort_filter_page_and_export_are_in_the_address(client: Client) -> None:
    first = client.get(ADDRESS, {"q": "zz", "sort": "-model"})
    assert names(first) == [f"zz{number:04}" for number in range(119, 69, -1)]
    assert "120 rows" in first.text
    assert "1–50 of 120" in first.text
    second = client.get(first.context["next_url"])
    assert names(second) == [f"zz{number:04}" for number in range(69, 19, -1)]
    assert names(client.get(second.context["previous_url"])) == names(first)
    csv = client.get(first.context["csv_url"])
    lines = b"".join(csv.streaming_content).decode().splitlines()
    assert len(lines) == 121
    assert lines[1] == "zz0119,part2"
    xlsx = client.get(first.context["xlsx_url"])
    assert b"".join(xlsx.streaming_content)[:2] == b"PK"


def test_a_head_sorts_and_says_how_it_is_sorted(client: Client) -> None:
    response = client.get(ADDRESS, {"q": "zz"})
    heads = {head.column.name: head for head in response.context["heads"]}
    assert heads["model"].aria_sort == "ascending"
    assert heads["model"].url == f"{ADDRESS}?q=zz&sort=-model"
    assert heads["app_label"].url == f"{ADDRESS}?q=zz&sort=app_label"
    assert heads["id"].url == ""
    assert 'aria-sort="ascending"' in response.text


def test_a_filter_is_a_chip_with_what_is_chosen(client: Client) -> None:
    response = client.get(ADDRESS, {"app_label": "catalog", "low": "true"})
    chips = {chip.name: chip for chip in response.context["screen"].chips()}
    assert (chips["app_label"].chosen, chips["app_label"].is_on) == ("catalog", True)
    assert chips["app_label"].url == f"{ADDRESS}?low=true"
    assert chips["low"].url == f"{ADDRESS}?app_label=catalog"
    assert set(names(response)) <= set(
        ContentType.objects.filter(app_label="catalog").values_list("model", flat=True)
    )


def test_what_a_filter_cant_read_is_said_and_left_out(client: Client) -> None:
    response = client.get(ADDRESS, {"app_label": "nowhere"})
    assert response.status_code == 200
    chip = next(c for c in response.context["screen"].chips() if c.name == "app_label")
    assert chip.has_error
    assert not chip.is_on


@pytest.mark.parametrize("sort", ["nothing", "-", "--model", "pk"])
def test_an_unknown_sort_is_the_usual_one(client: Client, sort: str) -> None:
    assert names(client.get(ADDRESS, {"sort": sort})) == names(client.get(ADDRESS))


@pytest.mark.parametrize("text", ["\0", "%", "'; --", "x" * 5000, "😀"])
def test_any_search_is_answered(client: Client, text: str) -> None:
    assert client.get(ADDRESS, {"q": text}).status_code == 200


def test_nothing_found_says_what_to_do(client: Client) -> None:
    response = client.get(ADDRESS, {"q": "qqqqqq"})
    assert "No results" in response.text
    assert "Show all" in response.text


def test_htmx_gets_the_part_that_changed_and_its_address(client: Client) -> None:
    response = client.get(ADDRESS, {"q": "zz", "low": ""}, headers=FRAGMENT)
    assert "<html" not in response.text
    assert 'id="t-list"' in response.text
    assert 'id="t-list-count" role="status" hx-swap-oob="true"' in response.text
    assert response["HX-Push-Url"] == f"{ADDRESS}?q=zz"


def test_the_page_needs_the_same_statements_for_any_number_of_rows(
    client: Client, django_assert_max_num_queries: object
) -> None:
    client.get(ADDRESS, headers=FRAGMENT)
    with django_assert_max_num_queries(7):  # type: ignore[operator]
        client.get(ADDRESS, headers=FRAGMENT)


def test_the_frame_adds_few_statements_one_for_all_badges(
    client: Client, django_assert_max_num_queries: object
) -> None:
    client.get(ADDRESS)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get(ADDRESS)


def test_a_list_without_a_permission_cant_be_made() -> None:
    with pytest.raises(TypeError, match="Forgotten names no permission"):
        type("Forgotten", (ListScreen,), {"table_class": KindTable})
    with pytest.raises(TypeError, match="Forgotten names no permission"):
        type("Forgotten", (Screen,), {"template_name": "x.html"})


def test_a_list_has_one_filled_button(client: Client) -> None:
    class Loud(GalleryList):
        permission = None

        def actions(self) -> list[Action]:
            return [Action("a", "x", "#", kind="primary"), Action("b", "x", "#", kind="primary")]

    with pytest.raises(ValueError, match="more than one filled button"):
        Loud().visible_actions()

"""The rows of a table are drawn as the template of django_tables2 draws them, cell by cell."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from django_tables2 import A, Column, LinkColumn, ManyToManyColumn

from tests.support.shop import Shop, add_medicine, stock_up
from theriac.domains.stock.models import Movement
from theriac.surfaces.backoffice.shell.listing.tables import ListTable, NameColumn, TextColumn
from theriac.surfaces.backoffice.shell.markup.rows import draw_body

BY_TEMPLATE = Template(
    "{% for row in table.rows %}<tr"
    '{% if row.attrs.class %} class="{{ row.attrs.class }}"{% endif %}>'
    "{% for column, cell in row.items %}<td {{ column.attrs.td.as_html }}"
    "{% if cell == table.default %} data-none{% endif %}>{{ cell }}</td>{% endfor %}</tr>"
    "{% endfor %}"
)


def same(table: type[Any], rows: list[Any], language: str = "en", **options: Any) -> str:
    """The rows, drawn both ways."""
    with translation.override(language):
        drawn = draw_body(table(rows, orderable=False, **options), Context())
        template = BY_TEMPLATE.render(
            Context({"table": table(rows, orderable=False, **options)}, autoescape=True)
        )
    assert drawn == template
    return drawn


class Maker(NamedTuple):
    name: str


@dataclass
class Row:
    """A row with everything that a list draws, and what none should."""

    name: Any = "Zinc <b>20 mg</b>"
    count: Any = 12_345
    maker: Any = None
    code: str = ""

    def words(self) -> str:
        return f"{self.name} & more"

    def gone(self) -> str:
        raise KeyError(self.name)

    def delete(self) -> str:
        raise AssertionError("what changes data isn't called")

    delete.alters_data = True  # type: ignore[attr-defined]

    @property
    def broken(self) -> str:
        raise ValueError(self.name)


class Everything(ListTable):
    name = NameColumn(url=lambda row: f"/one/?a=1&b={row.count}", note=lambda row: row.code)
    count = TextColumn(label=gettext_lazy("Name"))
    maker = TextColumn(accessor="maker__name", wide_only=True)
    code = TextColumn(empty_values=(None,), attrs={"td": {"class": "b a", "data-x": '"<'}})
    words = TextColumn()
    gone = TextColumn()
    delete = TextColumn()
    broken = TextColumn()
    absent = TextColumn(default="none")
    linked = Column(accessor="name", linkify=lambda record: f"/x/{record.count}/")
    asking = Column(accessor="name")
    every = Column(accessor="name")
    strange = Column(accessor="name")
    varied = Column(
        accessor="name",
        attrs={"td": {"class": lambda record: "big" if record.count else "", "data-v": "1"}},
    )

    def render_count(self, value: Any) -> Any:
        return value

    def render_asking(self, record: Row, bound_row: Any, bound_column: Any) -> str:
        return f"{record.count} {bound_row.row_counter} {bound_column.name}"

    def render_every(self, **offered: Any) -> str:
        return ", ".join(sorted(offered))

    def render_strange(self, colour: str) -> str:
        return colour


MANY = [
    Row(),
    Row(name=SafeString("<i>safe</i>"), count=0, maker=Maker("PT Sehat & Co")),
    Row(name=gettext_lazy("Name"), count=Decimal("1.50"), maker={"name": "In a dict"}, code="K-1"),
    Row(name=date(2027, 1, 31), count=True, maker=Row(name="A row"), code="\u2013"),
    Row(name="", count=None, maker=Maker("")),
    Row(name=["a", "<"], count=1.5, maker=["list"]),
]


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_cell_is_drawn_as_the_template_draws_it(language: str) -> None:
    drawn = same(Everything, MANY, language)

    assert "Zinc &lt;b&gt;20 mg&lt;/b&gt;" in drawn
    assert "<i>safe</i>" in drawn
    assert '<td class="" data-none>\u2013</td>' in drawn
    assert "KeyError" not in drawn


def test_rows_that_are_dicts_have_their_own_keys_first() -> None:
    rows = [
        {"name": "Zinc", "count": 3, "maker__name": "by its whole name", "code": "x"},
        {"name": None, "maker": {"name": "by steps"}, "items": "no method"},
    ]

    class Few(ListTable):
        name = TextColumn()
        maker = TextColumn(accessor="maker__name")
        items = TextColumn()
        first = TextColumn(accessor="0")

    drawn = same(Few, [*rows, ["a list"]])

    assert "by its whole name" in drawn
    assert "by steps" in drawn
    assert "no method" in drawn
    assert "a list" in drawn


class Coloured(ListTable):
    name = TextColumn()

    class Meta:
        row_attrs = {"class": lambda record: "t-low" if record.count else None}


def test_a_row_has_the_classes_that_the_table_gives_it() -> None:
    assert '<tr class="t-low even">' in same(Coloured, MANY)


def test_pinned_rows_stand_first_and_last() -> None:
    class Pinned(ListTable):
        name = TextColumn()

        def get_top_pinned_data(self) -> list[Row]:
            return [Row(name="on top")]

    assert same(Pinned, [Row()]).index("on top") < same(Pinned, [Row()]).index("Zinc")


class OfMovements(ListTable):
    kind = TextColumn()
    batch = TextColumn(accessor="batch__number")
    legal_class = TextColumn(accessor="batch__product__legal_class")
    place = TextColumn(accessor="to_place__kind")
    link = LinkColumn(
        "backoffice:stock_batch", args=[A("batch_id")], text="open", accessor="batch_id"
    )
    other = ManyToManyColumn(accessor="nothing", default="no", empty_values=(None,))


def test_a_row_is_read_through_what_it_belongs_to(shop: Shop) -> None:
    stock_up(shop, add_medicine(shop), 3)
    rows = list(Movement.objects.select_related("batch__product", "to_place"))

    drawn = same(OfMovements, rows)

    assert rows[0].to_place.kind in drawn
    assert ">open</a>" in drawn

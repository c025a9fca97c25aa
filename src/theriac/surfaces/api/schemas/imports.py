"""Imports: files, what their columns mean, what a check found, what was brought in."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from theriac.core.facts.types import Text40, Text120, Text200
from theriac.surfaces.api.schemas.types import Answer, Body, Confirmed, Page, RowPlace, Wanted

Kind = Literal["bills", "credit", "numbers", "products", "stock"]
State = Literal["columns", "checking", "checked", "committing", "done", "stopped", "discarded"]
Consequence = Literal["left_out", "look"]
Identity = Literal["code", "barcode", "name"]
Numbers = Literal["1.234,56", "1,234.56", "1 234,56", "1234.56", "1,234,56"]
Dates = Literal["dmy", "mdy", "ymd"]
Packs = Literal["", "units", "left_out"]
Mode = Literal["good_rows", "all_or_nothing"]
Row = Annotated[int, Field(ge=1, le=10_000_000, description="Number of the row in the file.")]
MOST_ROWS = 2_000


class KindField(Answer):
    """A meaning that a column may have; several columns of one that `joins` make one text."""

    code: str
    title: str
    kind: str
    joins: bool


class ImportKind(Answer):
    """What can be imported. Of each set in `required` one field needs a column.

    Each of `asked` needs a column or a default: nothing is chosen for it.
    """

    code: str
    title: str
    at_branch: bool
    required: list[list[str]]
    asked: list[str]
    fields: list[KindField]


class ImportKinds(Answer):
    """All kinds of import."""

    items: list[ImportKind]


class FieldColumns(Body):
    """The columns of the file that a field is read from; one, unless the field joins several."""

    field: Text40 = Field(description="Code of a field of the kind of import: `name`.")
    columns: Annotated[list[Text120], Field(max_length=50)] = Field(
        description="Names as the file has them."
    )


class FieldDefault(Body):
    """What holds for a new thing where the field's cell is empty or has no column."""

    field: Text40
    value: Text200


class FieldWord(Body):
    """What a word of the file means: `K` in a column of classes is the code `keras`."""

    field: Text40
    written: Text200
    means: Text200


class ImportMapping(Body):
    """What the columns mean and how the file writes. Columns that aren't named are left out."""

    columns: list[FieldColumns] = Field(max_length=100)
    identity: Identity = Field(default="name", description="By what a row is known again.")
    numbers: Numbers = Field(default="1,234.56", description="How amounts are written.")
    dates: Dates = Field(default="dmy", description="The order of day, month and year.")
    packs: Packs = Field(
        default="",
        description="Pack sizes such as 10x10: multiplied (100), or their rows left out.",
    )
    defaults: list[FieldDefault] = Field(default=[], max_length=100)
    words: list[FieldWord] = Field(default=[], max_length=5_000)
    classes: list[FieldWord] = Field(
        default=[],
        max_length=2_000,
        description=(
            "Where nothing tells the legal class of a new product: the class that a word of "
            "`category` or `dose_form` stands for, before `defaults`."
        ),
    )


class ImportColumn(Answer):
    """A column of the file: its name, first contents, and its words where they are few."""

    name: str
    samples: list[str]
    words: list[str]


class Counted(Answer):
    """How many there are of one thing."""

    name: str
    count: int


class ImportCounts(Answer):
    """What the check found, in rows. `taken` is how many `good_rows` would bring in.

    `new`, `changed` and `unchanged` have no problem; of the `problems`, those `left_out` aren't
    taken, those that want a `look` are. `what` counts kinds of change, `columns` problems by
    column, `notes` what is worth knowing besides.
    """

    rows: int
    new: int
    changed: int
    unchanged: int
    problems: int
    left_out: int
    look: int
    passed_over: int
    taken: int
    what: list[Counted]
    columns: list[Counted]
    notes: list[Counted]


class ImportResult(Answer):
    """What was brought in so far, in rows; `through` is the last row that is done with.

    `without_barcode` of the taken came in without a barcode that stood in them.
    """

    added: int
    changed: int
    unchanged: int
    left_out: int
    taken: int
    without_barcode: int
    through: int


class ImportJob(Answer):
    """The import's last background work; more at `/jobs/{id}`."""

    id: UUID
    state: str
    done: int
    total: int | None


class ImportSummary(Answer):
    """An import in the list."""

    id: UUID
    kind: str
    state: str
    branch_id: UUID | None
    file_name: str
    row_count: int | None
    counts: ImportCounts | None
    result: ImportResult | None
    job: ImportJob | None
    created_by: UUID
    created_at: datetime
    finished_at: datetime | None
    version: int


class Import(ImportSummary):
    """One file being brought in. `version` is what If-Match names.

    `state`: `columns` (say what they mean, then check), `checking`, `checked` (look at the
    problems, then commit), `committing`, `done`, `stopped` (commit again to go on), `discarded`.
    `refusal` says why the last work ended without a result.
    """

    sheet: str
    sheets: list[str]
    head_row: int
    columns: list[ImportColumn]
    mapping: ImportMapping
    left_out_rows: list[int]
    refusal: str


class ImportPage(Page[ImportSummary]):
    """A page of imports, the newest first."""


class ImportsWanted(Wanted):
    """Filters of the list of imports."""

    kind: Kind | None = None
    state: State | None = Field(
        default=None, description="As last written; work that was cut off is found under its name."
    )


class SavedMapping(Answer):
    """What the columns of one source meant last time; its next file begins with it."""

    id: UUID
    kind: str
    name: str
    used_at: datetime
    mapping: ImportMapping


class SavedMappingPage(Page[SavedMapping]):
    """A page of saved mappings, the last used first."""


class SavedMappingsWanted(Wanted):
    """Filters of the list of saved mappings."""

    kind: Kind | None = None
    name: Text120 | None = Field(default=None, description="The first file's name, unextended.")


class ImportNew(BaseModel):
    """What is said beside the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Kind = Field(description="What the file holds; `GET /import-kinds` tells more.")
    sheet: Text120 = Field(
        default="", description="A workbook's sheet; without it, the first that people see."
    )
    head_row: RowPlace = Field(
        default=0, description="Row with the names of the columns; 0: it is looked for."
    )


class SheetChoice(Body):
    """Another sheet, or another row of names."""

    sheet: Text120 = Field(default="", description="Empty: the first that people see.")
    head_row: int = Field(default=0, ge=0, le=1_000, description="0: it is looked for.")


class RowsLeftOut(Body):
    """Rows to leave out although they would be taken, or to take again."""

    rows: list[Row] = Field(min_length=1, max_length=MOST_ROWS)
    left_out: bool = Field(default=True, description="False: they are taken again.")


class CommitWish(Body):
    """How the rows are brought in."""

    mode: Mode = Field(description="All or nothing is refused while a row would be left out.")
    confirmed: Confirmed = []


class ImportProblem(Answer):
    """What is the matter with one cell, or with a whole row (then `column` is empty).

    `code` is stable; `reason` and `remedy` are sentences in the reader's language. `consequence`:
    the row is `left_out`, or it is taken and wants a `look`. `set_aside`: a person left it out.
    """

    row: int
    column: str
    content: str
    code: str
    reason: str
    remedy: str
    consequence: str
    set_aside: bool


class ImportProblemPage(Page[ImportProblem]):
    """A page of problems in the order of the file. The first 2000 are kept; all are in the file."""


class ImportProblemsWanted(Wanted):
    """Filters of the list of problems."""

    column: Text120 | None = None
    code: Text40 | None = None
    consequence: Consequence | None = None

"""``import``: brings a catalogue or opening stock in from a CSV or XLSX file."""

from __future__ import annotations

import argparse
import os

from theriac.surfaces.operations.cli.subcommand import (
    Refusal,
    Subcommand,
    configure_data,
    path_argument,
    start_django,
)


def pair_argument(text: str) -> tuple[str, str]:
    """``field=column``. Raises ArgumentTypeError."""
    name, sign, column = text.partition("=")
    if not sign or not name:
        raise argparse.ArgumentTypeError(f"{text} says no column; write field=column")
    return name, column


def columns_of(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Columns by field, several where a field is named several times; empty where left out."""
    columns: dict[str, list[str]] = {}
    for name, column in pairs:
        columns.setdefault(name, []).extend([column] if column else [])
    return columns


def take_of(options: argparse.Namespace) -> str:
    """What is brought in: ``good``, ``all``, or nothing ("") where nobody said so."""
    if options.all_or_nothing:
        return "all"
    return str(options.take or ("good" if options.yes else ""))


def _run(options: argparse.Namespace) -> int:
    if not options.file.is_file():
        raise Refusal(f"There is no file {options.file}.")
    os.environ.setdefault("THERIAC_LOG_LEVEL", "warning")
    start_django(options.data)
    from theriac.surfaces.operations.imports import ImportWish, run_import  # noqa: PLC0415 (app-ready)

    names = ("identity", "numbers", "dates", "packs")
    ways = {name: getattr(options, name) for name in names}
    return run_import(
        ImportWish(
            file=options.file,
            kind=options.kind,
            branch=options.branch,
            sheet=options.sheet,
            mapping=options.mapping,
            columns=columns_of(options.map),
            ways={name: way for name, way in ways.items() if way},
            take=take_of(options),
            looked=options.looked,
            legal_class=options.legal_class,
        )
    )


def _configure(parser: argparse.ArgumentParser) -> None:
    configure_data(parser)
    add = parser.add_argument
    add("file", type=path_argument, metavar="FILE", help="a CSV (.gz too) or XLSX file")
    add("--kind", default="products", help="products (the default), or another kind there is")
    add("--branch", default="", metavar="CODE", help="the branch that prices or stock are for")
    add("--sheet", default="", metavar="NAME", help="the sheet of a workbook")
    add("--mapping", default="", metavar="NAME", help="a saved mapping, or a JSON file with one")
    add("--map", action="append", type=pair_argument, default=[], metavar="FIELD=COLUMN")
    add("--identity", choices=["code", "barcode", "name"], help="by what a row is known again")
    add("--numbers", metavar="STYLE", help="how numbers are written, such as 1.234,56")
    add("--dates", metavar="ORDER", help="the order of day, month and year, such as dmy")
    add("--packs", choices=["units", "left_out"], help="pack sizes such as 10x10: 100, or left out")
    add("--legal-class", default="", metavar="CODE", help="the class of rows that say none")
    add("--take", choices=["good", "all"], default="", help="good rows, or all or nothing")
    add("--all-or-nothing", action="store_true", help="the same as --take all")
    add("--yes", action="store_true", help="bring in what can be, without --take the good rows")
    add("--looked", action="store_true", help="take rows with an unusual cost or price too")
    parser.epilog = "Without --take or --yes the file is only checked, and nothing is written."


SUBCOMMAND = Subcommand(
    "import", "checks a catalogue or stock file; --take good|all brings it in", _run, _configure
)

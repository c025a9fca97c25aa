"""Row PUR-04: pages per second and memory of the document engine, and how rightly it reads.

``./theriac bench engine`` reads made documents of each family in one process, against the floor of
pdfium giving the same pages' bare text, and a few in children as the engine does. Headings of the
families whose names begin with "unseen", and of "browser", were written when it was nearly done;
those of "collected" and "composed anew" are held out: no word was learnt because of them.
With ``THERIAC_SHARED`` names are real; ``--documents`` and ``--seed`` say which are made; scans are
read where text recognition is installed. The last result is in ``result.json``.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pypdfium2

from tests.engine.documents.accuracy import Score
from tests.engine.documents.articles import make_offer
from tests.engine.documents.families import (
    FAMILIES,
    HELD_OUT,
    LEARNT,
    made_document,
    measured,
    taught_headings,
    truth_of,
)
from tests.engine.documents.held_out import page_of_html, unseen_layout
from tests.engine.documents.scans import scanned
from tests.support.browser import ARGUMENTS, find_browser
from theriac_engine.extraction.readers import read
from theriac_engine.service.children import read_once
from theriac_engine.service.settings import Settings
from theriac_engine.service.workers import can_recognise

RESULT = Path(__file__).with_name("result.json")
Documents = list[tuple[bytes, list[dict[str, str]]]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--scans", type=int, default=12)
    parser.add_argument("--seed", default="bench")
    options = parser.parse_args()
    folder = os.environ.get("THERIAC_SHARED")
    shared = Path(folder) if folder else None
    made = {
        family: [
            made_document(family, f"{options.seed}{n}", shared) for n in range(options.documents)
        ]
        for family in FAMILIES | LEARNT | HELD_OUT
    }
    result: dict[str, Any] = {"bench": "engine", "rows": ["PUR-04"], "seed": options.seed}
    result["child"] = child(made["tuned"][:10])
    made["browser"] = printed(options.documents, options.seed, shared)
    result |= {f"accuracy of {name}": accuracy(each) for name, each in made.items() if each}
    for family in (name for name in HELD_OUT if name.startswith("collected")):
        meant = [
            taught_headings(family, f"{options.seed}{n}", shared) for n in range(options.documents)
        ]
        result[f"accuracy of {family}, taught"] = accuracy(made[family], meant)
    result["reading"] = reading(made["tuned"] + made["flowed"])
    if can_recognise():
        result["scans"] = scans(options.scans, options.seed, shared)
    for part, figures in result.items():
        print(f"{part:22} {figures}")
    line = json.dumps(result)
    RESULT.write_text(line + "\n", "utf-8")
    print(line)


def accuracy(
    documents: Documents, meant: Sequence[Mapping[str, str]] | None = None
) -> dict[str, Any]:
    """How rightly they are read; ``meant`` is what the headings of each were said to mean."""
    score = Score()
    for number, (data, truth) in enumerate(documents):
        score.add(measured(data, truth, headings=meant[number] if meant else None))
    told = score.told()
    del told["wrong"]
    return told


def reading(documents: Documents) -> dict[str, Any]:
    """Processor time for a page, against pdfium's bare text of it."""
    pages = 0
    began = time.process_time()
    for data, _ in documents:
        read(data, 200)
    spent = time.process_time() - began
    began = time.process_time()
    for data, _ in documents:
        document = pypdfium2.PdfDocument(data)
        for page in document:
            page.get_textpage().get_text_range()
            pages += 1
        document.close()
    floor = time.process_time() - began
    return {
        "pages": pages,
        "pages_per_second": round(pages / spent, 1),
        "ms_per_page": round(1000 * spent / pages, 2),
        "bare_text_ms_per_page": round(1000 * floor / pages, 2),
        "ratio": round(spent / floor, 1),
    }


def child(documents: Documents) -> dict[str, Any]:
    """A document in a process of its own, as the engine reads it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "document"
        began = time.monotonic()
        for data, _ in documents:
            file.write_bytes(data)
            assert "document" in read_once(file, Settings())
        spent = time.monotonic() - began
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return {"ms_per_document": round(1000 * spent / len(documents)), "most_megabytes": most // 1000}


def printed(count: int, seed: str, shared: Path | None) -> Documents:
    """Documents that a browser printed; none where no Chromium is installed."""
    path = find_browser()
    if path is None:
        return []
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (optional)

    documents: Documents = []
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=path, args=ARGUMENTS).new_page()
        for number in range(count):
            rng = random.Random(f"browser:{seed}{number}")
            kind = rng.choice(("offer", "delivery_invoice"))
            made = make_offer(rng, kind, rng.randint(8, 60), shared)
            layout = unseen_layout(rng, kind, made.country)
            page.set_content(page_of_html(made, layout, rng))
            data = page.pdf(format=rng.choice(("A4", "A3")), landscape=rng.random() < 0.5)
            documents.append((data, truth_of(made, layout)))
    return documents


def scans(count: int, seed: str, shared: Path | None) -> dict[str, Any]:
    """Scans at 200 dots an inch, recognised in this process."""
    from theriac_engine.extraction.paper.scans import recognised  # noqa: PLC0415 (optional)

    score, pages = Score(), 0
    began = time.process_time()
    for number in range(count):
        data, truth = made_document("tuned", f"scan{seed}{number}", shared, most=30)
        picture = scanned(data, random.Random(number))
        pages += len(pypdfium2.PdfDocument(picture))
        score.add(measured(picture, truth, recognised))
    spent = time.process_time() - began
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
    told = {**score.told(), "pages": pages, "seconds_per_page": round(spent / pages, 1)}
    return {**told, "most_megabytes": most}


if __name__ == "__main__":
    main()

"""What a browser keeps of a page: read by the page itself, and off the disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

DUMP = """async () => {
  const request = (asked) => new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const rows = [];
  for (const {name} of await indexedDB.databases()) {
    const db = await request(indexedDB.open(name));
    for (const store of db.objectStoreNames) {
      const table = db.transaction(store).objectStore(store);
      rows.push([name, store, await request(table.getAllKeys()), await request(db.transaction(store).objectStore(store).getAll())]);
    }
    db.close();
  }
  const kept = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const asked of await cache.keys()) {
      const answer = await cache.match(asked);
      kept.push([name, asked.url, await answer.text()]);
    }
  }
  const plain = (key, value) => (ArrayBuffer.isView(value) ? Array.from(value) : value);
  return JSON.stringify([rows, {...localStorage}, {...sessionStorage}, kept, document.cookie, location.href, history.state], plain);
}"""  # noqa: E501 (a script)

KEPT = """async ([store, key]) => {
  const opening = indexedDB.open("theriac-counter");
  const done = (asked) => new Promise((resolve, reject) => {
    Object.assign(asked, { onsuccess: resolve, onerror: reject });
  });
  await done(opening);
  const rows = opening.result.transaction(store).objectStore(store);
  const asked = key === null ? rows.getAll() : rows.get(key);
  await done(asked);
  opening.result.close();
  return asked.result ?? null;
}"""

HOLD = """(store) => new Promise((held) => {
  window.isDiskHeld = true;
  const opening = indexedDB.open("theriac-counter");
  opening.onsuccess = () => {
    const db = opening.result;
    const rows = db.transaction(store, "readwrite").objectStore(store);
    const again = () => {
      held();
      if (window.isDiskHeld) rows.count().onsuccess = again;
      else db.close();
    };
    rows.count().onsuccess = again;
  };
})"""


@contextmanager
def slow_disk(page: Page, store: str) -> Iterator[None]:
    """What is written to a store of the counter's database comes to the disk only afterwards."""
    page.evaluate(HOLD, store)
    yield
    page.evaluate("window.isDiskHeld = false")


def everything_kept(page: Page) -> str:
    """All databases, local and session storage, caches, cookies and the address, as one text."""
    found: str = page.evaluate(DUMP)
    return found


def on_disk(profile: Path, text: str) -> list[str]:
    """Files of an ended browser's profile that hold the text, in UTF-8 or UTF-16."""
    needles = (text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be"))
    return sorted(
        str(path.relative_to(profile))
        for path in profile.rglob("*")
        if path.is_file() and any(needle in path.read_bytes() for needle in needles)
    )


def kept(page: Page, store: str, key: str | None = None) -> Any:
    """What the device's database holds under a key, or None; everything without a key."""
    return page.evaluate(KEPT, [store, key])


def remembered(page: Page, key: str) -> Any:
    """What the device notes of itself under a key, or None where it noted nothing yet."""
    row = kept(page, "device", key)
    return row and row["value"]

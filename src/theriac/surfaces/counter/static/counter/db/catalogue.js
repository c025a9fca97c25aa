/** The device's copy of products, batches and people, kept by the change feed. */
import { learnSeries } from "./device.js";

const COPIES = ["products", "batches"];
const SWEPT_AT_ONCE = 1000;

/**
 * Write one page of the feed in one transaction and remember where to go on.
 *
 * Rows are marked with the id of the newest snapshot. After its last page what it didn't name is
 * removed, some rows at a time so that no sale waits; `sweep` remembers that this isn't done yet. A
 * first snapshot finds nothing there and needs none of it.
 * @returns {Promise<void>}
 */
export async function applyPage(db, page) {
  const snapshot = await db.transaction("rw", tablesOf(db), async () => writePage(db, page));
  if (snapshot?.sweep && page.cursor === null) await dropUnseen(db, snapshot);
}

const tablesOf = (db) => [db.device, db.series, db.people, ...COPIES.map((name) => db[name])];

async function writePage(db, page) {
  const snapshot = await snapshotOf(db, page);
  for (const name of COPIES) await applyRows(db, name, page, snapshot?.id);
  if (page.people) {
    await db.people.clear();
    await db.people.bulkPut(page.people);
  }
  if (page.settings) {
    await db.device.put({ key: "settings", value: page.settings });
    await learnSeries(db, page.settings.series ?? []);
  }
  const finished = page.cursor === null;
  const position = finished ? page.position : ((await db.device.get("feed"))?.value.position ?? null);
  await db.device.put({ key: "feed", value: { position, cursor: page.cursor, as_of: page.as_of } });
  return snapshot;
}

/** The newest snapshot, and whether there were rows before it that it may not name. */
async function snapshotOf(db, page) {
  const known = (await db.device.get("snapshot"))?.value ?? null;
  if (!page.snapshot || known?.id === page.snapshot) return known;
  const counts = await Promise.all(COPIES.map((name) => db[name].count()));
  const value = { id: page.snapshot, sweep: counts.some((count) => count > 0) };
  await db.device.put({ key: "snapshot", value });
  return value;
}

async function applyRows(db, name, page, snapshot) {
  const rows = page[name] ?? [];
  const removed = page.removed?.[name] ?? [];
  if (removed.length) await db[name].bulkDelete(removed);
  if (!rows.length) return;
  const marked = snapshot ? rows.map((row) => ({ ...row, snapshot })) : rows;
  await db[name].bulkPut(name === "batches" ? await keepPending(db, marked) : marked);
}

async function keepPending(db, rows) {
  const known = await db.batches.bulkGet(rows.map((row) => row.id));
  return rows.map((row, index) => ({ ...row, pending: known[index]?.pending ?? 0 }));
}

async function dropUnseen(db, snapshot) {
  for (const name of COPIES) {
    let rows = await nextRows(db, name, "");
    while (rows.length) {
      const unseen = rows.filter((row) => row.snapshot !== snapshot.id).map((row) => row.id);
      if (unseen.length) await db[name].bulkDelete(unseen);
      rows = await nextRows(db, name, rows[rows.length - 1].id);
    }
  }
  await db.device.put({ key: "snapshot", value: { ...snapshot, sweep: false } });
}

const nextRows = (db, name, after) => db[name].where(":id").above(after).limit(SWEPT_AT_ONCE).toArray();

/** Everything that the counter keeps in memory. */
export async function readCatalogue(db) {
  const tables = [db.products, db.batches, db.people];
  const [products, batches, people] = await Promise.all(tables.map((table) => table.toArray()));
  return { products, batches, people };
}

/**
 * What this device may sell without its network: `quotas` says under which lease and until when,
 * `quota:<product>` how much of a product and of which version; `give` is what it keeps of it and
 * tells at its next contact. `without`: the server is one that gives no quotas.
 */
import { readValue, writeValue } from "./device.js";

const PREFIX = "quota:";
export const FRESH = { lease: null, valid_until: null, limited: false, next: null };

/** @returns {Promise<{around: object, rows: object[]}>} */
export async function readQuotas(db) {
  const around = (await readValue(db, "quotas")) ?? FRESH;
  return { around, rows: (await ownRows(db).toArray()).map((row) => row.value) };
}

const ownRows = (db) => db.device.where("key").startsWith(PREFIX);

/** What the device keeps of quotas that it was asked to lower; told until the server knows. */
export async function readGiven(db) {
  const rows = (await ownRows(db).toArray()).map((row) => row.value);
  return rows.filter((row) => row.give).map(({ product_id, quantity, version }) => ({ product_id, quantity, version }));
}

/**
 * Take the server's answer, in one transaction. What it asks back is lowered here before it is told.
 * @param {(productId: string) => number} unsent base units sold here and not yet answered for
 * @returns {Promise<object[]>} the rows as they are now
 */
export async function applyQuotas(db, answer, unsent) {
  return db.transaction("rw", db.device, async () => {
    const before = (await readValue(db, "quotas")) ?? FRESH;
    if (before.lease !== answer.lease) await ownRows(db).delete();
    const { lease, valid_until, limited, next } = answer;
    await writeValue(db, "quotas", { lease, valid_until, limited, next });
    return writeRows(db, answer.quotas, unsent);
  });
}

/** So many units of the batches; the last are given back first. */
function firstOf(batches, units) {
  let left = units;
  return batches.map((batch) => {
    const quantity = Math.min(batch.quantity, left);
    left -= quantity;
    return { ...batch, quantity };
  });
}

/** Inside the caller's transaction. */
export async function writeRows(db, quotas, unsent) {
  const rows = quotas.map((quota) => {
    const { product_id, version, batches = [] } = quota;
    const lower = quota.lower_to ?? null;
    if (lower === null) return { product_id, version, quantity: quota.quantity, batches, give: false };
    const keeps = Math.min(quota.quantity, Math.max(lower, unsent(product_id)));
    return { product_id, version, quantity: keeps, batches: firstOf(batches, keeps), give: keeps < quota.quantity };
  });
  await db.device.bulkPut(rows.map((row) => ({ key: PREFIX + row.product_id, value: row })));
  return rows;
}

/** What this device remembers about itself: single values by key, and the basket being filled. */

/** @returns {Promise<any>} the value under the key, or null */
export async function readValue(db, key) {
  return (await db.device.get(key))?.value ?? null;
}

export async function writeValue(db, key, value) {
  await db.device.put({ key, value });
}

/** Every remembered value as one object. */
export async function readDevice(db) {
  const rows = await db.device.toArray();
  return Object.fromEntries(rows.map((row) => [row.key, row.value]));
}

/**
 * Remember the pairing: terminal, branch, the key that this device signs with (null where its browser
 * has none), and the series that the server opened for it.
 * A series of an earlier pairing takes no number any more; one that the device already knows keeps
 * its own next number. A till session of another terminal is left as it is.
 */
export async function rememberPairing(db, pairing, signingKey) {
  await db.transaction("rw", db.device, db.series, db.till_sessions, async () => {
    const before = await readValue(db, "terminal");
    if (before && before.id !== pairing.terminal.id) {
      await db.till_sessions.where("state").anyOf(["open", "counted"]).modify({ state: "left" });
      await db.device.bulkDelete(["till_left", "unconfirmed"]);
    }
    await db.device.bulkPut([
      { key: "terminal", value: pairing.terminal },
      { key: "branch", value: pairing.branch },
      { key: "signing_key", value: signingKey },
    ]);
    await db.device.bulkDelete(["alerts", "log_head", "log_signed"]); // a pairing's own
    await db.series.toCollection().modify({ closed: true });
    await learnSeries(db, pairing.series);
  });
}

/** Add the series that aren't known yet; inside the caller's transaction. */
export async function learnSeries(db, documents) {
  for (const series of documents) {
    const known = await db.series.get(series.id);
    const counted = {
      ...(known?.next_z ? { next_z: known.next_z } : {}), ...(known?.next_c ? { next_c: known.next_c } : {}),
    };
    await db.series.put({ ...series, ...counted, next: Math.max(known?.next ?? 1, series.next) });
  }
}

/** What proves a person at this device without the server, by sign-in name. */
export async function readProof(db, username) {
  return (await readValue(db, "proofs"))?.[username] ?? null;
}

export async function keepProof(db, username, proof) {
  await db.transaction("rw", db.device, async () => {
    const proofs = (await readValue(db, "proofs")) ?? {};
    await writeValue(db, "proofs", { ...proofs, [username]: proof });
  });
}

/** Count a try of a PIN before it is judged; @returns {Promise<number>} how many there were before */
export async function countTry(db, personId) {
  return db.transaction("rw", db.device, async () => {
    const tries = (await readValue(db, "pin_tries")) ?? {};
    const before = tries[personId] ?? 0;
    await writeValue(db, "pin_tries", { ...tries, [personId]: before + 1 });
    return before;
  });
}

export async function forgetTries(db, personId) {
  await db.transaction("rw", db.device, async () => {
    const { [personId]: _gone, ...rest } = (await readValue(db, "pin_tries")) ?? {};
    await writeValue(db, "pin_tries", rest);
  });
}

const BASKET = "basket";

/** @returns {Promise<any>} the basket as it was left, or null */
export async function readDraft(db) {
  return (await db.drafts.get(BASKET))?.basket ?? null;
}

export async function writeDraft(db, basket) {
  await db.drafts.put({ id: BASKET, basket });
}

export async function dropDraft(db) {
  await db.drafts.delete(BASKET);
}

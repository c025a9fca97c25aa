/**
 * A second database of the device, for training: the copy that is sold from and nothing else. What is written there
 * is marked row by row, and the whole of it is deleted when the training ends.
 */
import { dropDatabase, openDatabase } from "./database.js";
import { readValue, writeValue } from "./device.js";

const NAME = "theriac-counter-training";
const SWITCH = "training";
const COPIED = ["products", "batches", "people"];
const MARKED = ["sales", "drafts", "till_sessions", "till_documents", "credit_notes"];

/** Since when and by whom somebody trains at this device; null while it sells. @param db the real database */
export const readTraining = (db) => readValue(db, SWITCH);

/** @param {(row: object) => void} mark changes each row as it is first written */
export async function openTraining(mark) {
  const db = await openDatabase({ name: NAME });
  for (const name of MARKED) db[name].hook("creating", (_key, row) => mark(row));
  return db;
}

/**
 * Make it anew from what the device has, then turn the switch: a device that stops in between still sells.
 * @param {{device: (rows: object[]) => object[], series: object, told: object}} what
 */
export async function beginTraining(db, { device, series, told }) {
  await dropDatabase(NAME);
  const training = await openDatabase({ name: NAME });
  try {
    for (const name of COPIED) {
      const rows = await db[name].toArray();
      await training[name].bulkPut(rows);
    }
    await training.device.bulkPut(device(await db.device.toArray()));
    await training.series.put(series);
  } finally {
    training.close();
  }
  await writeValue(db, SWITCH, told);
}

/** The device sells again, with all that it had. @param db the real database @param training what was open */
export async function leaveTraining(db, training) {
  await db.device.delete(SWITCH);
  training.close();
  await dropDatabase(NAME);
}

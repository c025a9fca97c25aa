/** Training at a counter: what of the device goes along, and what marks all that comes of it. Pure. */

/** Starts and ends nothing of the real counter but this switch. */
export const TRAINS = "sales.train";
/** On every paper and on the customer's display, in both languages: whoever finds one can read it. */
export const MARK = "TRAINING · LATIHAN";

const KEPT = new Set(["terminal", "branch", "language", "theme", "print_at_once", "printer", "feed", "safety",
  "proofs", "proof_key"]);
const LONGEST_PREFIX = 10; // what India leaves of a number's sixteen signs

/**
 * What a device that trains remembers of itself: no key that signs, no quota, nothing that is to be told.
 * @param {{key: string, value: any}[]} rows
 */
export function trainingDevice(rows) {
  const kept = rows.filter((row) => KEPT.has(row.key));
  const settings = rows.find((row) => row.key === "settings")?.value;
  return settings ? [...kept, { key: "settings", value: trainingSettings(settings) }] : kept;
}

/** The same shop with the mark above its name, and no series of its own. */
function trainingSettings(settings) {
  const shop = `${MARK} – ${settings.receipt.shop}`;
  return { ...settings, series: [], receipt: { ...settings.receipt, shop } };
}

/** A series that no terminal owns: TK1-000001. It never ends. @param {string} code the terminal's */
export function trainingSeries(id, code) {
  const prefix = `T${code.toUpperCase()}`.slice(0, LONGEST_PREFIX - 1);
  return { id, prefix: `${prefix}-`, starts_on: "2000-01-01", ends_on: "2999-12-31", generation: 1, next: 1 };
}

/** A row as it is written while somebody trains: it, and the document in it, say so. */
export function markTraining(row) {
  row.training = true;
  for (const name of ["document", "basket"]) if (row[name]) row[name] = { ...row[name], training: true };
}

/** How the head reads where nothing is sent: as of a device that has sent all. */
export const NOTHING_SENT = {
  online: true, lostAt: null, answeredAt: null, sending: 0, refused: null, unsent: 0, oldest_at: null, held: 0,
  failed: false,
};

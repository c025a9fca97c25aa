/**
 * What a code that was read means here: which batch it names, and what a person must hear. Pure.
 *
 * @typedef {{pin: string|null, reason: string, told: null|{kind: string, code?: string, books?: string}}} Named
 *   `pin`: the batch that the code names; `reason`: why it isn't the first to take, "" where that is
 *   still to be asked; `told`: something to say besides
 * @typedef {{refused: {kind: string, number: string|null, expiry: string|null}}} Refused
 */

/**
 * @param {{batchNumber: string|null, expiresOn: string|null, warnings: string[]}} read
 * @param {object[]} shelf the batches of the product here @param {object|null} first the one to take
 * @param {string} today
 * @returns {Named|Refused}
 */
export function batchNamed(read, shelf, first, today) {
  const { batchNumber: number, expiresOn: expiry } = read;
  const refused = (kind) => ({ refused: { kind, number, expiry } });
  if (expiry && expiry <= today) return refused("expired");
  if (!number) return { pin: null, reason: "", told: null };
  const batch = namedOn(shelf, number);
  if (!batch) return refused(read.warnings.includes("suspect_missing_separator") ? "separator" : "unknown");
  if (batch.quantity < 1) return refused("none_left");
  const told = expiry && batch.expiry && expiry !== batch.expiry
    ? { kind: "expiry_differs", code: expiry, books: batch.expiry } : null;
  return { pin: batch.id, reason: isLater(batch, first) || batch.id === first?.id ? "" : "scanned", told };
}

/** The batch of this number; where it is written otherwise, a letter's case doesn't part them. */
function namedOn(shelf, number) {
  const same = (one, other) => one.number === other;
  const alike = (one, other) => one.number.toUpperCase() === other.toUpperCase();
  for (const fits of [same, alike]) {
    const named = shelf.filter((batch) => fits(batch, number));
    if (named.length) return named.find((batch) => batch.quantity > 0) ?? named[0];
  }
  return null;
}

/** Whether taking this batch leaves one behind that expires before it. */
export function isLater(batch, first) {
  return Boolean(first && batch.expiry && first.expiry && batch.id !== first.id && batch.expiry > first.expiry);
}

/** Dated rows: the one that holds on a day. */

/**
 * The latest row whose `valid_from` isn't after the day; rows stand in order.
 * @template {{valid_from: string}} Row
 * @param {Row[]} rows @param {string} on "YYYY-MM-DD" @returns {Row}
 */
export function rowInForce(rows, on) {
  const row = rows.findLast((one) => one.valid_from <= on);
  if (!row) throw new RangeError(`no row holds on ${on}`);
  return row;
}

/** Places in ordered arrays. Text is ordered by its code units, as Python orders these letters. */

/** The first place in `values` from `low` on whose value isn't below `wanted`. */
export function lowerBound(values, wanted, low = 0, high = values.length) {
  let from = low;
  let to = high;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (values[middle] < wanted) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The first and past-the-last place of the texts that begin so. */
export const rangeBeginning = (texts, beginning) =>
  [lowerBound(texts, beginning), lowerBound(texts, `${beginning}\uffff`)];

/** -1, 0 or 1. */
export function compare(one, other) {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

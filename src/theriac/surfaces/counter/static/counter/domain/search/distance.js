/**
 * How many slips of the finger lie between what was typed and the words in use: Damerau's
 * distance in its restricted form. The words are walked in order, so that what they share at
 * their beginning is compared once.
 */
import { lowerBound } from "./order.js";

/** None below four letters, one up to seven, two from eight on. */
export function slipsAllowed(word) {
  if (word.length < 4) return 0;
  return word.length < 8 ? 1 : 2;
}

/**
 * Tell `found(place, whole, beginning)` of the sounds within `most` slips: the distances to the
 * whole sound and to its nearest beginning; one above `most` is given as `most + 1`.
 * @param {string[]} sounds in order @param {number} low @param {number} high
 * @param {string} typed @param {number} most
 * @param {(place: number, whole: number, beginning: number) => void} found
 */
export function near(sounds, low, high, typed, most, found) {
  const width = typed.length;
  const rows = [Array.from({ length: width + 1 }, (_, index) => index)];
  const starts = [Math.min(width, most + 1)];
  let path = "";
  let at = low;
  while (at < high) {
    const heard = sounds[at];
    let depth = shared(path, heard, rows.length - 1);
    rows.length = depth + 1;
    starts.length = depth + 1;
    path = heard;
    while (depth < heard.length) {
      const row = nextRow(rows, typed, heard, depth + 1, most);
      const hopeless = Math.min(...row) > most && Math.min(...rows[depth]) > most;
      if (hopeless && starts[depth] > most) break;
      rows.push(row);
      starts.push(Math.min(starts[depth], row[width]));
      depth += 1;
    }
    if (depth < heard.length) {
      at = lowerBound(sounds, `${heard.slice(0, depth + 1)}\uffff`, at + 1, high);
      continue;
    }
    if (starts[depth] <= most) found(at, Math.min(rows[depth][width], most + 1), starts[depth]);
    at += 1;
  }
}

function shared(path, heard, known) {
  const most = Math.min(known, path.length, heard.length);
  let count = 0;
  while (count < most && path[count] === heard[count]) count += 1;
  return count;
}

function nextRow(rows, typed, heard, depth, most) {
  const above = most + 1;
  const before = rows[rows.length - 1];
  const letter = heard[depth - 1];
  const last = depth > 1 ? heard[depth - 2] : "";
  const row = new Array(typed.length + 1).fill(above);
  row[0] = Math.min(depth, above);
  const end = Math.min(typed.length, depth + most);
  for (let index = Math.max(1, depth - most); index <= end; index += 1) {
    const own = typed[index - 1];
    let cost = before[index - 1] + (own === letter ? 0 : 1);
    cost = Math.min(cost, before[index] + 1, row[index - 1] + 1);
    if (own === last && index > 1 && letter === typed[index - 2]) {
      cost = Math.min(cost, rows[rows.length - 2][index - 2] + 1);
    }
    row[index] = Math.min(cost, above);
  }
  return row;
}

/**
 * Series and numbers of a terminal. Twin of the server's countries/documents.py and
 * india/numbering.py; the cases are document_series.json and in_document_number.json.
 */
const DIGITS = 6;
const LONGEST_IN_INDIA = 16;
const FEWEST_IN_INDIA = 5;
const PART = /^[A-Z0-9]{1,8}$/;
const NUMBERS = { in: /^[A-Za-z1-9][A-Za-z0-9/-]{0,15}$/, other: /^[A-Z0-9][A-Z0-9-]{0,31}$/ };

/** Codes that can't stand in a number, or leave no room for it. */
export class NoSeries extends Error {}

/** What a device adds to its code after it was paired anew: "", B, C … Z, AA. */
export function generationMark(generation) {
  if (!Number.isSafeInteger(generation) || generation < 1) {
    throw new RangeError("generations count from 1");
  }
  let mark = "";
  for (let rest = generation; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    mark = String.fromCharCode(65 + ((rest - 1) % 26)) + mark;
  }
  return mark === "A" ? "" : mark;
}

function ownerOf(branchCode, terminalCode) {
  const branch = branchCode.trim().toUpperCase();
  const terminal = terminalCode.trim().toUpperCase();
  if (!PART.test(branch)) throw new NoSeries(`branch code ${branchCode}`);
  if (!PART.test(terminal) || !/[0-9]$/.test(terminal)) {
    throw new NoSeries(`terminal code ${terminalCode}`);
  }
  return { branch, terminal };
}

const yearFrom = (label, first, last) => ({ label, starts_on: first, ends_on: last });
const two = (number) => String(number % 100).padStart(2, "0");

/**
 * The year within which a series' numbers are unique; both days belong to it.
 * @param {string} country @param {string} on "YYYY-MM-DD"
 */
export function fiscalYear(country, on) {
  const year = Number(on.slice(0, 4));
  if (country !== "in") return yearFrom(String(year), `${year}-01-01`, `${year}-12-31`);
  const first = on.slice(5, 7) >= "04" ? year : year - 1;
  return yearFrom(`${first}-${two(first + 1)}`, `${first}-04-01`, `${first + 1}-03-31`);
}

function indianPrefix(owner, on) {
  if (owner.startsWith("0")) throw new NoSeries("GST takes no number that starts with 0");
  const first = Number(fiscalYear("in", on).starts_on.slice(0, 4));
  for (const wanted of [DIGITS, FEWEST_IN_INDIA]) {
    for (const year of [`${two(first)}-${two(first + 1)}`, two(first)]) {
      const prefix = `${owner}/${year}/`;
      if (prefix.length + wanted <= LONGEST_IN_INDIA) return prefix;
    }
  }
  throw new NoSeries(`${owner} leaves no room`);
}

/** The prefix of the series that a terminal writes on a day. Throws NoSeries. */
export function seriesPrefix(country, branchCode, terminalCode, on, generation = 1) {
  const { branch, terminal } = ownerOf(branchCode, terminalCode);
  const mark = generationMark(generation);
  if (country === "in") return indianPrefix(`${branch}${terminal}${mark}`, on);
  return `${branch}-${terminal}${mark}-${two(Number(on.slice(0, 4)))}-`;
}

/** The document number. Throws NoSeries when the country leaves no room for it. */
export function formatNumber(country, prefix, sequence) {
  const width = country === "in" ? Math.min(DIGITS, LONGEST_IN_INDIA - prefix.length) : DIGITS;
  const number = prefix + String(sequence).padStart(width, "0");
  if (country === "in" && number.length > LONGEST_IN_INDIA) {
    throw new NoSeries(`${prefix} has no ${sequence}`);
  }
  return number;
}

/** Whether the country takes it as a document number. */
export function isValidNumber(country, number) {
  return (NUMBERS[country] ?? NUMBERS.other).test(number);
}

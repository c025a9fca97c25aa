/**
 * What a ground holds about a person, and where it is: sealed in the ground, readable only in the
 * memory of the session that typed it. A basket, a parked one and a sale hold the sealed form alone.
 *
 * @typedef {{id: string, kind: "prescription"|"exception", prescriber: string|null,
 *   number: string|null, written_on: string|null, exception: string|null, permitted_by: string,
 *   sealed?: string}} Ground `prescriber` and `number` are null where they are sealed
 * @typedef {Record<string, {prescriber: string, number: string}>} Captured by the ground's id
 */
export const PURPOSE = "ground";
const NAMES = ["prescriber", "number"];

/** Whether it says something about a person, as it was typed and before it is sealed. */
export function namesAnybody(ground) {
  return NAMES.some((name) => Boolean(ground[name]));
}

/** The names of a ground that are sealed, alone. */
export function namesOf(ground) {
  return Object.fromEntries(NAMES.map((name) => [name, ground[name] ?? ""]));
}

/** @param {Ground} ground @param {string} sealed its names, sealed @returns {Ground} */
export function withoutNames(ground, sealed) {
  return { ...ground, ...Object.fromEntries(NAMES.map((name) => [name, null])), sealed };
}

/** The ground as the server is asked about it before payment: it needs no names. */
export function questionOf(ground) {
  const { sealed, ...rest } = ground;
  return { ...rest, ...Object.fromEntries(NAMES.map((name) => [name, ""])) };
}

/** What of the memory is still needed: of these grounds. @returns {Captured} */
export function keptOf(captured, grounds) {
  const ids = new Set(grounds.map((ground) => ground.id));
  return Object.fromEntries(Object.entries(captured).filter(([id]) => ids.has(id)));
}

/** Prescriber and number where this session knows them, else null. */
export function seenOf(ground, captured) {
  return captured[ground.id] ?? null;
}

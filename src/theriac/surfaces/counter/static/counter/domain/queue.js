/** The queue of a branch as its screens tell it. Pure. */
export const KINDS = ["general", "prescription", "pickup"];

/** Whole minutes of seconds, at least one. */
export const minutesOf = (seconds) => Math.max(1, Math.round(seconds / 60));

/**
 * The calls that weren't there before: of a number, or of the same once more.
 * @param {{id: string, calls: number}[]} before @param {{id: string, calls: number}[]} now
 */
export function newCalls(before, now) {
  const known = new Map(before.map((one) => [one.id, one.calls]));
  return now.filter((one) => (known.get(one.id) ?? 0) < one.calls);
}

/** Which page of the queue an address asks for, or null. @param {string} hash of the address */
export function queuePage(hash) {
  return { "#queue-screen": "queue_screen", "#queue-kiosk": "queue_kiosk" }[hash] ?? null;
}

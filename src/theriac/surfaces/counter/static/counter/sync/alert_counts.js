/** Tells the server how often alerts were shown, answered and heeded here: all of a day so far, also days later. */
const AT_ONCE = 300;
const REST_MS = 600_000;

/**
 * A server that doesn't know the address, or refuses, is told later; nothing else waits for it.
 * @param {{api: object, clock: object, counts: {toTell: () => object[], told: (rows: object[]) => void}}} parts
 * @returns {() => Promise<void>}
 */
export function createCountSender({ api, clock, counts }) {
  let restsUntil = 0;
  return async () => {
    if (clock.now() < restsUntil) return;
    const rows = counts.toTell();
    if (!rows.length) return;
    try {
      for (let at = 0; at < rows.length; at += AT_ONCE) await api.alertCounts(rows.slice(at, at + AT_ONCE));
      counts.told(rows);
      restsUntil = clock.now() + REST_MS;
    } catch (error) {
      if (error.name === "Refused") restsUntil = clock.now() + REST_MS;
      else if (error.name !== "Unreachable") throw error;
    }
  };
}

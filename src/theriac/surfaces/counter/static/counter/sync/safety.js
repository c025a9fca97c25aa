/** Keeps the sets of safety checks that the settings name: fetched whole where another version is in force. */
import { readValue, writeValue } from "../db/device.js";

const KEY = "safety";
const REST_MS = 60_000;
export const NO_SETS = { version: "", sets: [] };

/**
 * A server that doesn't know the address, or doesn't answer, is asked again a minute later; nothing waits for it.
 * @param {{db: object, api: object, clock: object, onSafety: (kept: object) => void}} parts
 * @returns {() => Promise<void>} to be called once the feed was read
 */
export function createSafetyKeeper({ db, api, clock, onSafety }) {
  let restsUntil = 0;
  let known = null;
  return async () => {
    const settings = await readValue(db, "settings");
    const wanted = settings?.safety ?? "";
    known ??= (await readValue(db, KEY))?.version ?? "";
    if (wanted === known || clock.now() < restsUntil) return;
    try {
      const kept = wanted ? await api.safety() : NO_SETS;
      await writeValue(db, KEY, kept);
      known = kept.version;
      onSafety(kept);
    } catch (error) {
      restsUntil = clock.now() + REST_MS;
      if (error.name !== "Refused" && error.name !== "Unreachable") throw error;
    }
  };
}

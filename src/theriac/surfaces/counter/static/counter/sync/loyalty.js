/** Keeps what members have, for sales without the network: asked each minute, and nothing waits for it. */
import { keepPoints } from "../db/loyalty.js";
import { readUnsent } from "../db/sales.js";

const EVERY_MS = 60_000;

/**
 * @param {{db: object, api: object, clock: object}} parts
 * @returns {() => Promise<void>} to be called once the feed was read
 */
export function createPointsKeeper({ db, api, clock }) {
  let askedAt = null;
  return async () => {
    if (askedAt !== null && clock.now() - askedAt < EVERY_MS) return;
    askedAt = clock.now();
    try {
      const told = await api.loyaltyPoints();
      if (told) await keepPoints(db, told, readUnsent);
    } catch (error) {
      if (error.name !== "Refused" && error.name !== "Unreachable") throw error;
    }
  };
}

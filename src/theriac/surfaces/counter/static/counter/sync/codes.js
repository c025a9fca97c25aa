/** Tells the server which codes were kept for the office here, also while it didn't hear of it. */
import { dropCodes, readCodes } from "../db/codes.js";

const REST_MS = 600_000;

/**
 * What the server refuses for good (no barcode can be it) goes; what it doesn't take yet, because the device kept
 * too many today, waits and is told again later. A server that doesn't know the address is asked again later;
 * nothing else waits for it.
 * @param {{db: object, api: object, clock: object}} parts
 * @returns {() => Promise<void>}
 */
export function createCodeSender({ db, api, clock }) {
  let restsUntil = 0;
  return async () => {
    if (clock.now() < restsUntil) return;
    const codes = await readCodes(db);
    if (!codes.length) return;
    try {
      const { taken, refused } = await api.unknownCodes(codes);
      await dropCodes(db, [...taken, ...refused]);
      if (taken.length + refused.length < codes.length) restsUntil = clock.now() + REST_MS;
    } catch (error) {
      if (error.name === "Refused") restsUntil = clock.now() + REST_MS;
      else if (error.name !== "Unreachable") throw error;
    }
  };
}

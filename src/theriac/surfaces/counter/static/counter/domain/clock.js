/** How far a device's clock is from its server's. The server warns from the same limit on. */
const MINUTE_MS = 60_000;
const WARNING_MS = 5 * MINUTE_MS;

/**
 * Whole minutes that the device is ahead (below zero: behind); 0 while it is near enough.
 * @param {number} deviceMs @param {number} serverMs
 */
export function minutesAhead(deviceMs, serverMs) {
  const skew = deviceMs - serverMs;
  return Math.abs(skew) > WARNING_MS ? Math.round(skew / MINUTE_MS) : 0;
}

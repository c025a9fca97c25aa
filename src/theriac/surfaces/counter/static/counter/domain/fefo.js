/**
 * Which batches a line takes: opened packs first, then first to expire, first received, lowest id.
 * The same rules as the server's stock rules; the cases are contracts/vectors/fefo_allocation.json.
 *
 * @typedef {{id: string, quantity: number, expiry: string|null, received: string,
 *   status: string, lying?: number}} Batch quantity in base units, `lying` with what is reserved of
 *   them; dates as "YYYY-MM-DD"; status "available" sells
 * @typedef {{today: string, minDays?: number, packUnits?: number, rotation?: "fefo"|"fifo"}} Rules
 *   packUnits: base units of the largest pack; 1 or none: no pack is ever opened
 */

/**
 * Why a batch can't be sold, or null when it can.
 * @param {Batch} batch @param {Rules} rules
 * @returns {null|"held"|"no_expiry"|"expired"|"too_near"}
 */
export function reasonNotSold(batch, rules) {
  if (batch.status !== "available") return "held";
  if (!batch.expiry) return "no_expiry";
  if (batch.expiry <= rules.today) return "expired";
  const days = rules.minDays ?? 0;
  return days > 0 && daysFrom(rules.today, batch.expiry) < days ? "too_near" : null;
}

function daysFrom(from, to) {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
}

/** Whether what lies there, reserved units too, leaves an opened largest pack. */
export function isOpened(batch, packUnits) {
  const lying = batch.lying ?? batch.quantity;
  return packUnits > 1 && lying > 0 && lying % packUnits !== 0;
}

/**
 * The batches that may be sold, in the order in which they are taken.
 * @param {Batch[]} batches @param {Rules} rules
 * @returns {Batch[]}
 */
export function takingOrder(batches, rules) {
  const packUnits = rules.packUnits ?? 1;
  const byAge = rules.rotation === "fifo"
    ? (batch) => [batch.received, batch.expiry, batch.id]
    : (batch) => [batch.expiry, batch.received, batch.id];
  return batches
    .filter((batch) => batch.quantity > 0 && reasonNotSold(batch, rules) === null)
    .map((batch) => [isOpened(batch, packUnits) ? "0" : "1", ...byAge(batch), batch])
    .sort(compareKeys)
    .map((key) => key[4]);
}

function compareKeys(left, right) {
  for (let index = 0; index < 4; index += 1) {
    if (left[index] !== right[index]) return left[index] < right[index] ? -1 : 1;
  }
  return 0;
}

/**
 * Take a quantity from the batches in order.
 * @param {Batch[]} batches @param {number} quantity base units @param {Rules} rules
 * @returns {{taken: {batch: Batch, quantity: number}[], short: number}} `short` base units are missing
 */
export function allocate(batches, quantity, rules) {
  const taken = [];
  let left = quantity;
  for (const batch of takingOrder(batches, rules)) {
    if (left === 0) break;
    const part = Math.min(left, batch.quantity);
    taken.push({ batch, quantity: part });
    left -= part;
  }
  return { taken, short: left };
}

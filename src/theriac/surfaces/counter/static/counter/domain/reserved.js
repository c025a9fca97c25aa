/**
 * What the basket has of reservations: units of batches that the server keeps for its customer, so
 * that nobody else sells them until the sale itself takes them. Pure.
 *
 * @typedef {{id: string, product_id: string, quantity: number,
 *   batches: {batch_id: string, quantity: number}[]}} Kept base units; whose they are isn't here
 */

/** Have a reservation for this basket; the same one once. */
export function keepReserved(basket, { id, product_id, quantity, batches }) {
  const others = (basket.reserved ?? []).filter((one) => one.id !== id);
  return { ...basket, reserved: [...others, { id, product_id, quantity, batches }] };
}

/** Let go of reservations; what isn't free then is short. */
export function dropReserved(basket, ids) {
  const reserved = (basket.reserved ?? []).filter((one) => !ids.includes(one.id));
  return reserved.length === (basket.reserved ?? []).length ? basket : { ...basket, reserved };
}

/** Base units of a product that are kept for this basket. */
export function keptUnits(basket, productId) {
  return of(basket, productId).reduce((sum, one) => sum + one.quantity, 0);
}

/** The same by batch. @returns {Map<string, number>} */
export function keptBatches(basket, productId) {
  const units = new Map();
  for (const { batch_id: id, quantity } of of(basket, productId).flatMap((one) => one.batches)) {
    units.set(id, (units.get(id) ?? 0) + quantity);
  }
  return units;
}

const of = (basket, productId) => (basket.reserved ?? []).filter((one) => one.product_id === productId);

/** A batch of the shelf as this basket sees it: what is kept for the basket is free for it. */
export function withKept(batch, units) {
  if (!units) return batch;
  return { ...batch, quantity: Math.max(0, batch.lying - Math.max(0, (batch.reserved ?? 0) - units)) };
}

/** How many units of what a line takes are those that are kept. */
export function takenOfKept(parts, kept) {
  return parts.reduce((sum, { batch, quantity }) => (
    sum + Math.min(quantity, Math.max(0, (kept.get(batch.id) ?? 0) - (batch.earlier ?? 0)))), 0);
}

/** What the sale has of each reservation: never more than it sells of the product. */
export function reservedSold(basket, rows) {
  const left = new Map();
  for (const row of rows) {
    left.set(row.product.id, (left.get(row.product.id) ?? 0) + row.quantity - (row.found ?? 0));
  }
  return (basket.reserved ?? []).flatMap(({ id, product_id: product, quantity }) => {
    const units = Math.min(quantity, left.get(product) ?? 0);
    left.set(product, (left.get(product) ?? 0) - units);
    return units > 0 ? [{ reservation_id: id, quantity: units }] : [];
  });
}

/**
 * The packs that are added when a reservation is fetched: what the basket doesn't have of it yet, in
 * the largest pack that counts it. @returns {{pack: object, packs: number}|null} null for nothing
 */
export function packsToAdd(basket, rows, reservation, packs) {
  const inBasket = rows.filter((row) => row.product.id === reservation.product_id)
    .reduce((sum, row) => sum + row.quantity, 0);
  const free = Math.max(0, inBasket - keptUnits(dropReserved(basket, [reservation.id]), reservation.product_id));
  const missing = reservation.quantity - free;
  if (missing <= 0) return null;
  const fitting = packs.filter((one) => one.sellable && missing % one.factor === 0)
    .sort((left, right) => right.factor - left.factor);
  const pack = fitting[0] ?? packs.find((one) => one.factor === 1) ?? packs[0];
  return { pack, packs: Math.max(1, Math.floor(missing / pack.factor)) };
}

/** What a product's state permits at the counter; the server's `catalog/rules.py` says the same. Pure. */
const SOLD = new Set(["active", "discontinued"]);

/** Whether it is sold without batches, such as a vaccination: nothing of it lies anywhere. */
export const isService = (product) => product?.is_service === true;

/** Whether a product may be sold: what is discontinued sells out. */
export const isSold = (product) => SOLD.has(product?.status);

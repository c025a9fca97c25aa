/**
 * Controlled medicines in a basket: sold on a ready prescription alone, once a second person signed exactly what goes.
 * Twin of the server's content (sales/controlled/counter.py). Pure.
 */
import { approvalHolds } from "./discounts.js";
import { legalClass } from "./gates.js";

/** The register that goods of a class leave, or ""; an unknown class has none. */
export function registerOf(country, code) {
  try {
    return legalClass(country, code).register;
  } catch (error) {
    if (error instanceof RangeError) return "";
    throw error;
  }
}

const isHanded = (row, country) => Boolean(row.line.prescription && registerOf(country, row.product.legal_class));

/** Exactly what the second person signs: units by product and line of a prescription; null where there is none. */
export function contentToHandOver(saleId, rows, country) {
  const units = new Map();
  for (const row of rows.filter((one) => isHanded(one, country))) {
    const key = `${row.product.id} ${row.line.prescription.line_id}`;
    units.set(key, (units.get(key) ?? 0) + row.quantity);
  }
  const lines = [...units].sort(([left], [right]) => (left < right ? -1 : 1)).map(([key, quantity]) => {
    const [product, line] = key.split(" ");
    return { product_id: product, quantity, prescription_line_id: line };
  });
  return lines.length ? { sale_id: saleId, lines } : null;
}

/**
 * The rows, those of controlled medicines waiting for a signature unless the one that is kept is of exactly this.
 * @param {(row: object) => object} signed the row with its text anew
 */
export function awaitSignature(rows, basket, world, signed) {
  const { country } = world.place;
  const toHandOver = contentToHandOver(basket.id, rows, country);
  if (!toHandOver || approvalHolds(basket.hand_over, toHandOver, world.now)) return { lines: rows, toHandOver };
  const lines = rows.map((row, index) => {
    if (!isHanded(row, country)) return row;
    const problem = { kind: "hand_over", level: "stop", lineId: row.line.id, position: index + 1 };
    return signed({ ...row, problems: [...row.problems, problem] });
  });
  return { lines, toHandOver };
}

/** The file to which everything unsent is saved, and which the back office takes in. Pure. */

const FORMAT = "theriac-unsent-sales";

/**
 * What the file says: whose sales, which numbers are void, and all of it as it would be pushed, with its log.
 * @param {{terminal: object, branch: object, sale: object[], void: object[], till: object[], asked: object[],
 *   parked: object[], copies: object[], codes: object[], log: object, savedAt: string, version: string}} facts
 * @returns {string}
 */
export function savedContent({
  terminal, branch, sale, void: voids, till, asked, parked, copies, codes, log, savedAt, version,
}) {
  return JSON.stringify({
    terminal: { id: terminal.id, name: terminal.name }, branch: { id: branch.id, name: branch.name },
    saved_at: savedAt, app_version: version,
    sales: sale.map(({ paper, ...document }) => document),
    voids: voids.map(({ series_id: seriesId, sequence, reason }) => ({ series_id: seriesId, sequence, reason })),
    till, asked, parked, copies, codes, log,
  });
}

/** The file around its content, with its digest where the browser could make one, and the device's signature. */
export function savedFile(content, sha256, signature) {
  return JSON.stringify({ format: FORMAT, version: 1, sha256, signature, content });
}

/** A name that says whose sales and when: letters, digits and dashes only. */
export function savedName(terminal, savedAt) {
  const whose = terminal.name.normalize("NFKD").replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "").toLowerCase();
  return `theriac-unsent-${whose || "counter"}-${savedAt.slice(0, 16).replace(/[:T]/g, "-")}.json`;
}

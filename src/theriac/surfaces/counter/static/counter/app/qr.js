/** QR codes, drawn by the vendored program, which is fetched (or was kept with the counter's) when one is drawn. */

/** White modules around the code, as ISO/IEC 18004 asks. */
const QUIET = 4;

/** @param {string} text @returns {Promise<{size: number, path: string}>} its black modules as the path of an SVG */
export async function drawQr(text) {
  const { encode } = await import("../vendor/uqr/index.js");
  const { size, data } = encode(text, { ecc: "L", border: QUIET });
  const rows = data.map((row, y) => row.map((isBlack, x) => (isBlack ? `M${x} ${y}h1v1h-1z` : "")).join(""));
  return { size, path: rows.join("") };
}

/**
 * A PDF of one page in a typewriter's letters, as a receipt is: rows of text on a narrow roll. Pure.
 * Only the fonts that every reader has; signs that they lack are written otherwise.
 *
 * @typedef {{text: string, right?: string, centred?: boolean, bold?: boolean, rule?: boolean,
 *   bars?: number[]}} Row `bars`: widths of bars and spaces by turns, a bar first, in modules
 */
import { linesOf } from "../../domain/columns.js";

const SIZE = 8;
const ADVANCE = 0.6 * SIZE; // Courier's letters are all as wide
const LEADING = 10.5;
const MARGIN = 11;
const POINTS_A_MM = 72 / 25.4;
const BLANK = Array(4).fill({ text: "" }); // the lines that bars take
const BARS_HIGH = 28;
const MOST_MODULE = 0.94; // a third of a millimetre

/** @param {Row[]} rows @param {{width: number, title: string}} page width in millimetres @returns {Uint8Array} */
export function pdfOf(rows, { width, title }) {
  const wide = Math.round(width * POINTS_A_MM);
  const letters = Math.floor((wide - 2 * MARGIN) / ADVANCE);
  const lines = rows.flatMap((row) => (row.bars ? BLANK.map((blank, index) => (index ? blank : row))
    : linesOf(row, letters)));
  const high = Math.ceil(2 * MARGIN + lines.length * LEADING);
  const drawn = lines.map((line, index) => {
    const y = high - MARGIN - SIZE - index * LEADING;
    return line.bars ? drawnBars(line.bars, y, wide) : drawnAt(line, y, letters);
  }).join("\n");
  return assembled([
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${wide} ${high}] /Contents 6 0 R`
      + " /Resources << /Font << /F1 4 0 R /F2 5 0 R >> >> >>",
    "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    "<< /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold /Encoding /WinAnsiEncoding >>",
    `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
    `<< /Title (${escaped(title)}) >>`,
  ]);
}

function drawnAt({ text, centred = false, bold = false }, y, letters) {
  const x = MARGIN + (centred ? ((letters - text.length) / 2) * ADVANCE : 0);
  return `BT /F${bold ? 2 : 1} ${SIZE} Tf ${x.toFixed(2)} ${y.toFixed(2)} Td (${escaped(text)}) Tj ET`;
}

/** Black rectangles in the middle of the roll, as high as the lines that were left for them. */
function drawnBars(bars, y, wide) {
  const modules = bars.reduce((sum, width) => sum + width, 0);
  const module = Math.min(MOST_MODULE, (wide - 2 * MARGIN) / modules);
  const low = y - (BLANK.length - 2) * LEADING;
  let x = (wide - modules * module) / 2;
  return bars.map((width, index) => {
    const from = x;
    x += width * module;
    return index % 2 ? "" : `${from.toFixed(2)} ${low.toFixed(2)} ${(width * module).toFixed(2)} ${BARS_HIGH} re f`;
  }).filter(Boolean).join("\n");
}

function escaped(text) {
  return text.replace(/[\\()]/g, "\\$&");
}

function assembled(objects) {
  let text = "%PDF-1.4\n";
  const places = objects.map((body, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return place;
  });
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  text += places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info ${objects.length} 0 R >>\n`
    + `startxref\n${start}\n%%EOF\n`;
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0));
}

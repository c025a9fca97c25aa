/** The receipt that is shown, read off the page into rows for a PDF, so that both say the same. */
import { pdfOf } from "./pdf.js";

/** @param {HTMLElement} article the drawn receipt @param {{copy: string|null, title: string}} facts */
export function receiptPdf(article, { copy, title }) {
  const rows = receiptRows(article);
  if (copy) rows.unshift({ text: copy, centred: true, bold: true });
  return pdfOf(rows, { width: widthOf(article), title });
}

/** @returns {import("../../domain/columns.js").Row[]} what stands on the drawn receipt */
export function receiptRows(article) {
  return [...article.children].flatMap(rowsOf);
}

/** Millimetres of its roll. */
export function widthOf(article) {
  return article.classList.contains("t-receipt-58") ? 58 : 80;
}

function rowsOf(element) {
  if (element.tagName === "HR") return [{ text: "", rule: true }];
  if (element.dataset.bars) return [{ text: "", bars: element.dataset.bars.split(" ").map(Number) }];
  const has = (name) => element.classList.contains(name);
  const bold = element.tagName === "H1" || has("it") || has("big");
  if (has("r")) {
    const [left, right] = [...element.children].map((one) => one.innerText);
    return [{ text: left, right: right ?? "", bold, big: has("big") }];
  }
  const centred = element.tagName === "H1" || has("mid");
  return element.innerText.split("\n").filter((text) => text.trim()).map((text) => ({ text, centred, bold }));
}

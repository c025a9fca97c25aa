/** A quotation on a roll, as the server wrote it. */
import { html } from "../../app/html.js";
import { useSelect } from "../../app/store.js";
import { ReceiptBars } from "../receipt/barcode.js";

/** What the printer gets of a quotation. */
export function QuotedPaper() {
  const quotation = useSelect((state) => state.notePaper?.quotation ?? null);
  const narrow = useSelect((state) => state.settings?.receipt.width_mm === 58);
  if (!quotation) return null;
  const { paper, number } = quotation;
  return html`<div class="t-paper" aria-hidden="true">
    <article class=${`t-receipt ${narrow ? "t-receipt-58 t-print-58" : "t-print-80"}`} lang=${paper.language}>
      <h1>${paper.shop}</h1>
      ${[...paper.shop_lines, ...paper.header].map((line, index) => html`<div class="mid" key=${index}>${line}</div>`)}
      <hr /><div class="mid it">${paper.title}</div>
      ${paper.facts.map(([label, value]) => html`<div class="r t-whole" key=${label}>
        <span>${label}</span><span>${value}</span></div>`)}
      ${paper.buyer.length > 0 && html`<div class="r t-whole"><span>${paper.buyer_label}</span>
        <span>${paper.buyer.join(", ")}</span></div>`}<hr />
      ${paper.lines.map((line, index) => html`<${Item} key=${index} line=${line} />`)}<hr />
      ${paper.sums.map((one) => html`<div class=${one.is_total ? "r big" : "r"} key=${one.label}>
        <span>${one.label}</span><span>${one.value}</span></div>`)}
      ${paper.footer.map((line, index) => html`<div class="mid" key=${index}>${line}</div>`)}<hr />
      <${ReceiptBars} number=${number} /></article></div>`;
}

function Item({ line }) {
  return html`<div class="it">${line.name}</div>
    <div class="r sub"><span>${line.count}</span><span>${line.amount}</span></div>
    ${line.notes.map((note, index) => html`<div class="sub" key=${index}>${note}</div>`)}`;
}

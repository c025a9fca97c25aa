/** A credit note: on the screen, and on 58 or 80 mm paper. */
import { html } from "../../app/html.js";
import { useReceiptWords, useSelect } from "../../app/store.js";
import { ReceiptBars } from "../receipt/barcode.js";

export function CreditNote({ note }) {
  const words = useReceiptWords();
  const settings = useSelect((state) => state.settings);
  const { t } = words;
  const { receipt } = settings;
  const { document, paper } = note;
  const narrow = receipt.width_mm === 58;
  const at = Date.parse(document.at);
  return html`<article class=${`t-receipt ${narrow ? "t-receipt-58 t-print-58" : "t-print-80"}`} lang=${words.language}
      aria-label=${t("return.paper", { number: document.number })}>
    <h1>${receipt.shop}</h1><div class="mid">${receipt.address}</div><hr />
    <div class="mid it">${t("return.paper.title")}</div>
    <div class="r t-whole"><span>${t("receipt.no", { number: document.number })}</span>
      <span>${t("receipt.cashier", { name: paper.person })}</span></div>
    <div class="r"><span>${words.day(words.dayOf(at))} ${words.time(at)}</span><span>${paper.terminal}</span></div>
    <div class="r t-whole">${paper.receipt
      ? html`<span>${t("return.paper.receipt")}</span><span class="t-code">${paper.receipt}</span>`
      : html`<span>${t("return.paper.unreceipted")}</span>`}</div>
    <div class="r"><span>${t("return.reason")}</span><span>${t(`return.reason.${document.reason}`)}</span></div><hr />
    ${paper.lines.map((line, index) => html`<${Item} key=${index} line=${line} />`)}<hr />
    <${Figures} document=${document} paper=${paper} /><hr /><${ReceiptBars} number=${document.number} /></article>`;
}

function Item({ line }) {
  const words = useReceiptWords();
  const quantity = line.packs.length ? words.quantity(line, line.quantity) : words.number(line.quantity);
  return html`<div class="it">${line.product}</div>
    <div class="r sub"><span>${quantity}</span><span>${words.money(line.amount)}</span></div>
    ${line.batch && html`<div class="sub t-code">${line.batch}</div>`}`;
}

function Figures({ document, paper }) {
  const { t, money, rate, place } = useReceiptWords();
  return html`${paper.taxes.length > 0 && html`<div class="r">
      <span>${t(place.country === "id" ? "receipt.dpp" : "receipt.taxable")}</span>
      <span>${money(paper.taxable)}</span></div>`}
    ${paper.taxes.map((tax) => html`<div class="r" key=${tax.code + tax.rate_bp}>
      <span>${tax.code} ${rate(tax.rate_bp)}</span><span>${money(tax.amount)}</span></div>`)}
    ${paper.rounding !== 0 && html`<div class="r"><span>${t("total.rounding")}</span>
      <span>${money(paper.rounding)}</span></div>`}
    <div class="r big"><span>${t(document.exchanged ? "return.worth" : "return.total")}</span>
      <span>${money(document.total)}</span></div>
    ${document.exchanged && html`<div class="r"><span>${t("method.exchange")}</span>
      <span>${money(document.exchanged)}</span></div>`}
    ${document.refunds.map((one) => html`<div class="r" key=${one.method}><span>${t(`method.${one.method}`)}</span>
      <span>${money(one.amount)}</span></div>`)}`;
}

/** What the printer gets of a return: nothing but the credit note. */
export function CreditNotePaper() {
  const note = useSelect((state) => state.notePaper);
  if (!note?.document) return null;
  return html`<div class="t-paper" aria-hidden="true"><${CreditNote} note=${note} /></div>`;
}

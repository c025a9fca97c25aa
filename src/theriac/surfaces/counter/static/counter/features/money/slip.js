/** The frame of a paper for money that was taken: shop, title, number, when and by whom, bars. */
import { html } from "../../app/html.js";
import { useReceiptWords, useSelect } from "../../app/store.js";
import { ReceiptBars } from "../receipt/barcode.js";

/** `bars`: what a scan of the paper reads. */
export function Slip({ title, number, at, bars, children }) {
  const words = useReceiptWords();
  const settings = useSelect((state) => state.settings);
  const person = useSelect((state) => state.person);
  const { receipt } = settings;
  const narrow = receipt.width_mm === 58;
  const instant = Date.parse(at);
  return html`<article class=${`t-receipt ${narrow ? "t-receipt-58 t-print-58" : "t-print-80"}`} lang=${words.language}
      aria-label=${`${title} ${number}`}>
    <h1>${receipt.shop}</h1><div class="mid">${receipt.address}</div><hr />
    <div class="mid it">${title}</div>
    <div class="r t-whole"><span>${words.t("receipt.no", { number })}</span>
      <span>${words.t("receipt.cashier", { name: person?.short_name ?? "" })}</span></div>
    <div class="r"><span>${words.day(words.dayOf(instant))} ${words.time(instant)}</span>
      <span>${settings.terminal.name}</span></div><hr />
    ${children}<hr /><${ReceiptBars} number=${bars} /></article>`;
}

/** A name and its value. */
export function SlipRow({ name, value, big = false }) {
  return html`<div class=${big ? "r big" : "r"}><span>${name}</span><span>${value}</span></div>`;
}

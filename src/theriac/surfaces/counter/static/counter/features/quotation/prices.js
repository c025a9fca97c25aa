/** The prices of a quotation beside today's, line by line: who sells chooses. */
import { html } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { Dialog } from "../shell/dialog.js";

export function QuotedPrices() {
  const { t, day } = useWords();
  const app = useApp();
  const quotation = useSelect((state) => state.basket.quotation ?? null);
  const rows = useSelect((state) => state.assessed.lines);
  if (!quotation) return null;
  const quoted = rows.filter(({ line }) => quotation.promised[line.id] !== undefined);
  const done = () => app.closeThen(() => app.backToSearch());
  return html`<${Dialog} title=${t("quotation.prices", { number: quotation.number })} wide onClose=${done}>
    <p class="mb-3">${t(quotation.holds ? "quotation.holds" : "quotation.over", { day: day(quotation.until) })}</p>
    <ul class="list-unstyled mb-0 t-stack t-stack-4">${quoted.map((row) => html`<${QuotedRow} key=${row.line.id}
      row=${row}
      promised=${quotation.promised[row.line.id]} holds=${quotation.holds} />`)}</ul>
    <div class="t-row mt-4"><button class="btn btn-primary" type="button" data-first onClick=${done}>
      ${t("quotation.prices.done")}</button></div></${Dialog}>`;
}

function QuotedRow({ row, promised, holds }) {
  const { t, money, packs } = useWords();
  const app = useApp();
  const today = row.today ?? row.amount;
  const dearer = today > promised;
  const keeps = Boolean(row.line.discount);
  const choose = (kept) => () => app.run("choose_price", { lineId: row.line.id, keeps: kept });
  return html`<li data-quoted=${row.line.id}>
    <div class="t-strong">${row.product.name}, ${packs(row.pack, row.line.packs)}</div>
    <div class="t-row t-wrap t-2"><span>${t("quotation.promised", { amount: money(promised) })}</span>
      <span>${t("quotation.today", { amount: money(today) })}</span></div>
    ${dearer && holds ? html`<div class="t-row t-wrap mt-2" role="group" aria-label=${row.product.name}>
        <button class="btn btn-plain" type="button" aria-pressed=${keeps ? "true" : "false"}
          onClick=${choose(true)}>${t("quotation.keep", { amount: money(promised) })}</button>
        <button class="btn btn-plain" type="button" aria-pressed=${keeps ? "false" : "true"}
          onClick=${choose(false)}>${t("quotation.new", { amount: money(today) })}</button></div>`
      : html`<div class="t-sm mt-1">${t(why(today, promised))}</div>`}</li>`;
}

function why(today, promised) {
  if (today === promised) return "quotation.same";
  return today < promised ? "quotation.cheaper" : "quotation.dearer";
}

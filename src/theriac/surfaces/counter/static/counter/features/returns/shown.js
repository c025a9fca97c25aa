/** Where the parts of a return go and what is refunded, before anything is written. */
import { html, useState } from "../../app/html.js";
import { useApp, useWords } from "../../app/store.js";
import { Icon } from "../shell/icon.js";

const MARKS = {
  shelf: ["check-circle-fill", "go"], quarantine: ["shield-exclamation", "look"], destruction: ["fire", "stop"],
  nowhere: ["dash-circle", "note"],
};

/** Where each part goes and what is refunded, before anything is written. */
export function Shown({ labelOf, answer, error = "", isApproved = false, onBack, onGo, onExchange = null }) {
  const words = useWords();
  const { t, money } = words;
  const [busy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    await onGo();
    setBusy(false);
  };
  return html`<div class="t-stack t-stack-4">
    <ul class="t-return-rows">${answer.lines.map((one) => html`<${ShownRow} key=${one.sale_line_id + one.batch_id}
      one=${one} label=${labelOf(one)} />`)}</ul>
    <div class="t-sums">${answer.rounding !== 0 && html`<div class="t-sum"><span>${t("total.rounding")}</span>
        <span>${money(answer.rounding)}</span></div>`}
      <div class="t-total"><span class="t-strong">${t("return.total")}</span><b>${money(answer.total)}</b></div>
      ${answer.refunds.map((one) => html`<div class="t-sum" key=${one.method}><span>${t(`method.${one.method}`)}</span>
        <span>${money(one.amount)}</span></div>`)}</div>
    ${answer.asks && !isApproved && html`<div class="t-notice t-notice-look"><${Icon} name="person-check" />
      <div class="t-notice-title">${t("return.asks")}</div>
      <div class="t-notice-text">${whyWords(answer.asks, t)}</div></div>`}
    ${error && html`<div class="t-error" role="alert"><${Icon} name="exclamation-circle-fill" />
      <span>${error}</span></div>`}
    <div class="t-row t-wrap"><button class="btn btn-primary" type="button" data-first disabled=${busy} onClick=${go}>
        ${t(answer.asks && !isApproved ? "approval.ask" : "return.complete")}</button>
      ${onExchange && answer.total > 0 && html`<button class="btn btn-plain" type="button" onClick=${onExchange}>
        <${Icon} name="arrow-left-right" />${t("exchange.start")}</button>`}
      <button class="btn btn-quiet" type="button" onClick=${onBack}>${t("till.back")}</button></div></div>`;
}

/** Why somebody else approves it. */
export const whyWords = (asks, t) => (asks.why ?? ["unreceipted"]).map((why) => t(`return.why.${why}`)).join(" ");

function ShownRow({ one, label }) {
  const words = useWords();
  const { t, money } = words;
  const app = useApp();
  const product = app.catalogue.product(one.product_id);
  const [icon, tone] = MARKS[one.goes];
  return html`<li class="t-return-row"><div class="t-grow"><b>${label.product}</b>
      <div class="t-2 t-sm">${product ? words.quantity(product, one.quantity) : words.number(one.quantity)}
        ${label.batch && html`${" · "}<span class="t-code">${label.batch}</span>`}</div></div>
    <span class=${`t-badge t-badge-${tone}`}><${Icon} name=${icon} />${t(`return.goes.${one.goes}`)}</span>
    <b class="t-money">${money(one.amount)}</b></li>`;
}

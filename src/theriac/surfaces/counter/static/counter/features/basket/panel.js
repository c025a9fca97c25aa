/** The basket: lines with the batch to take, and below them what must be decided and the total. */
import { html } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { PatientBanner } from "../patient/banner.js";
import { DonePanel } from "../pay/done.js";
import { SafetyCard } from "../safety/card.js";
import { MemberBar } from "../loyalty/bar.js";
import { ExchangeBar } from "../returns/exchange.js";
import { CouponBar } from "../promotions/given.js";
import { Icon } from "../shell/icon.js";
import { Cards } from "./cards.js";
import { useSelectedInView } from "./in_view.js";
import { BasketKeys, GroundChips } from "./keys.js";
import { PhoneLine, Row } from "./row.js";

export function BasketPanel() {
  const { t } = useWords();
  const assessed = useSelect((state) => state.assessed);
  const last = useSelect((state) => state.shown);
  const lines = assessed.lines.length;
  return html`<section aria-label=${t("basket.title")}>
    <div class="t-card t-basket">
      <div class="t-card-head t-basket-head t-noprint"><h2>${t("basket.title")}</h2>
        <span class="t-2 t-num t-nowrap">${lines ? t("basket.lines", { n: lines }) : ""}</span>
        <span class="t-end t-row t-wrap"><${BasketKeys} printed /><${GroundChips} /></span></div>
      <${PatientBanner} />
      ${lines === 0 && last ? html`<${DonePanel} />` : html`<${Lines} />`}
      <div class="t-settle t-noprint"><div><${Cards} /><${SafetyCard} /></div><${Sums} /></div>
    </div>
  </section>`;
}

/** Longer amounts than these get wider columns: Rp 137.100 fits, Rp 1.371.000 doesn't. */
const LONG_AMOUNT = 10;

function Lines() {
  const words = useWords();
  const { t } = words;
  const app = useApp();
  const assessed = useSelect((state) => state.assessed);
  const selected = useSelect((state) => state.basket.selected);
  useSelectedInView();
  if (!assessed.lines.length) {
    return html`<div class="t-basket-lines"><div class="t-empty"><${Icon} name="basket" />
      <h2 class="t-h3">${t("basket.empty")}</h2><p>${t("basket.empty.text")}</p></div></div>`;
  }
  const wide = assessed.lines.some((row) => words.money(row.amount ?? 0).length > LONG_AMOUNT);
  return html`<div class="t-basket-lines" data-basket>
    <table role="table" aria-label=${t("basket.title")} class=${`table t-table t-lines ${wide ? "is-wide" : ""}`}>
      <thead role="rowgroup"><tr role="row">
      <th role="columnheader" class="num" scope="col">#</th><th role="columnheader" scope="col">${t("basket.item")}</th>
      <th role="columnheader" scope="col">${t("basket.quantity")}</th>
        <th role="columnheader" class="num t-hide-m" scope="col">${t("basket.price")}</th>
      <th role="columnheader" class="num" scope="col">${t("basket.amount")}</th></tr></thead>
    <tbody role="rowgroup" onClick=${(event) => lineClick(event, app)} onKeyDown=${(event) => lineKey(event, app)}
      onFocusIn=${(event) => lineFocus(event, app)}>
      ${assessed.lines.map((row, index) => html`<${Row} key=${row.line.id} row=${row} index=${index}
        on=${row.line.id === selected} words=${words} today=${app.today()} />`)}
    </tbody></table></div>`;
}

/** The lines of the phone's layout. */
export function PhoneLines() {
  const words = useWords();
  const { t } = words;
  const app = useApp();
  const assessed = useSelect((state) => state.assessed);
  const last = useSelect((state) => state.shown);
  const selected = useSelect((state) => state.basket.selected);
  useSelectedInView();
  const keys = html`<div class="t-row t-wrap px-3 py-2 border-bottom t-noprint">
    <${BasketKeys} /><${GroundChips} />
  </div>`;
  if (!assessed.lines.length) {
    return html`${keys}${last ? html`<${DonePanel} />` : html`<div class="t-empty"><${Icon} name="basket" />
      <h2 class="t-h3">${t("basket.empty")}</h2><p>${t("basket.empty.text")}</p></div>`}`;
  }
  return html`${keys}
    <div data-basket onClick=${(event) => lineClick(event, app)} onFocusIn=${(event) => lineFocus(event, app)}>
    ${assessed.lines.map((row, index) => html`<${PhoneLine} key=${row.line.id} row=${row} index=${index}
      on=${row.line.id === selected} words=${words} today=${app.today()} />`)}</div>`;
}

function lineOf(event) {
  return event.target.closest("[data-line]")?.dataset.line ?? null;
}

function lineClick(event, app) {
  const lineId = lineOf(event);
  if (!lineId) return;
  const act = event.target.closest("[data-act]")?.dataset.act;
  if (act === "more") app.run("step", { lineId, step: 1 });
  else if (act === "less") app.run("step", { lineId, step: -1 });
  else if (act === "open") app.open({ kind: "line", lineId });
  else app.run("select", lineId);
}

function lineFocus(event, app) {
  const lineId = lineOf(event);
  if (lineId && lineId !== app.store.get().basket.selected) app.run("select", lineId);
}

const LINE_KEYS = {
  ArrowDown: (app) => app.run("neighbour", 1),
  ArrowUp: (app) => app.run("neighbour", -1),
  ArrowRight: (app, lineId) => app.run("change_pack", { lineId, step: 1 }),
  ArrowLeft: (app, lineId) => app.run("change_pack", { lineId, step: -1 }),
  "+": (app, lineId) => app.run("step", { lineId, step: 1 }),
  "-": (app, lineId) => app.run("step", { lineId, step: -1 }),
  Delete: (app, lineId) => app.run("remove", lineId),
  Enter: (app, lineId) => app.open({ kind: "line", lineId }),
};

function lineKey(event, app) {
  const act = LINE_KEYS[event.key];
  const onButton = event.target.tagName === "BUTTON";
  if (!act || event.ctrlKey || event.altKey || event.metaKey || (onButton && event.key === "Enter")) return;
  event.preventDefault();
  event.stopPropagation();
  act(app, lineOf(event));
}

/** Taxes, rounding, the sum, and the one filled button. */
function Sums() {
  const { t } = useWords();
  const assessed = useSelect((state) => state.assessed);
  return html`<div><${ExchangeBar} /><${MemberBar} /><${CouponBar} />
    <div class="t-sums"><${TaxLines} totals=${assessed.totals} /></div>
    <${Total} assessed=${assessed} label=${t("total.to_pay")} /><${PayButton} keys /></div>`;
}

export function TaxLines({ totals }) {
  const { t, money, rate } = useWords();
  return html`${totals.discount > 0 && html`<div class="t-sum"><span>${t("total.discount")}</span>
      <span>${money(-totals.discount)}</span></div>`}
    ${totals.taxes.map((tax) => html`<div class="t-sum" key=${tax.code + tax.rate_bp}>
      <span>${t(totals.inclusive ? "total.of_which" : "total.plus", { tax: tax.code, rate: rate(tax.rate_bp) })}</span>
      <span>${money(tax.amount)}</span></div>`)}
    ${totals.rounding !== 0 && html`<div class="t-sum"><span>${t("total.rounding")}</span>
      <span>${money(totals.rounding)}</span></div>`}`;
}

export function Total({ assessed, label }) {
  const { money } = useWords();
  return html`<div class="t-total"><span class="t-strong">${label}</span><b>${money(assessed.totals.total)}</b></div>`;
}

export function PayButton({ keys = false }) {
  const { t } = useWords();
  const app = useApp();
  const assessed = useSelect((state) => state.assessed);
  const checking = useSelect((state) => state.checking);
  const unanswered = useSelect((state) => state.unanswered.length);
  const blocker = assessed.open;
  const empty = assessed.lines.length === 0;
  const text = blocker ? t("pay.decide", { line: blocker.position })
    : empty ? t("pay.empty") : unanswered ? t("safety.decide") : checking ? t("pay.checking") : t("pay.pay");
  return html`<button class="btn btn-primary btn-lg w-100" type="button" disabled=${Boolean(blocker) || empty}
      aria-busy=${checking ? "true" : undefined} onClick=${() => app.run("pay")}>
    ${blocker || unanswered ? html`<${Icon} name="lock" />` : null}${text}${keys && html`<kbd>F9</kbd>`}</button>`;
}

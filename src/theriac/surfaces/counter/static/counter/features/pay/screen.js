/** Paying: the sum on the left of the eye, the method, the amount, the change. */
import { html, useLayoutEffect, useRef } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { groundsInUse } from "../../domain/basket.js";
import { seenOf } from "../../domain/grounds.js";
import { mostByPoints } from "../../domain/loyalty.js";
import { groundText } from "../basket/keys.js";
import { TaxLines } from "../basket/panel.js";
import { Heard } from "../scan/heard.js";
import { Icon } from "../shell/icon.js";
import { Credit } from "./charge.js";
import { methodsFor, settle, suggestions } from "./till.js";

export function PayScreen() {
  return html`<main class="t-pay t-noprint"><${Summary} /><${Paying} /></main>`;
}

/** Where the payment on the screen stands. */
function useTill() {
  const words = useWords();
  const { totals } = useSelect((state) => state.assessed);
  return settle(useSelect((state) => state.payment), totals.subtotal, words);
}

function Summary() {
  const words = useWords();
  const { t, money } = words;
  const app = useApp();
  const assessed = useSelect((state) => state.assessed);
  const grounds = groundsInUse(useSelect((state) => state.basket));
  const captured = useSelect((state) => state.captured);
  const payment = useSelect((state) => state.payment);
  const { rounding } = useTill();
  return html`<section class="t-card d-flex flex-column overflow-hidden" aria-label=${t("pay.summary")}>
    <div class="t-card-head"><h2>${t("pay.summary")}</h2>
      <span class="t-2">${t("basket.lines", { n: assessed.lines.length })}</span>
      <button class="btn btn-quiet btn-sm t-end" type="button" onClick=${() => app.run("leave_pay")}>
        <${Icon} name="arrow-left" />${t("pay.back")}<kbd>Esc</kbd></button></div>
    <div class="px-3 flex-grow-1 overflow-auto" tabindex="0" role="group"
      aria-label=${t("basket.title")}>${assessed.lines.map((row) => html`
      <div class="t-sumline" key=${row.line.id}><span class="t-clip t-med">${row.product.name}</span>
        <span class="t-2 t-sm t-num">${words.packs(row.pack, row.line.packs)} × ${money(row.unitPrice)}</span>
        <span class="t-money t-strong">${money(row.amount)}</span></div>`)}</div>
    <div class="p-3 border-top t-stack">
      ${grounds.map((ground) => html`<div class="t-sum" key=${ground.id}><span>${t(`ground.${ground.kind}`)}</span>
        <span>${groundText(ground, words, captured)}</span></div>`)}
      ${grounds.some((ground) => ground.sealed && !seenOf(ground, captured)) && html`<div class="t-row t-sm t-2">
        <${Icon} name="lock-fill" /><span>${t("pay.sealed")}</span></div>`}
      <${TaxLines} totals=${{ ...assessed.totals, rounding }} />
      <${Checked} checked=${payment.checked} /></div></section>`;
}

function Checked({ checked }) {
  const { t } = useWords();
  if (!checked) return html`<div class="t-row t-sm t-2"><${Icon} name="cloud-slash" />
    <span>${t("pay.unchecked")}</span></div>`;
  return html`<div class="t-row t-sm t-pos"><${Icon} name="check-circle-fill" /><span>${t("pay.checked")}</span></div>`;
}

function Paying() {
  const { t, money } = useWords();
  const app = useApp();
  const payment = useSelect((state) => state.payment);
  const atOnce = useSelect((state) => state.printAtOnce);
  const till = useTill();
  return html`<section class="t-card t-paying" aria-label=${t("pay.title")}>
    <div class="t-row t-between t-top"><div class="t-due"><span class="t-2 t-med">${t("pay.total")}</span>
      <b>${money(till.total)}</b></div>
      <${Paid} payment=${payment} /></div>
    <div class="t-stack"><${Heard} /><${Methods} chosen=${payment.method} /></div>
    <div class="t-cols-2"><div class="t-stack t-stack-3"><${Amount} payment=${payment} />
        ${payment.method === "cash" ? html`<${Notes} due=${till.due} text=${payment.text} />`
          : html`<${Reference} payment=${payment} />
            <${Credit} payment=${payment} typed=${till.typed} /><${GiftCard} payment=${payment} />`}
        <${Outcome} till=${till} payment=${payment} />
        <${Second} till=${till} /></div>
      <${Pad} /></div>
    <div class="t-row t-row-3">
      <button class="btn btn-primary btn-lg t-grow" type="button" aria-busy=${payment.saving ? "true" : undefined}
        onClick=${() => app.run("complete", { print: true })}>
        ${t(atOnce ? "pay.complete" : "pay.complete_only")}<kbd>Enter</kbd></button>
      <button class="btn btn-plain btn-lg" type="button"
        onClick=${() => app.run("complete", { print: false })}>
        ${t(atOnce ? "pay.no_print" : "pay.complete")}<kbd>Ctrl Enter</kbd></button></div>
  </section>`;
}

/** What was given already, in other ways. */
function Paid({ payment }) {
  const { t, money } = useWords();
  const app = useApp();
  if (!payment.rows.length) return null;
  return html`<ul class="t-paid">${payment.rows.map((row, index) => html`<li key=${row.id} class="t-row">
    <span>${t(`method.${row.method}`)}</span><b class="t-money">${money(row.tendered)}</b>
    ${row.method !== "exchange" && html`<button class="btn btn-quiet btn-sm btn-icon" type="button"
      aria-label=${t("pay.remove", { method: t(`method.${row.method}`) })}
      onClick=${() => app.run("drop_payment", index)}><${Icon} name="x-lg" /></button>`}</li>`)}</ul>`;
}

function Methods({ chosen }) {
  const { t } = useWords();
  const app = useApp();
  return html`<div class="t-methods" role="radiogroup"
    aria-label=${t("pay.method")}>${methodsFor(app.store.get()).map((method) => html`
    <button key=${method.code} class=${`t-method ${method.code === chosen ? "is-on" : ""}`} type="button" role="radio"
      aria-checked=${method.code === chosen ? "true" : "false"} tabindex=${method.code === chosen ? 0 : -1}
      onClick=${() => app.run("method", method.code)}>
        <${Icon} name=${method.icon} />${t(`method.${method.code}`)}</button>`)}</div>`;
}

function Amount({ payment }) {
  const { t } = useWords();
  const app = useApp();
  const field = useRef(null);
  useLayoutEffect(() => {
    if (app.store.get().layout !== "phone") field.current.focus();
    field.current.select();
  }, [payment.method, payment.rows.length]);
  return html`<div><label class="form-label" for="amount">
      ${t(payment.method === "cash" ? "pay.received" : "pay.amount")}</label>
    <input id="amount" ref=${field} class="t-amount" inputmode="decimal" autocomplete="off" value=${payment.text}
      aria-invalid=${payment.error ? "true" : undefined} aria-describedby=${payment.error ? "amount-error" : undefined}
      onInput=${(event) => app.run("amount", event.currentTarget.value)} />
    ${payment.error && html`<div class="t-error" id="amount-error" role="alert">
      <${Icon} name="exclamation-circle-fill" /><span>${payment.error}</span></div>`}</div>`;
}

function Notes({ due, text }) {
  const words = useWords();
  const app = useApp();
  return html`<div class="t-notes">${suggestions(due, words.place.currency).map((amount, index) => html`
    <button key=${amount} class="btn btn-plain t-num" type="button"
      aria-pressed=${words.parseAmount(text) === amount ? "true" : "false"}
      onClick=${() => app.run("amount", words.amount(amount))}>
      ${index === 0 ? words.t("pay.exact") : words.amount(amount)}</button>`)}</div>`;
}

const LABELS = { credit: "pay.credit.label", gift_card: "pay.gift.label" };

function Reference({ payment }) {
  const { t } = useWords();
  const app = useApp();
  if (payment.method === "points") return html`<${Points} points=${payment.points} />`;
  const label = LABELS[payment.method] ?? "pay.reference";
  return html`<div><label class="form-label" for="reference">${t(label)}</label>
    <input id="reference" class="form-control" maxlength="60" autocomplete="off" value=${payment.reference}
      onInput=${(event) => app.run("reference", event.currentTarget.value)} /></div>`;
}

/** What the member's points pay here. */
function Points({ points }) {
  const { t, money, number } = useWords();
  if (!points) return html`<p class="t-2 t-sm mb-0" role="status">${t("pay.points.none")}</p>`;
  const { member, eligible } = points;
  return html`<p class="t-sm mb-0" role="status">${t("pay.points.has", {
    points: number(member.points), amount: money(mostByPoints(member, eligible, eligible)),
  })}</p>`;
}

/** What the gift card that was found holds. */
function GiftCard({ payment }) {
  const { t, money } = useWords();
  if (payment.method !== "gift_card") return null;
  const { gift } = payment;
  const key = !gift ? "pay.gift.scan" : gift.away ? "pay.gift.away" : gift.unknown ? "pay.gift.unknown"
    : gift.state === "active" ? "pay.gift.holds" : "pay.gift.blocked";
  return html`<p class="t-sm mb-0" role="status">${t(key, { amount: money(gift?.balance ?? 0) })}</p>`;
}

/** The change, or what is missing. */
function Outcome({ till }) {
  const { t, money } = useWords();
  if (till.missing > 0) {
    return html`<div class="t-change t-missing" role="status"><span class="t-strong t-lg">${t("pay.missing")}</span>
      <b>${money(till.missing)}</b></div>`;
  }
  return html`<div class="t-change" role="status"><span class="t-strong t-lg">${t("pay.change")}</span>
    <b>${money(till.change)}</b></div>`;
}

/** A second method for what is left; Tab does the same. */
function Second({ till }) {
  const { t } = useWords();
  const app = useApp();
  const possible = till.typed > 0 && till.missing > 0;
  return html`<div class="t-row t-wrap t-sm t-2">
    <button class="btn btn-plain btn-sm" type="button" disabled=${!possible}
      onClick=${() => app.run("split_payment")}><${Icon} name="plus-lg" />${t("pay.second")}<kbd>Tab</kbd></button>
    <span>${t(possible ? "pay.change_only" : "pay.mixed")}</span></div>`;
}

const PAD = ["7", "8", "9", "4", "5", "6", "1", "2", "3", "0", "000"];

function Pad() {
  const { t } = useWords();
  const app = useApp();
  return html`<div class="t-pad" role="group" aria-label=${t("pay.pad")}>${PAD.map((digits) => html`
      <button key=${digits} class="btn btn-plain" type="button"
        onClick=${() => app.run("pad", digits)}>${digits}</button>`)}
    <button class="btn btn-plain" type="button" aria-label=${t("pay.backspace")}
      onClick=${() => app.run("pad", "back")}><${Icon} name="backspace" /></button></div>`;
}

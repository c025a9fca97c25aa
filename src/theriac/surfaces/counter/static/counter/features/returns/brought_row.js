/** One batch that is brought without its receipt: how much, what is refunded for it, and how it looks. */
import { html } from "../../app/html.js";
import { useApp, useWords } from "../../app/store.js";
import { CONDITIONS } from "../../domain/credit_note.js";
import { mostOf, withUnits } from "../../domain/unreceipted.js";
import { Icon } from "../shell/icon.js";

export function BroughtRow({ row, errors, onChange, onDrop }) {
  const words = useWords();
  const { t } = words;
  const app = useApp();
  const product = app.catalogue.product(row.product_id);
  const left = product ? words.quantity(product, row.left) : words.number(row.left);
  const unit = words.counted(product);
  const name = `${row.product}, ${row.number}`;
  const said = {
    units: errors.units && t(errors.units, { n: words.number(row.left) }),
    amount: errors.amount && t(errors.amount, { amount: words.money(mostOf(row)) }),
  };
  return html`<li class="t-return-row t-wrap"><div class="t-grow"><b>${row.product}</b>
      <div class="t-2 t-sm"><span class="t-code">${row.number}</span>${" · "}
        ${row.expiry && `${t("receipt.expiry", { expiry: words.day(row.expiry) })} · `}
        ${t("unreceipted.left", { left, unit })}</div>
      ${Object.values(said).filter(Boolean).map((text) => html`<div key=${text} class="t-error" role="alert">
        <${Icon} name="exclamation-circle-fill" /><span>${text}</span></div>`)}</div>
    <input class=${`form-control t-return-units ${said.units ? "is-invalid" : ""}`} inputmode="numeric" maxlength="9"
      aria-label=${t("return.units", { name, unit })} placeholder="0" value=${row.units}
      onInput=${(event) => onChange(withUnits(row, event.currentTarget.value, words.amount))} />
    <input class=${`form-control t-return-amount ${said.amount ? "is-invalid" : ""}`} inputmode="decimal" maxlength="20"
      aria-label=${t("unreceipted.amount", { name })} value=${row.amount}
      onInput=${(event) => onChange({ ...row, amount: event.currentTarget.value, isTyped: true })} />
    <select class="form-select t-return-condition" aria-label=${t("return.condition", { name })} value=${row.condition}
      onChange=${(event) => onChange({ ...row, condition: event.currentTarget.value })}>
      ${CONDITIONS.map((one) => html`<option key=${one} value=${one}>${t(`return.condition.${one}`)}</option>`)}
    </select>
    <button class="btn btn-quiet" type="button" aria-label=${t("unreceipted.drop", { name })} onClick=${onDrop}>
      <${Icon} name="x-lg" /></button></li>`;
}

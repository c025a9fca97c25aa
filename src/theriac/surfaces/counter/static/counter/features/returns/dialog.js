/** Goods that come back: chosen, shown where they go and how they are refunded, approved, written. */
import { html, useState } from "../../app/html.js";
import { useApp, useWords } from "../../app/store.js";
import {
  CONDITIONS, REASONS, REFUNDED_BY, goodsAsked, labelsOf, rowsOf, wrongRows,
} from "../../domain/credit_note.js";
import { Dialog } from "../shell/dialog.js";
import { TextField } from "../shell/field.js";
import { Icon } from "../shell/icon.js";
import { ApproveReturn } from "./approving.js";
import { DonePart } from "./done.js";
import { Choice, Wrong } from "./fields.js";
import { Shown } from "./shown.js";

export function ReturnDialog({ sale }) {
  const { t } = useWords();
  const app = useApp();
  const [form, setForm] = useState({ rows: rowsOf(sale), reason: REASONS[0], note: "", refundBy: "" });
  const [asked, setAsked] = useState(null);
  const [approving, setApproving] = useState(false);
  const [note, setNote] = useState(null);
  const [noteId] = useState(() => app.env.newId());
  const write = async (approval) => {
    const written = await app.run("complete_return", { noteId, sale, ...asked, approval });
    if (written) setNote(written);
  };
  if (note) return html`<${DonePart} note=${note} />`;
  const title = t("return.of", { number: sale.number });
  return html`<${Dialog} title=${title} wide onClose=${app.close}>
    ${!form.rows.length ? html`<p class="mb-0">${t("return.all_back")}</p>`
      : !asked ? html`<${GoodsForm} sale=${sale} form=${form} setForm=${setForm} onAsked=${setAsked} />`
        : approving ? html`<${ApproveReturn} content=${asked.answer.asks} noteId=${noteId} onGiven=${write}
            onBack=${() => setApproving(false)} />`
          : html`<${Shown} labelOf=${labelsOf(sale)} answer=${asked.answer} onBack=${() => setAsked(null)}
              onGo=${() => (asked.answer.asks ? setApproving(true) : write(null))}
              onExchange=${() => app.run("start_exchange", { sale, ...asked })} />`}</${Dialog}>`;
}

function GoodsForm({ sale, form, setForm, onAsked }) {
  const { t } = useWords();
  const app = useApp();
  const [errors, setErrors] = useState({});
  const [busy, setBusy] = useState(false);
  const set = (changes) => setForm({ ...form, ...changes });
  const change = (key, changes) => set({
    rows: form.rows.map((row) => (row.key === key ? { ...row, ...changes } : row)),
  });
  const submit = async (event) => {
    event.preventDefault();
    const wrong = wrongRows(form.rows);
    setErrors(wrong);
    if (Object.keys(wrong).length) return;
    setBusy(true);
    const goods = goodsAsked({ saleId: sale.sale_id, ...form });
    const { found, refused } = await app.run("ask_return", goods);
    setBusy(false);
    if (refused) setErrors({ "": refused });
    else onAsked({ goods, answer: found });
  };
  return html`<form class="t-stack t-stack-4" novalidate autocomplete="off" onSubmit=${submit}>
    <ul class="t-return-rows">${form.rows.map((row, index) => html`<${GoodsRow} key=${row.key} row=${row}
      first=${index === 0} error=${errors[row.key]} onChange=${(changes) => change(row.key, changes)} />`)}</ul>
    <div class="t-cols-2">
      <${Choice} name="return-reason" label=${t("return.reason")} value=${form.reason} values=${REASONS}
        words=${(one) => t(`return.reason.${one}`)} onChange=${(reason) => set({ reason })} />
      <${Choice} name="return-refund" label=${t("return.refund")} value=${form.refundBy} values=${["", ...REFUNDED_BY]}
        words=${(one) => (one ? t(`method.${one}`) : t("return.refund.as_paid"))}
        onChange=${(refundBy) => set({ refundBy })} /></div>
    <${TextField} name="return-note" label=${t("return.note")} hint=${t("discount.reason.hint")} value=${form.note}
      maxlength="120" onInput=${(text) => set({ note: text })} />
    <${Wrong} words=${errors[""]} />
    <div class="t-row"><button class="btn btn-primary" type="submit" disabled=${busy}
        aria-busy=${busy ? "true" : undefined}>${t("return.check")}</button>
      <button class="btn btn-quiet" type="button" onClick=${app.close}>${t("cancel")}</button></div></form>`;
}

/** One batch of one line: how much comes back, and how it looks. */
function GoodsRow({ row, first, error, onChange }) {
  const words = useWords();
  const { t } = words;
  const app = useApp();
  const product = app.catalogue.product(row.product_id);
  const left = product ? words.quantity(product, row.left) : words.number(row.left);
  const unit = words.counted(product);
  const name = row.batch ? `${row.product}, ${row.batch}` : row.product;
  const id = `units-${row.sale_line_id}-${row.batch_id}`;
  return html`<li class="t-return-row"><div class="t-grow"><b>${row.product}</b>
      <div class="t-2 t-sm">${row.batch && html`<span class="t-code">${row.batch}</span>${" · "}`}
        ${row.expiry && `${t("receipt.expiry", { expiry: words.day(row.expiry) })} · `}
        ${t("return.left", { left, unit })}</div>
      ${error && html`<div class="t-error" role="alert"><${Icon} name="exclamation-circle-fill" />
        <span>${t(error, { n: words.number(row.left) })}</span></div>`}</div>
    <input id=${id} class=${`form-control t-return-units ${error ? "is-invalid" : ""}`} inputmode="numeric"
      maxlength="9" aria-label=${t("return.units", { name, unit })} placeholder="0" value=${row.units}
      data-first=${first ? "" : undefined}
      onInput=${(event) => onChange({ units: event.currentTarget.value })} />
    ${row.batch_id && html`<select class="form-select t-return-condition" aria-label=${t("return.condition", { name })}
      value=${row.condition} onChange=${(event) => onChange({ condition: event.currentTarget.value })}>
      ${CONDITIONS.map((one) => html`<option key=${one} value=${one}>${t(`return.condition.${one}`)}</option>`)}
      </select>`}</li>`;
}

/** The blind count by notes and coins, and what is asked once it is given. */
import { html, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { WHYS, countedCash, expectedCash } from "../../domain/till.js";
import { sum } from "../../domain/rounding.js";
import { TextField } from "../shell/field.js";
import { useDoubt } from "./doubt.js";

const MOST_PIECES = 1_000_000;

/** Whole pieces of what was typed; "" is none, null can't be read. */
function readPieces(text) {
  const typed = text.trim();
  if (!/^\d{0,7}$/.test(typed)) return null;
  return Number(typed) <= MOST_PIECES ? Number(typed) : null;
}

export function CountForm({ till, onBack }) {
  const { t, money } = useWords();
  const app = useApp();
  const values = useSelect((state) => state.settings.denominations ?? []);
  const [typed, setTyped] = useState({});
  const [question, setQuestion] = useState(null);
  const doubt = useDoubt();
  const pieces = values.map((value) => ({ value, pieces: readPieces(typed[value] ?? "") }));
  const wrong = pieces.some((one) => one.pieces === null);
  const counted = wrong ? null : sum(pieces.map((one) => one.value * one.pieces));
  const submit = (event) => {
    event.preventDefault();
    if (wrong) return;
    const asked = doubt(counted, expectedCash(till));
    setQuestion(asked);
    if (!asked) app.run("count_till", pieces.filter((one) => one.pieces));
  };
  const correct = (value, text) => {
    setTyped({ ...typed, [value]: text });
    setQuestion(null);
  };
  /** Enter goes to the next note, and from the last one to the button. */
  const next = (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const fields = [...event.currentTarget.form.querySelectorAll("input, button[type=submit]")];
    fields[fields.indexOf(event.currentTarget) + 1]?.focus();
  };
  return html`<form class="t-stack t-stack-4" novalidate autocomplete="off" onSubmit=${submit}>
    <p class="mb-0">${t("till.count.text")}</p>
    <div class="t-till-count">${values.map((value, index) => html`<label key=${value} class="t-till-piece">
      <span class="t-num">${money(value)}</span><span aria-hidden="true">×</span>
      <input class=${`form-control ${readPieces(typed[value] ?? "") === null ? "is-invalid" : ""}`} inputmode="numeric"
        name=${`pieces-${value}`} value=${typed[value] ?? ""} data-first=${index === 0 ? "" : undefined} maxlength="7"
        onKeyDown=${next} onInput=${(event) => correct(value, event.currentTarget.value)} />
    </label>`)}</div>
    ${wrong && html`<div class="t-error" role="alert">${t("till.pieces.wrong")}</div>`}
    ${question && html`<div class="t-error" role="alert">${question}</div>`}
    <div class="t-total"><span class="t-strong">${t("till.counted")}</span>
      <b>${counted === null ? "–" : money(counted)}</b></div>
    <div class="t-row"><button class="btn btn-primary" type="submit" disabled=${wrong}>${t("till.count.give")}</button>
      <button class="btn btn-quiet" type="button" onClick=${onBack}>${t("till.back")}</button></div></form>`;
}

export function CloseForm({ till, onClosed }) {
  const { t, money, amount, parseAmount } = useWords();
  const app = useApp();
  const counted = countedCash(till);
  const variance = counted - expectedCash(till);
  const kept = Math.min(till.opening.cash, counted);
  const [form, setForm] = useState({ toSafe: amount(counted - kept), why: "", note: "" });
  const [errors, setErrors] = useState({});
  const [busy, setBusy] = useState(false);
  const set = (changes) => setForm({ ...form, ...changes });
  const submit = async (event) => {
    event.preventDefault();
    const toSafe = form.toSafe.trim() === "" ? 0 : parseAmount(form.toSafe);
    const found = {
      ...(toSafe === null || toSafe > counted ? { toSafe: "till.to_safe.wrong" } : {}),
      ...(variance && !form.why ? { why: "till.why.missing" } : {}),
    };
    setErrors(found);
    if (Object.keys(found).length) return;
    setBusy(true);
    const closed = await app.run("close_till", { toSafe, why: variance ? form.why : "", note: form.note.trim() });
    if (closed) onClosed(closed);
  };
  return html`<form class="t-stack t-stack-4" novalidate autocomplete="off" onSubmit=${submit}>
    <div class="t-sums">
      <div class="t-sum"><span>${t("till.expected")}</span><span>${money(counted - variance)}</span></div>
      <div class="t-sum"><span>${t("till.counted")}</span><span>${money(counted)}</span></div>
      <div class="t-total"><span class="t-strong">${t("till.variance")}</span><b>${money(variance)}</b></div></div>
    ${variance !== 0 && html`<div><label class="form-label" for="till-why">${t("till.why")}</label>
      <select id="till-why" class=${`form-select ${errors.why ? "is-invalid" : ""}`} value=${form.why} data-first
        onChange=${(event) => set({ why: event.currentTarget.value })}><option value="">–</option>
        ${WHYS.map((why) => html`<option key=${why} value=${why}>${t(`till.why.${why}`)}</option>`)}</select>
      ${errors.why && html`<div class="t-error" role="alert">${t(errors.why)}</div>`}</div>`}
    <${TextField} name="till-safe" label=${t("till.to_safe")} value=${form.toSafe} error=${errors.toSafe}
      hint=${t("till.to_safe.hint")} inputmode="decimal" onInput=${(toSafe) => set({ toSafe })} />
    <${TextField} name="till-note" label=${t("till.note")} value=${form.note} maxlength="120"
      onInput=${(note) => set({ note })} />
    <div class="t-row"><button class="btn btn-primary" type="submit" disabled=${busy}>${t("till.close")}</button></div>
  </form>`;
}

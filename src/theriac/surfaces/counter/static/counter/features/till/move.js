/** Cash in, cash out or a safe drop: which, why, how much. */
import { html, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { MOVES, expectedCash } from "../../domain/till.js";
import { TextField } from "../shell/field.js";
import { useDoubt } from "./doubt.js";

export function MoveForm({ onDone }) {
  const { t, parseAmount } = useWords();
  const app = useApp();
  const [form, setForm] = useState({ kind: "cash_in", reason: MOVES.cash_in[0], amount: "", note: "" });
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const till = useSelect((state) => state.till);
  const doubt = useDoubt();
  const set = (changes) => setForm({ ...form, ...changes });
  const correct = (amount) => {
    set({ amount });
    setError("");
  };
  const submit = async (event) => {
    event.preventDefault();
    const amount = parseAmount(form.amount);
    if (!amount) return setError("till.amount.wrong");
    const question = doubt(amount, form.kind === "cash_in" ? 0 : expectedCash(till));
    if (question) return setError(question);
    setBusy(true);
    await app.run("move_cash", { kind: form.kind, reason: form.reason, amount, note: form.note.trim() });
    return onDone();
  };
  return html`<form class="t-stack t-stack-4" novalidate autocomplete="off" onSubmit=${submit}>
    <div class="t-row t-wrap" role="group" aria-label=${t("till.kind")}>${Object.keys(MOVES).map((kind) => html`
      <button key=${kind} type="button" class="btn btn-plain" aria-pressed=${kind === form.kind ? "true" : "false"}
        onClick=${() => set({ kind, reason: MOVES[kind][0] })}>${t(`till.${kind}`)}</button>`)}</div>
    <div><label class="form-label" for="till-reason">${t("till.reason")}</label>
      <select id="till-reason" class="form-select" value=${form.reason}
        onChange=${(event) => set({ reason: event.currentTarget.value })}>${MOVES[form.kind].map((reason) => html`
          <option key=${reason} value=${reason}>${t(`till.reason.${form.kind}.${reason}`)}</option>`)}</select></div>
    <${TextField} name="till-amount" label=${t("till.amount")} value=${form.amount} error=${error} first
      inputmode="decimal" onInput=${correct} />
    <${TextField} name="till-note" label=${t("till.note")} value=${form.note} maxlength="120"
      onInput=${(note) => set({ note })} />
    <div class="t-row"><button class="btn btn-primary" type="submit" disabled=${busy}>${t("till.move.save")}</button>
      <button class="btn btn-quiet" type="button" onClick=${onDone}>${t("till.back")}</button></div></form>`;
}

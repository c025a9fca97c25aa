/** Goods without their receipt: scanned, priced, approved by somebody else, into quarantine. */
import { html, useEffect, useRef, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { REASONS } from "../../domain/credit_note.js";
import { broughtGoods, rowOfBatch, wrongBrought } from "../../domain/unreceipted.js";
import { Dialog } from "../shell/dialog.js";
import { TextField } from "../shell/field.js";
import { Icon } from "../shell/icon.js";
import { ApproveReturn } from "./approving.js";
import { BroughtRow } from "./brought_row.js";
import { DonePart } from "./done.js";
import { Choice, Wrong } from "./fields.js";
import { Shown } from "./shown.js";
import { labelsOfRows } from "./unreceipted_actions.js";

export function UnreceiptedDialog() {
  const { t } = useWords();
  const app = useApp();
  const [form, setForm] = useState({ rows: [], reason: REASONS[0], note: "" });
  const [asked, setAsked] = useState(null);
  const [approving, setApproving] = useState(false);
  const [approval, setApproval] = useState(null);
  const [refused, setRefused] = useState("");
  const [note, setNote] = useState(null);
  const [noteId, setNoteId] = useState(() => app.env.newId());
  const write = async (given) => {
    setApproval(given);
    setApproving(false);
    const done = await app.run("complete_unreceipted", { noteId, rows: form.rows, ...asked, approval: given });
    if (done.note) setNote(done.note);
    else setRefused(done.refused);
  };
  const back = () => { // what was approved is no other return's
    setAsked(null);
    setApproval(null);
    setRefused("");
    setNoteId(app.env.newId());
  };
  if (note) return html`<${DonePart} note=${note} />`;
  return html`<${Dialog} title=${t("unreceipted.title")} wide onClose=${app.close}>
    ${!asked ? html`<${BroughtForm} form=${form} setForm=${setForm} onAsked=${setAsked} />`
      : approving ? html`<${ApproveReturn} content=${asked.answer.asks} noteId=${noteId} onGiven=${write}
          offline=${false} onBack=${() => setApproving(false)} />`
        : html`<${Shown} labelOf=${labelsOfRows(form.rows)} answer=${asked.answer} error=${refused}
            isApproved=${approval !== null} onBack=${back}
            onGo=${() => (approval ? write(approval) : setApproving(true))} />`}</${Dialog}>`;
}

function BroughtForm({ form, setForm, onAsked }) {
  const { t, parseAmount } = useWords();
  const app = useApp();
  const [errors, setErrors] = useState({});
  const [busy, setBusy] = useState(false);
  const set = (changes) => setForm((now) => ({ ...now, ...changes }));
  const change = (key, row) => set({ rows: form.rows.map((one) => (one.batch_id === key ? row : one)) });
  const drop = (key) => set({ rows: form.rows.filter((one) => one.batch_id !== key) });
  const add = (batch) => setForm((now) => (
    now.rows.some((one) => one.batch_id === batch.batch_id) ? now
      : { ...now, rows: [...now.rows, rowOfBatch(batch)] }));
  const submit = async (event) => {
    event.preventDefault();
    const wrong = wrongBrought(form.rows, parseAmount);
    setErrors(wrong);
    if (Object.keys(wrong).length) return;
    setBusy(true);
    const goods = broughtGoods(form, parseAmount);
    const { found, refused } = await app.run("ask_unreceipted", goods);
    setBusy(false);
    if (refused) setErrors({ "": refused });
    else onAsked({ goods, answer: found });
  };
  return html`<div class="t-stack t-stack-4"><p class="t-2 mb-0">${t("unreceipted.text")}</p>
    <${Offline} /><${PackField} onBatch=${add} />
    ${form.rows.length > 0 && html`<form class="t-stack t-stack-4" novalidate autocomplete="off" onSubmit=${submit}>
      <ul class="t-return-rows">${form.rows.map((row) => html`<${BroughtRow} key=${row.batch_id} row=${row}
        errors=${errors[row.batch_id] ?? {}} onChange=${(changed) => change(row.batch_id, changed)}
        onDrop=${() => drop(row.batch_id)} />`)}</ul>
      <div class="t-cols-2"><${Choice} name="brought-reason" label=${t("return.reason")} value=${form.reason}
          values=${REASONS} words=${(one) => t(`return.reason.${one}`)} onChange=${(reason) => set({ reason })} />
        <${TextField} name="brought-note" label=${t("return.note")} value=${form.note} maxlength="120"
          onInput=${(text) => set({ note: text })} /></div>
      <${Wrong} words=${errors[""]} />
      <div class="t-row"><button class="btn btn-primary" type="submit" disabled=${busy}
          aria-busy=${busy ? "true" : undefined}>${t("return.check")}</button>
        <button class="btn btn-quiet" type="button" onClick=${app.close}>${t("cancel")}</button></div></form>`}</div>`;
}

/** Without the network nobody knows what customers have of a batch. */
function Offline() {
  const { t } = useWords();
  const offline = useSelect((state) => state.sync?.online === false);
  return offline && html`<div class="t-notice t-notice-look" role="status"><${Icon} name="cloud-slash" />
    <div class="t-notice-title">${t("return.unreceipted.offline")}</div></div>`;
}

/** A scan of the pack, or a batch number; where several batches are meant, one is chosen. */
function PackField({ onBatch }) {
  const words = useWords();
  const { t } = words;
  const app = useApp();
  const [text, setText] = useState("");
  const [found, setFound] = useState(null);
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const element = useRef(null);
  const field = () => element.current?.elements["brought-code"];
  const take = (batch) => {
    setFound(null);
    setText("");
    onBatch(batch);
  };
  const refuse = (words) => {
    setError(words);
    field()?.focus();
    field()?.select(); // what is scanned or typed next replaces it
  };
  const find = async (code) => {
    setError("");
    setFound(null);
    if (!code.trim()) return refuse("unreceipted.pack.missing");
    setBusy(true);
    const { found: batches, refused } = await app.run("find_brought", code.trim());
    setBusy(false);
    if (refused) return refuse(refused);
    return batches.length === 1 ? take(batches[0]) : setFound(batches);
  };
  useEffect(() => {
    app.codeTaker = find;
    return () => {
      app.codeTaker = null;
    };
  });
  const submit = (event) => {
    event.preventDefault();
    find(text);
  };
  return html`<form ref=${element} class="t-stack t-stack-3" novalidate autocomplete="off" onSubmit=${submit}>
    <${TextField} name="brought-code" label=${t("unreceipted.pack")} hint=${t("unreceipted.pack.hint")} value=${text}
      error=${error} first maxlength="300" autocomplete="off" onInput=${setText} />
    <div class="t-row"><button class="btn btn-plain" type="submit" disabled=${busy}
      aria-busy=${busy ? "true" : undefined}><${Icon} name="search" />${t("unreceipted.find")}</button></div>
    ${found && html`<ul class="t-menu" aria-label=${t("unreceipted.which")}>${found.map((one) => html`
      <li key=${one.batch_id}><button type="button" class="t-menu-item" onClick=${() => take(one)}>
        <${Icon} name="upc-scan" /><span class="t-grow t-clip"><b>${one.product}</b>
          <span class="t-2 t-sm d-block"><span class="t-code">${one.number}</span>${one.expiry
            && ` · ${t("receipt.expiry", { expiry: words.day(one.expiry) })}`}</span></span></button></li>`)}</ul>`}
  </form>`;
}

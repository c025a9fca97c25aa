/** Why a medicine goes out although an alert stands: a coded reason, a note, and where it stops, a pharmacist. */
import { html, useRef, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { keyOfAlert, REASONS, STOP } from "../../domain/safety/answers.js";
import { pinHint } from "../basket/signature.js";
import { Dialog } from "../shell/dialog.js";
import { TextField } from "../shell/field.js";
import { Icon } from "../shell/icon.js";
import { OVERRIDES, pharmacistsOf } from "./actions.js";
import { inLanguage, sumOf, whatMeets } from "./names.js";

export function AnswerDialog({ alertKey }) {
  const words = useWords();
  const { t, language } = words;
  const app = useApp();
  const alert = useSelect((state) => state.safety.alerts.find((one) => keyOfAlert(one) === alertKey) ?? null);
  const person = useSelect((state) => state.person);
  const people = pharmacistsOf(app);
  const [form, setForm] = useState({
    reason: "", note: "", pin: "", approver_id: people.length === 1 ? people[0].id : "",
  });
  const [errors, setErrors] = useState({});
  const [busy, setBusy] = useState(false);
  const element = useRef(null);
  if (!alert) return null;
  const asks = alert.tier === STOP && !app.may(person, OVERRIDES);
  const set = (changes) => setForm({ ...form, ...changes });
  const submit = async (event) => {
    event.preventDefault();
    const found = errorsOf(form, asks);
    setErrors(found);
    if (Object.keys(found).length) return;
    setBusy(true);
    const refused = await app.run("answer_alert", { alert, ...form });
    if (!refused) return;
    setBusy(false);
    setErrors({ [refused.field]: refused.text });
    set({ pin: "" });
    element.current?.elements.pin?.focus();
  };
  return html`<${Dialog} title=${t("safety.answer.title")} onClose=${app.close}>
    <form ref=${element} class="t-stack t-stack-4" novalidate autocomplete="off" onSubmit=${submit}>
      <p class="mb-0"><b>${t("safety.alert", {
        check: t(`safety.check.${alert.check}`), what: whatMeets(alert, app),
      })}</b><br />${sumOf(alert, words)} ${inLanguage(alert.said, language)} ${inLanguage(alert.to_do, language)}</p>
      ${asks && people.length === 0 ? html`<div class="t-notice t-notice-stop"><${Icon} name="person-x" />
          <div class="t-notice-title">${t("safety.answer.nobody")}</div>
          <div class="t-notice-text">${t("safety.answer.nobody.text")}</div></div>`
    : html`<${Reasons} tier=${alert.tier} form=${form} set=${set} error=${errors.reason} />
      <${TextField} name="note" label=${t("safety.answer.note")} hint=${t("safety.answer.note.hint")}
        value=${form.note} error=${errors.note} maxlength="250" autocomplete="off"
        onInput=${(note) => set({ note })} />
      ${asks && html`<${Pharmacist} people=${people} form=${form} set=${set} errors=${errors} />`}
      <div class="t-row t-wrap"><button class="btn btn-primary" type="submit" disabled=${busy}
        aria-busy=${busy ? "true" : undefined}>${t("safety.answer.give")}</button>
        <button class="btn btn-quiet" type="button" onClick=${app.close}>${t("cancel")}</button></div>`}
    </form></${Dialog}>`;
}

function errorsOf({ reason, note, approver_id: approverId, pin }, asks) {
  return {
    ...(reason ? {} : { reason: "safety.answer.reason.missing" }),
    ...(reason === "other" && !note.trim() ? { note: "safety.answer.note.missing" } : {}),
    ...(asks && !approverId ? { approver_id: "safety.answer.pharmacist.missing" } : {}),
    ...(asks && !/^[0-9]{6}$/.test(pin) ? { pin: "pin.missing" } : {}),
  };
}

function Reasons({ tier, form, set, error }) {
  const { t } = useWords();
  return html`<fieldset class="t-fieldset"><legend>${t("safety.answer.reason")}</legend>
    <div class="t-stack t-stack-2">${REASONS[tier].map((reason, index) => html`<label key=${reason}
      class=${`t-choice t-choice-row ${reason === form.reason ? "is-on" : ""}`}>
      <input class="form-check-input" type="radio" name="reason" value=${reason} checked=${reason === form.reason}
        data-first=${index === 0 ? "" : undefined} onChange=${() => set({ reason })} />
      <span class="t-grow">${t(`safety.reason.${reason}`)}</span></label>`)}</div>
    ${error && html`<div class="t-error" role="alert">${t(error)}</div>`}</fieldset>`;
}

function Pharmacist({ people, form, set, errors }) {
  const { t } = useWords();
  return html`<fieldset class="t-fieldset t-stack t-stack-3"><legend>${t("safety.answer.pharmacist")}</legend>
    <div class="t-row t-wrap">${people.map((one) => html`<label key=${one.id}
      class=${`t-choice t-choice-row ${one.id === form.approver_id ? "is-on" : ""}`}>
      <input class="form-check-input" type="radio" name="approver_id" value=${one.id}
        checked=${one.id === form.approver_id} onChange=${() => set({ approver_id: one.id })} />
      ${one.short_name}</label>`)}</div>
    ${errors.approver_id && html`<div class="t-error" role="alert">${t(errors.approver_id)}</div>`}
    <${TextField} name="pin" type="password" label=${t("safety.answer.pin")} value=${form.pin} error=${errors.pin} large
      inputmode="numeric" maxlength="6" autocomplete="off" hint=${pinHint(people, form.approver_id, t)}
      onInput=${(pin) => set({ pin })} /></fieldset>`;
}

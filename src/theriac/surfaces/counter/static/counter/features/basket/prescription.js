/**
 * The ground on which prescription-only lines leave: the prescription that was seen, or an
 * exception that the country names. Whoever isn't permitted asks somebody who is to sign for it.
 */
import { html, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { daysFor } from "../../domain/gating.js";
import { seenOf } from "../../domain/grounds.js";
import { paperFault } from "../../domain/prescriptions.js";
import { Dialog } from "../shell/dialog.js";
import { DayField, TextField } from "../shell/field.js";
import { Icon } from "../shell/icon.js";
import { SIGNS, Signature, firstSignature, meansOf, refusedSignature, signatureErrors } from "./signature.js";

/** With `groundId` the prescription that is recorded is typed anew, for the same lines. */
export function PrescriptionDialog({ lineId, exception = false, groundId = null }) {
  const words = useWords();
  const { t } = words;
  const app = useApp();
  const assessed = useSelect((state) => state.assessed);
  const person = useSelect((state) => state.person);
  const ground = useSelect((state) => state.basket.grounds.find((one) => one.id === groundId) ?? null);
  const captured = useSelect((state) => state.captured);
  const seen = ground && seenOf(ground, captured);
  const waiting = assessed.lines.filter((row) => (ground ? row.line.ground_id === groundId
    : row.problems.some((one) => one.kind === "prescription")));
  const exceptions = waiting.find((row) => row.line.id === lineId)?.problems[0]?.exceptions ?? [];
  const [form, setForm] = useState(() => ({
    ...firstForm(app.today(), exception && exceptions.length > 0),
    ...(seen ?? {}),
    ...(ground ? { written_on: ground.written_on } : {}),
  }));
  const [errors, setErrors] = useState({});
  const [busy, setBusy] = useState(false);
  const permitted = app.may(person, SIGNS);
  const people = app.signersOf(SIGNS);
  const [signature, setSignature] = useState(() => firstSignature(people));
  const set = (changes) => setForm({ ...form, ...changes });

  const submit = async (event) => {
    event.preventDefault();
    const dated = tooOld(form, lineId, waiting, words, app.world());
    const found = { ...errorsOf(form, dated), ...(permitted ? {} : signatureErrors(signature)) };
    setErrors(found);
    const first = Object.keys(found)[0];
    if (first) return event.currentTarget.querySelector(`[name=${first}]`)?.focus();
    setBusy(true);
    const answer = await app.run("add_ground", {
      form, lineIds: lineIdsFor(form, lineId, waiting), means: permitted ? null : meansOf(signature),
    });
    setBusy(false);
    if (!answer) return undefined;
    if (permitted) {
      setErrors({ prescriber: answer.refused });
      return undefined;
    }
    const told = refusedSignature(signature, answer);
    setSignature(told.form);
    setErrors(told.errors);
    return undefined;
  };
  const title = t(form.kind === "prescription" ? "prescription.dialog" : "exception.dialog");
  return html`<${Dialog} title=${title} onClose=${app.close}>
    <form class="t-stack t-stack-4" novalidate autocomplete="off" onSubmit=${submit}>
      ${ground && !seen && html`<div class="t-notice t-notice-note"><${Icon} name="lock-fill" />
        <div class="t-notice-title">${t("prescription.sealed.title")}</div>
        <div class="t-notice-text">${t("prescription.sealed.text")}</div></div>`}
      ${form.kind === "prescription"
        ? html`<${Prescription} form=${form} set=${set} errors=${errors} />`
        : html`<${Exceptions} form=${form} set=${set} errors=${errors} exceptions=${exceptions} />`}
      ${waiting.length > 1 && !ground && html`<label class="t-row">
        <input class="form-check-input" type="checkbox" checked=${form.all}
        onChange=${(event) => set({ all: event.currentTarget.checked })} />
        ${t("prescription.all", { n: waiting.length })}</label>`}
      ${!permitted && html`<${Signature} form=${signature} errors=${errors} people=${people}
        set=${(changes) => setSignature((now) => ({ ...now, ...changes }))} />`}
      <div class="t-row"><button class="btn btn-primary" type="submit"
        aria-busy=${busy ? "true" : undefined} disabled=${busy}>
        ${t("prescription.save")}</button>
        <button class="btn btn-quiet" type="button" onClick=${app.close}>${t("cancel")}</button></div>
    </form>
  </${Dialog}>`;
}

function firstForm(today, byException) {
  return {
    kind: byException ? "exception" : "prescription", prescriber: "", number: "", written_on: today,
    exception: "", all: true,
  };
}

function lineIdsFor(form, lineId, waiting) {
  return form.all ? waiting.map((row) => row.line.id) : [lineId];
}

/** What is said of the date of a prescription that isn't dispensed today, or null. */
function tooOld(form, lineId, waiting, { t, day }, world) {
  const ids = lineIdsFor(form, lineId, waiting);
  const rows = waiting.filter((row) => ids.includes(row.line.id));
  const days = rows.map((row) => daysFor(row.product, world)).filter((one) => one !== null);
  const found = paperFault(form.written_on, world.today, days.length ? Math.min(...days) : null);
  if (!found) return null;
  return found.until ? t("prescription.written_on.old", { day: day(found.until) }) : "prescription.written_on.wrong";
}

/** Which fields are wrong, as keys of words or whole sentences; `dated` is what the date's field says. */
export function errorsOf(form, dated) {
  const errors = {};
  if (form.kind === "prescription") {
    if (!form.prescriber.trim()) errors.prescriber = "prescription.prescriber.missing";
    if (!form.number.trim()) errors.number = "prescription.number.missing";
    if (dated) errors.written_on = dated;
  } else if (!form.exception) errors.exception = "exception.missing";
  return errors;
}

function Prescription({ form, set, errors }) {
  const { t } = useWords();
  return html`<${TextField} name="prescriber" label=${t("prescription.prescriber")} value=${form.prescriber}
    error=${errors.prescriber} maxlength="120" autocomplete="off"
      first onInput=${(prescriber) => set({ prescriber })} />
    <${TextField} name="number" label=${t("prescription.number")} value=${form.number} error=${errors.number}
      maxlength="60" autocomplete="off"
      onInput=${(number) => set({ number })} />
    <${DayField} name="written_on" label=${t("prescription.written_on")} value=${form.written_on}
      error=${errors.written_on} onInput=${(written_on) => set({ written_on })} />`;
}

function Exceptions({ form, set, errors, exceptions }) {
  const { t, language } = useWords();
  return html`<fieldset class="t-fieldset"><legend>${t("exception.which")}</legend>
    ${exceptions.map((one, index) => html`<label key=${one.code}
      class=${`t-choice ${form.exception === one.code ? "is-on" : ""}`}>
      <input class="form-check-input" type="radio" name="exception" value=${one.code}
        checked=${form.exception === one.code}
        data-first=${index === 0 ? "" : undefined} onChange=${() => set({ exception: one.code })} />
      <span><b class="t-med">${one.title[language]}</b>
        <span class="d-block t-2 t-sm">${one.hint[language]}</span></span></label>`)}
    ${errors.exception && html`<div class="t-error" role="alert">${t(errors.exception)}</div>`}</fieldset>`;
}

/** What must be known of the patient while their basket is open; it is nowhere but in this page. */
import { html } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { Icon } from "../shell/icon.js";
import { patientOf } from "./actions.js";

export function PatientBanner() {
  const { t } = useWords();
  const app = useApp();
  const patient = useSelect((state) => patientOf(state));
  const named = useSelect((state) => Boolean(state.basket.patient));
  if (!patient && !named) return null;
  const last = html`<button class="btn btn-plain btn-sm" type="button"
    onClick=${() => app.run("show_history")}>${t("history.key")}</button>
    <button class="btn btn-plain btn-sm" type="button" onClick=${() => app.run("same_again")}>
    ${t("history.again")}<kbd>Shift F6</kbd></button>`;
  const change = html`<button class="btn btn-plain btn-sm" type="button"
    onClick=${() => app.open({ kind: "patient" })}>${t("patient.change")}</button>`;
  if (!patient) {
    return html`<div class="t-notice t-notice-look t-patient t-noprint" role="status"><${Icon} name="lock-fill" />
      <div class="t-notice-title">${t("patient.sealed")}</div>
      <div class="t-notice-text">${t("patient.sealed.text")}</div><div class="t-notice-acts">${change}</div></div>`;
  }
  const level = !patient.is_clinical ? "look" : patient.allergies.length ? "stop" : "note";
  const icon = patient.allergies.length ? "exclamation-octagon-fill" : "person-vcard";
  return html`<div class=${`t-notice t-notice-${level} t-patient t-noprint`} role="alert" data-patient>
    <${Icon} name=${icon} /><div class="t-notice-title">${patient.initials} · ${patient.short_name}</div>
    <div class="t-notice-text">${words(patient, t)}</div>
    <div class="t-notice-acts">${change}${patient.is_clinical && last}</div></div>`;
}

function words(patient, t) {
  if (!patient.is_clinical) return t("patient.not_clinical");
  const allergies = patient.allergies.length
    ? t("patient.allergies", { list: patient.allergies.join("; ") }) : t("patient.no_allergies");
  const conditions = patient.conditions.length ? t("patient.conditions", { list: patient.conditions.join("; ") }) : "";
  return html`<b>${allergies}</b>${conditions && html` <span>${conditions}</span>`}`;
}

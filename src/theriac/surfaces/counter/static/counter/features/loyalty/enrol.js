/** Enrolling a customer without a card, without leaving the basket. */
import { html, useEffect, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { patientOf } from "../patient/actions.js";
import { TextField } from "../shell/field.js";
import { Icon } from "../shell/icon.js";

export function EnrolForm({ onBack }) {
  const { t } = useWords();
  const app = useApp();
  const patient = useSelect((state) => patientOf(state));
  const [id] = useState(() => app.env.newId());
  const [form, setForm] = useState({ name: "", phone: "", number: "", agreed: false });
  const [error, setError] = useState(null);
  const [busy, setBusy] = useState(false);
  const set = (name) => (value) => setForm((now) => ({ ...now, [name]: value }));
  useEffect(() => {
    app.codeTaker = set("number");
    return () => {
      app.codeTaker = null;
    };
  });
  const submit = async (event) => {
    event.preventDefault();
    const isTold = Boolean(form.name.trim() || form.phone.trim());
    if (isTold && !form.agreed) return setError(t("member.agreed.missing"));
    setBusy(true);
    const refused = await app.run("enrol_member", { id, ...form });
    setBusy(false);
    return setError(refused);
  };
  return html`<form class="t-stack t-stack-4" novalidate autocomplete="off" onSubmit=${submit} data-enrol>
    ${patient ? html`<p class="mb-0">${t("member.enrol.patient", { name: patient.short_name })}</p>`
    : html`<${TextField} name="member-name" label=${t("member.name")} value=${form.name} first autocomplete="off"
        maxlength="120" onInput=${set("name")} />
      <${TextField} name="member-phone" type="tel" label=${t("member.phone")} value=${form.phone} autocomplete="off"
        maxlength="40" onInput=${set("phone")} />
      <label class="t-row"><input class="form-check-input" type="checkbox" checked=${form.agreed}
        onChange=${(event) => set("agreed")(event.currentTarget.checked)} />${t("member.agreed")}</label>`}
    <${TextField} name="member-number" label=${t("member.number")} hint=${t("member.number.hint")} value=${form.number}
      autocomplete="off" maxlength="24" onInput=${set("number")} />
    ${error && html`<div class="t-error" role="alert"><${Icon} name="exclamation-circle-fill" />
      <span>${error}</span></div>`}
    <div class="t-row t-wrap"><button class="btn btn-primary" type="submit" disabled=${busy}
      aria-busy=${busy ? "true" : undefined}><${Icon} name="person-plus" />${t("member.enrol")}</button>
      <button class="btn btn-quiet" type="button" onClick=${onBack}>${t("till.back")}</button></div></form>`;
}

/** Registering the patient whom nobody found, without leaving the basket. */
import { html, useState } from "../../app/html.js";
import { useApp, useWords } from "../../app/store.js";
import { TextField } from "../shell/field.js";
import { Icon } from "../shell/icon.js";

export function Newcomer({ names: first }) {
  const { t } = useWords();
  const app = useApp();
  const [form, setForm] = useState({ names: first, phone: "", address: "" });
  const [error, setError] = useState(null);
  const [isKnown, setKnown] = useState(false);
  const [busy, setBusy] = useState(false);
  const set = (name) => (value) => {
    setKnown(false);
    setForm((now) => ({ ...now, [name]: value }));
  };
  const register = async (isAnother) => {
    if (!form.names.trim()) return setError("patient.new.names.missing");
    setBusy(true);
    const answer = await app.run("register_patient", { ...form, is_another: isAnother });
    setBusy(false);
    setKnown(answer?.isKnown ?? false);
    return setError(answer?.refused ?? null);
  };
  const submit = (event) => {
    event.preventDefault();
    register(false);
  };
  return html`<form class="t-stack t-stack-4 mt-3" novalidate autocomplete="off" onSubmit=${submit} data-newcomer>
    <h3 class="t-h3">${t("patient.new")}</h3>
    <${TextField} name="names" label=${t("patient.new.names")} value=${form.names} error=${error}
      autocomplete="off" maxlength="200" onInput=${set("names")} />
    <${TextField} name="phone" type="tel" label=${t("patient.new.phone")} value=${form.phone}
      autocomplete="off" maxlength="40" onInput=${set("phone")} />
    <${TextField} name="address" label=${t("patient.new.address")} value=${form.address}
      autocomplete="off" maxlength="250" onInput=${set("address")} />
    <div class="t-row t-wrap"><button class="btn btn-plain" type="submit" disabled=${busy}
      aria-busy=${busy ? "true" : undefined}><${Icon} name="person-plus" />${t("patient.new.save")}</button>
      ${isKnown && html`<button class="btn btn-plain" type="button" disabled=${busy}
        onClick=${() => register(true)}>${t("patient.new.another")}</button>`}</div>
  </form>`;
}

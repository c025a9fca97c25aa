/**
 * Who signs, and by what: a name and its PIN, or a badge that is scanned; nobody types a password at
 * another's counter. The form around it keeps what was typed; a scanned badge is kept there too, and
 * judged when it is sent.
 */
import { html, useLayoutEffect } from "../../app/html.js";
import { useApp, useWords } from "../../app/store.js";
import { TextField } from "../shell/field.js";
import { Icon } from "../shell/icon.js";

export const SIGNS = "sales.ground";

/** The signature's fields, for people who may sign as far as this device has heard. */
export function firstSignature(people) {
  return { by: "pin", signer_id: people.length === 1 ? people[0].id : "", pin: "", badge: "", asksPin: false };
}

/** @returns {import("../../app/signatures.js").Means} */
export function meansOf({ by, signer_id: signerId, pin, badge }) {
  return by === "badge" ? { badge, pin } : { person_id: signerId, pin };
}

/** Which of its fields are wrong, as keys of words. */
export function signatureErrors({ by, signer_id: signerId, pin, asksPin }) {
  const asked = by === "pin" || asksPin;
  return {
    ...(by === "pin" && !signerId ? { signer_id: "signature.who.missing" } : {}),
    ...(asked && !/^[0-9]{6}$/.test(pin) ? { pin: "pin.missing" } : {}),
  };
}

/** What a refusal changes: the field that it stands beside, and what is asked next. */
export function refusedSignature(form, { refused, asksPin }) {
  if (asksPin) return { form: { ...form, asksPin: true, pin: "" }, errors: { pin: "badge.pin" } };
  return { form: { ...form, pin: "" }, errors: { [form.by]: refused } };
}

export function Signature({ form, set, errors, people }) {
  const { t } = useWords();
  const app = useApp();
  useLayoutEffect(() => {
    app.badgeTaker = (badge) => {
      app.env.sound.good();
      set({ by: "badge", badge, asksPin: false, pin: "" });
    };
    return () => {
      app.badgeTaker = null;
    };
  });
  const fields = { pin: Pin, badge: Badge }[form.by];
  return html`<fieldset class="t-fieldset t-stack t-stack-3"><legend>${t("signature.title")}</legend>
    <p class="t-2 t-sm mb-0">${t("signature.text")}</p>
    <${fields} form=${form} set=${set} errors=${errors} people=${people} />
    ${form.by !== "pin" && people.length > 0 && html`<div><button class="btn btn-quiet btn-sm" type="button"
      onClick=${() => set({ by: "pin", badge: "", pin: "" })}>${t("signature.by_pin")}</button></div>`}</fieldset>`;
}

function Pin({ form, set, errors, people }) {
  const { t } = useWords();
  return html`<div class="t-row t-wrap" role="radiogroup" aria-label=${t("signature.who")}>${people.map((one) => html`
      <label key=${one.id} class=${`t-choice t-choice-row ${one.id === form.signer_id ? "is-on" : ""}`}>
        <input class="form-check-input" type="radio" name="signer_id" value=${one.id}
          checked=${one.id === form.signer_id}
          onChange=${() => set({ signer_id: one.id })} />${one.short_name}</label>`)}</div>
    ${errors.signer_id && html`<div class="t-error" role="alert">${t(errors.signer_id)}</div>`}
    <${PinField} form=${form} set=${set} error=${errors.pin} hint=${pinHint(people, form.signer_id, t)} />`;
}

/** Who has no PIN can't sign by it, and is told where to set one. */
export function pinHint(people, personId, t) {
  const person = people.find((one) => one.id === personId);
  return person?.pin === false ? t("pin.lacks", { name: person.short_name }) : "";
}

function Badge({ form, set, errors }) {
  const { t } = useWords();
  return html`<div class="t-notice t-notice-note" role="status"><${Icon} name="person-badge" />
      <div class="t-notice-title">${t("signature.badge")}</div>
      ${errors.badge && html`<div class="t-error" role="alert">${errors.badge}</div>`}</div>
    ${form.asksPin && html`<${PinField} form=${form} set=${set} error=${errors.pin} />`}`;
}

function PinField({ form, set, error, hint = "" }) {
  const { t } = useWords();
  return html`<${TextField} name="pin" type="password" label=${t("pin.label")} value=${form.pin}
    error=${error} hint=${hint} large inputmode="numeric" maxlength="6" autocomplete="off"
    onInput=${(pin) => set({ pin })} />`;
}

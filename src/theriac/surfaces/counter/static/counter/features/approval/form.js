/** The second person picks their name, types their PIN, scans their badge or takes their passkey, and says why. */
import { html, useLayoutEffect, useRef, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { pinHint } from "../basket/signature.js";
import { TextField } from "../shell/field.js";
import { Icon } from "../shell/icon.js";

const NO_BADGE = { badge: "", asksPin: false };

/**
 * @param {{people: object[], say: (name: string) => string, hasPasskeys: boolean, takesBadges?: boolean,
 *   children: any, ask: (means: "pin"|"badge"|"passkey", form: {approver_id: string, pin: string, badge: string,
 *     reason: string}) => Promise<{field: string, text: string, asksPin?: boolean}|null>, onCancel: () => void,
 *   onChoose?: (person: object) => void}} props
 *   `ask` answers why not, beside its field; `say` has the words of who approves, or who signs
 */
export function ApprovalForm({
  people, say, hasPasskeys, takesBadges = false, children, ask, onCancel, onChoose = () => {},
}) {
  const { t } = useWords();
  const [form, setForm] = useState({
    approver_id: people.length === 1 ? people[0].id : "", pin: "", reason: "", ...NO_BADGE,
  });
  const [errors, setErrors] = useState({});
  const [busy, setBusy] = useState(false);
  const element = useRef(null);
  const set = (changes) => setForm((now) => ({ ...now, ...changes }));
  useBadges(takesBadges, (badge) => set({ badge, asksPin: false, pin: "" }));
  const choose = (person) => {
    set({ approver_id: person.id });
    onChoose(person);
  };
  const give = async (means) => {
    const found = errorsOf(means, form, say);
    setErrors(found);
    if (Object.keys(found).length) return undefined;
    setBusy(true);
    const refused = await ask(means, form);
    if (!refused) return undefined;
    setBusy(false);
    setErrors({ [refused.field]: refused.text });
    set({ pin: "", asksPin: form.asksPin || Boolean(refused.asksPin) });
    return element.current?.elements.pin?.focus();
  };
  const submit = (event) => {
    event.preventDefault();
    return give(form.badge ? "badge" : "pin");
  };
  const nobody = people.length === 0 && !form.badge;
  return html`<form ref=${element} class="t-stack t-stack-4" novalidate autocomplete="off" onSubmit=${submit}>
    ${children}
    ${nobody ? html`<div class="t-notice t-notice-look"><${Icon} name="person-x" />
        <div class="t-notice-title">${say("nobody")}</div>
        <div class="t-notice-text">${say("nobody.text")}</div></div>`
    : html`${form.badge
      ? html`<${Scanned} form=${form} set=${set} errors=${errors} say=${say} />`
      : html`<${Named} people=${people} form=${form} set=${set} errors=${errors} say=${say} onChoose=${choose}
          hasPasskeys=${hasPasskeys} takesBadges=${takesBadges} />`}
      <${TextField} name="reason" label=${t("approval.reason")} hint=${t("discount.reason.hint")}
        value=${form.reason} error=${errors.reason} maxlength="250" autocomplete="off"
        onInput=${(reason) => set({ reason })} />
      <${Buttons} form=${form} people=${people} busy=${busy} say=${say} hasPasskeys=${hasPasskeys} onGive=${give}
        onCancel=${onCancel} />`}</form>`;
}

/** While the form is there a scanned badge is its. */
function useBadges(takesBadges, onBadge) {
  const app = useApp();
  useLayoutEffect(() => {
    if (!takesBadges) return undefined;
    app.badgeTaker = (badge) => {
      app.env.sound.good();
      onBadge(badge);
    };
    return () => {
      app.badgeTaker = null;
    };
  });
}

function errorsOf(means, form, say) {
  const asksPin = means === "pin" || (means === "badge" && form.asksPin);
  return {
    ...(means === "badge" || form.approver_id ? {} : { approver_id: say("who.missing") }),
    ...(!asksPin || /^[0-9]{6}$/.test(form.pin) ? {} : { pin: "pin.missing" }),
    ...(form.reason.trim() ? {} : { reason: "discount.reason.missing" }),
  };
}

/** Whether the one who is chosen may approve by a passkey here. */
const hasPasskeyOf = (people, form, hasPasskeys) => (
  hasPasskeys && !form.badge && Boolean(people.find((one) => one.id === form.approver_id)?.passkey));

function Named({ people, form, set, errors, say, onChoose, hasPasskeys, takesBadges }) {
  const { t } = useWords();
  const offline = useSelect((state) => state.sync?.online === false);
  const noPasskey = offline && hasPasskeyOf(people, form, hasPasskeys);
  return html`<fieldset class="t-fieldset"><legend>${say("who")}</legend>
      <div class="t-row t-wrap">${people.map((one, index) => html`<label key=${one.id}
        class=${`t-choice t-choice-row ${one.id === form.approver_id ? "is-on" : ""}`}>
        <input class="form-check-input" type="radio" name="approver_id" value=${one.id}
          checked=${one.id === form.approver_id} data-first=${index === 0 ? "" : undefined}
          onChange=${() => onChoose(one)} />${one.short_name}</label>`)}</div>
      ${takesBadges && html`<div class="form-text">${t("approval.badge.hint")}</div>`}
      ${errors.approver_id && html`<div class="t-error" role="alert">${errors.approver_id}</div>`}</fieldset>
    <${PinField} form=${form} set=${set} error=${errors.pin} say=${say}
      hint=${noPasskey ? say("passkey.offline") : pinHint(people, form.approver_id, t)} />`;
}

/** A badge that was scanned, judged when the form is sent. */
function Scanned({ form, set, errors, say }) {
  const { t } = useWords();
  return html`<div class="t-notice t-notice-note" role="status"><${Icon} name="person-badge" />
      <div class="t-notice-title">${t("signature.badge")}</div>
      ${errors.badge && html`<div class="t-error" role="alert">${errors.badge}</div>`}
      <div class="t-notice-acts"><button class="btn btn-quiet btn-sm" type="button"
        onClick=${() => set({ ...NO_BADGE, pin: "" })}>${t("signature.by_pin")}</button></div></div>
    ${form.asksPin && html`<${PinField} form=${form} set=${set} error=${errors.pin} say=${say} hint="" />`}`;
}

function PinField({ form, set, error, say, hint }) {
  return html`<${TextField} name="pin" type="password" label=${say("pin")} value=${form.pin} error=${error} large
    inputmode="numeric" maxlength="6" autocomplete="off" onInput=${(pin) => set({ pin })} hint=${hint} />`;
}

function Buttons({ form, people, busy, say, hasPasskeys, onGive, onCancel }) {
  const { t } = useWords();
  const offline = useSelect((state) => state.sync?.online === false);
  return html`<div class="t-row t-wrap"><button class="btn btn-primary" type="submit" disabled=${busy}
      aria-busy=${busy ? "true" : undefined}>${say("give")}</button>
    ${hasPasskeyOf(people, form, hasPasskeys) && !offline && html`<button class="btn btn-plain" type="button"
      disabled=${busy} onClick=${() => onGive("passkey")}><${Icon} name="fingerprint" />${say("passkey")}</button>`}
    <button class="btn btn-quiet" type="button" onClick=${onCancel}>${t("cancel")}</button></div>`;
}

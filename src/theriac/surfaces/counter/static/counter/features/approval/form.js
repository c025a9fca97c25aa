/** The second person picks their name, types their PIN or takes their passkey, and says why. */
import { html, useRef, useState } from "../../app/html.js";
import { useSelect, useWords } from "../../app/store.js";
import { pinHint } from "../basket/signature.js";
import { TextField } from "../shell/field.js";
import { Icon } from "../shell/icon.js";

/**
 * @param {{people: object[], say: (name: string) => string, hasPasskeys: boolean, children: any,
 *   ask: (means: "pin"|"passkey", form: {approver_id: string, pin: string, reason: string}) =>
 *     Promise<{field: string, text: string}|null>, onCancel: () => void, onChoose?: (person: object) => void}} props
 *   `ask` answers why not, beside its field; `say` has the words of who approves, or who signs
 */
export function ApprovalForm({ people, say, hasPasskeys, children, ask, onCancel, onChoose = () => {} }) {
  const { t } = useWords();
  const offline = useSelect((state) => state.sync?.online === false);
  const [form, setForm] = useState({ approver_id: people.length === 1 ? people[0].id : "", pin: "", reason: "" });
  const [errors, setErrors] = useState({});
  const [busy, setBusy] = useState(false);
  const element = useRef(null);
  const set = (changes) => setForm({ ...form, ...changes });
  const approver = people.find((one) => one.id === form.approver_id);
  const hasPasskey = hasPasskeys && Boolean(approver?.passkey);
  const choose = (person) => {
    set({ approver_id: person.id });
    onChoose(person);
  };
  const give = async (means) => {
    const found = {
      ...(form.approver_id ? {} : { approver_id: say("who.missing") }),
      ...(means === "passkey" || /^[0-9]{6}$/.test(form.pin) ? {} : { pin: "pin.missing" }),
      ...(form.reason.trim() ? {} : { reason: "discount.reason.missing" }),
    };
    setErrors(found);
    if (Object.keys(found).length) return undefined;
    setBusy(true);
    const refused = await ask(means, form);
    if (!refused) return undefined;
    setBusy(false);
    setErrors({ [refused.field]: refused.text });
    set({ pin: "" });
    return element.current?.elements.pin?.focus();
  };
  const submit = (event) => {
    event.preventDefault();
    return give("pin");
  };
  return html`<form ref=${element} class="t-stack t-stack-4" novalidate autocomplete="off" onSubmit=${submit}>
    ${children}
    ${people.length === 0 ? html`<div class="t-notice t-notice-look"><${Icon} name="person-x" />
        <div class="t-notice-title">${say("nobody")}</div>
        <div class="t-notice-text">${say("nobody.text")}</div></div>`
    : html`<fieldset class="t-fieldset"><legend>${say("who")}</legend>
        <div class="t-row t-wrap">${people.map((one, index) => html`<label key=${one.id}
          class=${`t-choice t-choice-row ${one.id === form.approver_id ? "is-on" : ""}`}>
          <input class="form-check-input" type="radio" name="approver_id" value=${one.id}
            checked=${one.id === form.approver_id} data-first=${index === 0 ? "" : undefined}
            onChange=${() => choose(one)} />${one.short_name}</label>`)}</div>
        ${errors.approver_id && html`<div class="t-error" role="alert">${errors.approver_id}</div>`}</fieldset>
      <${TextField} name="pin" type="password" label=${say("pin")} value=${form.pin} error=${errors.pin} large
        inputmode="numeric" maxlength="6" autocomplete="off" onInput=${(pin) => set({ pin })}
        hint=${hasPasskey && offline ? say("passkey.offline") : pinHint(people, form.approver_id, t)} />
      <${TextField} name="reason" label=${t("approval.reason")} hint=${t("discount.reason.hint")}
        value=${form.reason} error=${errors.reason} maxlength="250" autocomplete="off"
        onInput=${(reason) => set({ reason })} />
      <div class="t-row t-wrap"><button class="btn btn-primary" type="submit" disabled=${busy}
        aria-busy=${busy ? "true" : undefined}>${say("give")}</button>
        ${hasPasskey && !offline && html`<button class="btn btn-plain" type="button" disabled=${busy}
          onClick=${() => give("passkey")}><${Icon} name="fingerprint" />${say("passkey")}</button>`}
        <button class="btn btn-quiet" type="button" onClick=${onCancel}>${t("cancel")}</button></div>`}</form>`;
}

/** One's own PIN, set or changed where it is used. */
import { html, useRef, useState } from "../../app/html.js";
import { useApp, useWords } from "../../app/store.js";
import { Dialog } from "../shell/dialog.js";
import { TextField } from "../shell/field.js";

const SIX = /^[0-9]{6}$/;

export function OwnPinDialog() {
  const { t } = useWords();
  const app = useApp();
  const [form, setForm] = useState({ username: "", password: "", pin: "", again: "" });
  const [errors, setErrors] = useState({});
  const [busy, setBusy] = useState(false);
  const element = useRef(null);
  const set = (name) => (text) => setForm((before) => ({ ...before, [name]: text }));
  const submit = async (event) => {
    event.preventDefault();
    const found = {
      ...(form.username.trim() ? {} : { username: "signin.username.missing" }),
      ...(form.password ? {} : { password: "signin.password.missing" }),
      ...(SIX.test(form.pin) ? {} : { pin: "pin.missing" }),
      ...(form.again === form.pin ? {} : { again: "own_pin.differs" }),
    };
    setErrors(found);
    if (Object.keys(found).length) return element.current.elements[Object.keys(found)[0]].focus();
    setBusy(true);
    const refused = await app.run("set_pin", form);
    if (!refused) return undefined;
    setBusy(false);
    setErrors({ [refused.field]: refused.text });
    return element.current?.elements[refused.field]?.focus();
  };
  const digits = { type: "password", inputmode: "numeric", maxlength: "6", autocomplete: "off" };
  return html`<${Dialog} title=${t("own_pin.title")} onClose=${app.close}>
    <form ref=${element} class="t-stack t-stack-4" novalidate autocomplete="off" onSubmit=${submit}>
      <p class="t-2 mb-0">${t("own_pin.text")}</p>
      <${TextField} name="username" label=${t("signin.username")} value=${form.username} error=${errors.username}
        first autocomplete="off" autocapitalize="none" onInput=${set("username")} />
      <${TextField} name="password" type="password" label=${t("signin.password")} value=${form.password}
        error=${errors.password} autocomplete="off" onInput=${set("password")} />
      <${TextField} name="pin" label=${t("own_pin.pin")} value=${form.pin} error=${errors.pin}
        ...${digits} onInput=${set("pin")} />
      <${TextField} name="again" label=${t("own_pin.again")} value=${form.again} error=${errors.again}
        ...${digits} onInput=${set("again")} />
      <div class="t-row"><button class="btn btn-primary" type="submit" disabled=${busy}
        aria-busy=${busy ? "true" : undefined}>${t("own_pin.keep")}</button>
        <button class="btn btn-quiet" type="button" onClick=${app.close}>${t("cancel")}</button></div>
    </form></${Dialog}>`;
}

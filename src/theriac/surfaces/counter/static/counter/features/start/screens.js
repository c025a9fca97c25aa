/** Before selling: the device is paired once, and a person signs in. */
import { html, useLayoutEffect, useRef, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { isBadge } from "../../domain/badge.js";
import { TextField } from "../shell/field.js";
import { Icon, Logo } from "../shell/icon.js";

function Card({ title, text, children }) {
  return html`<main class="t-start"><section class="t-card t-start-card">
    <div class="t-start-brand t-frame"><span class="t-brand"><${Logo} />Theriac</span><${LanguageSwitch} /></div>
    <div class="t-card-body t-stack t-stack-4"><div><h1>${title}</h1>
      <p class="t-2 mt-1">${text}</p></div><${PlainHttp} />${children}</div>
  </section></main>`;
}

/** Over plain HTTP from another machine a browser keeps no program and opens no camera: say why. */
function PlainHttp() {
  const { t } = useWords();
  const program = useSelect((state) => state.program);
  if (program.kept !== "insecure") return null;
  return html`<div class="t-notice t-notice-look" role="status"><${Icon} name="wifi-off" /><div>
    <div class="t-notice-title">${t("device.kept.insecure")}</div>
    <div class="t-notice-text">${t("device.kept.insecure.text")}</div></div></div>`;
}

function LanguageSwitch() {
  const { t } = useWords();
  const app = useApp();
  const language = useSelect((state) => state.language);
  return html`<span class="t-seg t-end" role="group"
    aria-label=${t("start.language")}>${["en", "id"].map((code) => html`
    <button key=${code} type="button" lang=${code} aria-pressed=${code === language ? "true" : "false"}
      onClick=${() => app.run("language", code)}>${t(`language.${code}`)}</button>`)}</span>`;
}

/**
 * A form that asks the server, keeps what was typed, and shows the answer at its place.
 * @param {(fields: object) => Promise<{field: string, text: string}|null>} submit
 */
function useAsking(fields, check, submit) {
  const [values, setValues] = useState(fields);
  const [errors, setErrors] = useState({});
  const [busy, setBusy] = useState(false);
  const form = useRef(null);
  const onSubmit = async (event) => {
    event.preventDefault();
    const found = check(values);
    setErrors(found);
    if (Object.keys(found).length) return form.current.elements[Object.keys(found)[0]].focus();
    setBusy(true);
    const refused = await submit(values);
    if (!refused) return undefined;
    setBusy(false);
    setErrors({ [refused.field]: refused.text });
    return form.current?.elements[refused.field]?.focus();
  };
  const set = (name) => (text) => setValues((before) => ({ ...before, [name]: text }));
  useLayoutEffect(() => form.current.querySelector("[data-first]").focus(), []);
  return { values, errors, busy, form, onSubmit, set };
}

export function PairingScreen() {
  const { t } = useWords();
  const app = useApp();
  const check = (values) => ({
    ...(values.code.trim() ? {} : { code: "pairing.code.missing" }),
    ...(values.device_name.trim() ? {} : { device_name: "pairing.name.missing" }),
  });
  const asking = useAsking({ code: "", device_name: "" }, check, (values) => app.run("pair", values));
  const { values, errors, busy, form, onSubmit, set } = asking;
  const known = useSelect((state) => state.device);
  return html`<${Card} title=${t("pairing.title")} text=${t("pairing.text")}>
    ${known && html`<div class="t-notice t-notice-note" role="status"><${Icon} name="plug" />
      <div class="t-notice-title">${t("pairing.again")}</div></div>`}
    <form ref=${form} class="t-stack t-stack-4" novalidate onSubmit=${onSubmit}>
      <${TextField} name="code" label=${t("pairing.code")} hint=${t("pairing.code.hint")} value=${values.code}
        error=${errors.code}
        onInput=${set("code")} first large autocomplete="off" autocapitalize="characters" spellcheck=${false} />
      <${TextField} name="device_name" label=${t("pairing.name")} hint=${t("pairing.name.hint")}
        value=${values.device_name}
        error=${errors.device_name} onInput=${set("device_name")} maxlength="60" autocomplete="off" />
      <button class="btn btn-primary btn-lg" type="submit" disabled=${busy} aria-busy=${busy ? "true" : undefined}>
        <${Icon} name="link-45deg" />${t("pairing.pair")}</button>
      <a class="btn btn-plain" href="/">${t("pairing.office")}</a>
    </form></${Card}>`;
}

export function SignInScreen() {
  const { t } = useWords();
  const app = useApp();
  const device = useSelect((state) => state.device);
  const kept = useSelect((state) => state.basket.lines.length);
  const [picked, pick] = useState(null);
  const badge = useSelect((state) => state.badge);
  const where = `${device.terminal.name}, ${device.branch.name}`;
  return html`<${Card} title=${t("signin.title")} text=${where}>
    ${kept > 0 && html`<div class="t-notice t-notice-note" role="status"><${Icon} name="basket" />
      <div class="t-notice-title">${t("signin.kept", { n: kept })}</div></div>`}
    ${wayIn(badge, picked, pick)}
    ${!picked && !badge && html`<${Sellers} people=${app.sellers()} onPick=${pick} />`}</${Card}>`;
}

/** The PIN of a badge that was scanned or of a person who was picked, else name and password. */
function wayIn(badge, picked, pick) {
  if (badge) return html`<${BadgePin} code=${badge} />`;
  if (picked) return html`<${PinForm} key=${picked.id} person=${picked} onBack=${() => pick(null)} />`;
  return html`<${PasswordForm} />`;
}

function PasswordForm() {
  const { t } = useWords();
  const app = useApp();
  const check = (values) => ({
    ...(values.username.trim() ? {} : { username: "signin.username.missing" }),
    ...(values.password ? {} : { password: "signin.password.missing" }),
  });
  const submit = (values) => (
    isBadge(values.username) ? app.run("badge", { code: values.username }) : app.run("sign_in", values));
  const asking = useAsking(
    { username: "", password: "" }, (values) => (isBadge(values.username) ? {} : check(values)), submit,
  );
  const { values, errors, busy, form, onSubmit, set } = asking;
  return html`<form ref=${form} class="t-stack t-stack-4" novalidate onSubmit=${onSubmit}>
      <${TextField} name="username" label=${t("signin.username")} value=${values.username} error=${errors.username}
        onInput=${set("username")} first autocomplete="username" autocapitalize="none" spellcheck=${false} />
      <${TextField} name="password" type="password" label=${t("signin.password")} value=${values.password}
        error=${errors.password}
        onInput=${set("password")} autocomplete="current-password" />
      <button class="btn btn-primary btn-lg" type="submit" disabled=${busy} aria-busy=${busy ? "true" : undefined}>
        <${Icon} name="box-arrow-in-right" />${t("signin.go")}</button>
    </form>`;
}

/** A badge was scanned that asks for its person's PIN besides. */
function BadgePin({ code }) {
  const { t } = useWords();
  const app = useApp();
  const check = (values) => (/^[0-9]{6}$/.test(values.pin) ? {} : { pin: "pin.missing" });
  const asking = useAsking({ pin: "" }, check, (values) => app.run("badge", { code, ...values }));
  const { values, errors, busy, form, onSubmit, set } = asking;
  return html`<form ref=${form} class="t-stack t-stack-4" novalidate onSubmit=${onSubmit}>
      <p class="t-strong mb-0">${t("badge.pin")}</p>
      <${TextField} name="pin" type="password" label=${t("pin.label")} value=${values.pin} error=${errors.pin} large
        onInput=${set("pin")} first inputmode="numeric" maxlength="6" autocomplete="off" />
      <button class="btn btn-primary btn-lg" type="submit" disabled=${busy} aria-busy=${busy ? "true" : undefined}>
        <${Icon} name="box-arrow-in-right" />${t("signin.go")}</button>
      <button class="btn btn-plain" type="button" onClick=${() => app.run("forget_badge")}>${t("pin.back")}</button>
    </form>`;
}

/** Everybody who may sell here: one press on a name, then six digits. */
function Sellers({ people, onPick }) {
  const { t } = useWords();
  if (!people.length) return null;
  return html`<section aria-labelledby="sellers-h"><h2 id="sellers-h" class="t-2 t-sm">${t("pin.pick")}</h2>
    <div class="t-sellers mt-2">${people.map((one) => html`
      <button key=${one.id} type="button" class="btn btn-plain" onClick=${() => onPick(one)}>
        <span class="t-avatar" aria-hidden="true">${one.initials}</span>${one.short_name}</button>`)}</div></section>`;
}

function PinForm({ person, onBack }) {
  const { t } = useWords();
  const app = useApp();
  const check = (values) => (/^[0-9]{6}$/.test(values.pin) ? {} : { pin: "pin.missing" });
  const asking = useAsking({ pin: "" }, check, (values) => app.run("take_over", { person_id: person.id, ...values }));
  const { values, errors, busy, form, onSubmit, set } = asking;
  return html`<form ref=${form} class="t-stack t-stack-4" novalidate onSubmit=${onSubmit}>
      <p class="t-strong mb-0">${person.name}</p>
      <${TextField} name="pin" type="password" label=${t("pin.label")} value=${values.pin} error=${errors.pin} large
        onInput=${set("pin")} first inputmode="numeric" maxlength="6" autocomplete="off" />
      <button class="btn btn-primary btn-lg" type="submit" disabled=${busy} aria-busy=${busy ? "true" : undefined}>
        <${Icon} name="box-arrow-in-right" />${t("signin.go")}</button>
      <button class="btn btn-plain" type="button" onClick=${onBack}>${t("pin.back")}</button>
    </form>`;
}

export function StartingScreen() {
  return html`<main class="t-start" aria-busy="true"><span class="t-start-wait"><${Logo} /></span></main>`;
}

/** The device can't keep what it sells: nothing is sold then. */
export function BrokenScreen({ what }) {
  const { t } = useWords();
  return html`<${Card} title=${t("broken.title")} text=${t(`broken.${what}`)}>
    <button class="btn btn-primary" type="button"
      onClick=${() => window.location.reload()}>${t("broken.again")}</button></${Card}>`;
}

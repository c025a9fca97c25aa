/** A document by the customer's channel: the request is kept by the server, and staff send it from here or later. */
import { html, useState } from "../../app/html.js";
import { useApp, useWords } from "../../app/store.js";
import { Dialog } from "../shell/dialog.js";
import { TextField } from "../shell/field.js";
import { Icon } from "../shell/icon.js";

const CHANNELS = ["whatsapp", "email", "message"];

/** @param {{document: {kind: string, id: string, number: string}}} props */
export function SendDialog({ document }) {
  const { t } = useWords();
  const app = useApp();
  const [kept, setKept] = useState(null);
  return html`<${Dialog} title=${t("send.title", { number: document.number })} onClose=${app.close}>
    ${kept ? html`<${Kept} request=${kept} />` : html`<${Form} document=${document} onKept=${setKept} />`}
    </${Dialog}>`;
}

function Form({ document, onKept }) {
  const { t } = useWords();
  const app = useApp();
  const [id] = useState(() => app.env.newId());
  const [form, setForm] = useState({ channel: "whatsapp", to: "" });
  const [state, setState] = useState({ busy: false, error: "" });
  const submit = async (event) => {
    event.preventDefault();
    if (!form.to.trim()) return setState({ busy: false, error: "send.to.missing" });
    setState({ busy: true, error: "" });
    const { found, refused } = await app.run("send_document", { id, document, ...form });
    if (refused) return setState({ busy: false, error: refused });
    return onKept({ ...found, channel: form.channel });
  };
  const byEmail = form.channel === "email";
  return html`<form class="t-stack t-stack-4" novalidate autocomplete="off" onSubmit=${submit}>
    <div class="t-row t-wrap" role="group" aria-label=${t("send.channel")}>${CHANNELS.map((channel) => html`
      <button key=${channel} type="button" aria-pressed=${form.channel === channel ? "true" : "false"}
        class=${form.channel === channel ? "btn btn-primary" : "btn btn-plain"}
        onClick=${() => setForm({ ...form, channel })}>${t(`send.channel.${channel}`)}</button>`)}</div>
    <${TextField} name="to" label=${t(byEmail ? "send.to.email" : "send.to.phone")} value=${form.to} first
      error=${state.error} type=${byEmail ? "email" : "tel"} maxlength="120" autocomplete="off"
      onInput=${(to) => setForm({ ...form, to })} />
    <div class="t-row"><button class="btn btn-primary" type="submit" disabled=${state.busy}>
      <${Icon} name="send" />${t("send.save")}</button>
      <button class="btn btn-quiet" type="button" onClick=${app.close}>${t("cancel")}</button></div></form>`;
}

/** Kept: sent from this device at once, or later by whoever works the list. */
function Kept({ request }) {
  const { t } = useWords();
  const app = useApp();
  const [refused, setRefused] = useState("");
  const tell = async () => {
    const answer = await app.run("document_sent", request.id);
    setRefused(answer.refused ?? "");
  };
  return html`<div class="t-stack t-stack-4"><p class="mb-0" role="status">${t("send.kept", { to: request.to })}</p>
    ${refused && html`<p class="t-error mb-0" role="alert"><${Icon} name="exclamation-circle-fill" />
      <span>${refused}</span></p>`}
    <div class="t-row t-wrap"><a class="btn btn-primary" data-first href=${request.link} target="_blank"
        rel="noopener noreferrer"><${Icon} name="send" />${t(`send.open.${request.channel}`)}</a>
      <button class="btn btn-plain" type="button" onClick=${tell}>
        <${Icon} name="check-lg" />${t("send.mark")}</button>
      <button class="btn btn-quiet" type="button" onClick=${app.close}>${t("close")}</button></div></div>`;
}

/**
 * The key that opens it: only for who may hand out copies, and never for what training made.
 * @param {{document: object, unknown?: () => Promise<string>|string}} props `unknown`: which words say that the server
 *   doesn't have the document yet, "" where it has
 */
export function SendKey({ document, unknown = () => "" }) {
  const { t } = useWords();
  const app = useApp();
  const { person } = app.store.get();
  if (app.training || !app.may(person, "sales.copy_receipt")) return null;
  const open = async () => {
    const why = await unknown();
    if (why) return app.refuse(t(why));
    app.close();
    return app.open({ kind: "send_document", document });
  };
  return html`<button class="btn btn-plain" type="button" onClick=${open}>
    <${Icon} name="envelope" />${t("send.key")}</button>`;
}

/** The till in one dialogue: open it, move cash, count blind, close, and its report. */
import { html, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { Dialog } from "../shell/dialog.js";
import { TextField } from "../shell/field.js";
import { Icon } from "../shell/icon.js";
import { RUNS_TILL, SEES_TILL } from "./actions.js";
import { CloseForm, CountForm } from "./closing.js";
import { useDoubt } from "./doubt.js";
import { MoveForm } from "./move.js";
import { RefundsPart } from "./refunds.js";
import { TillReport } from "./report.js";

export function TillDialog({ left, then }) {
  const { t } = useWords();
  const app = useApp();
  const till = useSelect((state) => state.till);
  const person = useSelect((state) => state.person);
  const [part, setPart] = useState("");
  const [closed, setClosed] = useState(null);
  if (!app.may(person, RUNS_TILL)) return null;
  const back = () => setPart("");
  const report = closed ?? (part === "report" ? till : null);
  const next = async () => {
    await app.run("show_till"); // with what this closing left
    setClosed(null);
  };
  if (report) return html`<${ReportPart} session=${report} onBack=${closed ? null : back} onNext=${next} />`;
  const title = t(`till.title${part && till?.state === "open" ? `.${part}` : ""}`);
  return html`<${Dialog} title=${title} onClose=${app.close}>
    ${!till ? html`<${OpenForm} left=${left} then=${then} />`
      : till.state === "counted" ? html`<${CloseForm} till=${till} onClosed=${setClosed} />`
        : part === "refunds" ? html`<${RefundsPart} onBack=${back} />`
        : part === "move" ? html`<${MoveForm} onDone=${back} />`
          : part === "count" ? html`<${CountForm} till=${till} onBack=${back} />`
            : html`<${Standing} till=${till} onPart=${setPart} />`}</${Dialog}>`;
}

/** The float: what the last closing left, unless somebody counts otherwise. */
function OpenForm({ left, then }) {
  const { t, amount, parseAmount, money } = useWords();
  const app = useApp();
  const [text, setText] = useState(left ? amount(left.cash) : "");
  const [error, setError] = useState("");
  const doubt = useDoubt();
  const correct = (typed) => {
    setText(typed);
    setError("");
  };
  const submit = (event) => {
    event.preventDefault();
    const cash = text.trim() === "" ? null : parseAmount(text);
    if (cash === null) return setError("till.float.wrong");
    const question = doubt(cash, left?.cash ?? 0);
    if (question) return setError(question);
    return app.run("open_till", { cash, left, then });
  };
  return html`<form class="t-stack t-stack-4" novalidate autocomplete="off" onSubmit=${submit}>
    <p class="mb-0">${t("till.open.text")}</p>
    <${TextField} name="float" label=${t("till.float")} value=${text} error=${error} first inputmode="decimal"
      hint=${left ? t("till.float.left", { amount: money(left.cash) }) : ""} onInput=${correct} />
    <div class="t-row"><button class="btn btn-primary" type="submit">${t("till.open")}</button>
      <button class="btn btn-quiet" type="button" onClick=${app.close}>${t("cancel")}</button></div></form>`;
}

/** An open session: since when, and what can be done with it. */
function Standing({ till, onPart }) {
  const { t, time, day, dayOf, money } = useWords();
  const app = useApp();
  const person = useSelect((state) => state.person);
  const unconfirmed = useSelect((state) => state.unconfirmed);
  const at = Date.parse(till.opening.at);
  const acts = [
    ["move", "arrow-left-right"], ["refunds", "arrow-return-left"],
    ["count", "lock"], ...(app.may(person, SEES_TILL) ? [["report", "receipt"]] : []),
  ];
  return html`<p class="t-2 mb-3">
      ${t("till.since", { name: till.opened_by, time: `${day(dayOf(at))}, ${time(at)}` })}</p>
    ${unconfirmed && !unconfirmed.answer && html`<div class="t-notice t-notice-look mb-3" role="status">
      <${Icon} name="cloud-slash" />
      <div class="t-notice-title">${t("money.open.title", { amount: money(unconfirmed.body.amount) })}</div>
      <div class="t-notice-acts"><button class="btn btn-plain btn-sm" type="button"
        onClick=${() => app.open({ kind: unconfirmed.kind })}>${t(`money.${unconfirmed.kind}`)}</button></div></div>`}
    <ul class="t-menu">${acts.map(([part, icon], index) => html`<li key=${part}>
      <button type="button" class="t-menu-item" data-first=${index === 0 ? "" : undefined}
        onClick=${() => onPart(part)}><${Icon} name=${icon} />${t(`till.act.${part}`)}</button></li>`)}</ul>`;
}

/** `onBack` is null for a closed session: then the next cashier may open (`onNext`). */
function ReportPart({ session, onBack, onNext }) {
  const { t } = useWords();
  const app = useApp();
  const foot = html`<button class="btn btn-primary" type="button" data-first
      onClick=${() => app.run("print_till", session)}><${Icon} name="printer" />${t("till.print")}</button>
    ${onBack ? html`<button class="btn btn-quiet" type="button" onClick=${onBack}>${t("till.back")}</button>`
      : html`<button class="btn btn-plain" type="button" onClick=${onNext}>${t("till.next")}</button>`}`;
  const title = t(onBack ? "till.title.report" : "till.done");
  return html`<${Dialog} title=${title} onClose=${app.close} foot=${foot} reading>
    <div class="t-done-paper"><${TillReport} session=${session} /></div></${Dialog}>`;
}

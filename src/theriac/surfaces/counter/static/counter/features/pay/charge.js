/** Paying by credit on the screen: whose account, what it may still be charged, and who approves more. */
import { html } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { AccountList } from "../accounts/dialog.js";
import { APPROVES_CHARGE } from "../approval/actions.js";
import { ApprovalForm } from "../approval/form.js";
import { Dialog } from "../shell/dialog.js";
import { Icon } from "../shell/icon.js";
import { chargeToApprove, creditFault } from "./till.js";

export function Credit({ payment, typed }) {
  const words = useWords();
  const app = useApp();
  if (payment.method !== "credit") return null;
  if (payment.accounts) {
    return html`<div role="status"><${AccountList} found=${payment.accounts}
      onChosen=${(one) => app.run("reference", one.number)} /></div>`;
  }
  return html`<p class=${`t-sm mb-0 ${payment.credit ? "" : "t-2"}`} role="status">${standing(payment, words)}</p>
    <${MoreThanFree} payment=${payment} typed=${typed} />`;
}

function standing({ credit }, { t, money }) {
  if (!credit) return t("pay.credit.scan");
  if (credit.state !== "active") return t("pay.credit.blocked");
  return t(credit.alone ? "pay.credit.alone" : "pay.credit.free", { amount: money(credit.free) });
}

/** Above the limit somebody else may approve it; once they did, who did. */
function MoreThanFree({ payment, typed }) {
  const words = useWords();
  const { t } = words;
  const app = useApp();
  const content = chargeToApprove(payment, typed);
  if (!content) return null;
  if (!creditFault(payment, typed, words)) {
    const by = app.sellers().find((one) => one.id === payment.charge.approved_by);
    return html`<p class="t-sm t-pos mb-0" role="status"><${Icon} name="check-circle-fill" />
      ${" "}${t("pay.credit.approved", { name: by?.short_name ?? "" })}</p>`;
  }
  return html`<div><button class="btn btn-plain btn-sm" type="button"
    onClick=${() => app.open({ kind: "approve_charge", content })}><${Icon} name="person-check" />
    ${t("approval.ask")}</button></div>`;
}

/** Asking a second person for a charge above an account's limit. */
export function ApproveChargeDialog({ content }) {
  const { t, money } = useWords();
  const app = useApp();
  const person = useSelect((state) => state.person);
  const free = useSelect((state) => state.payment?.credit?.free ?? 0);
  const people = app.sellers().filter((one) => app.may(one, APPROVES_CHARGE) && one.id !== person.id);
  const say = (name) => t(name === "nobody.text" ? "pay.credit.nobody" : `approval.${name}`);
  const ask = (means, form) => app.run("approve_charge", { content, means, form });
  return html`<${Dialog} title=${t("pay.credit.approve")} onClose=${app.close}>
    <${ApprovalForm} people=${people} say=${say} ask=${ask} onCancel=${app.close}
      hasPasskeys=${Boolean(app.env.passkeys)}>
      <p class="mb-0">${t("pay.credit.approve.text", {
        amount: money(content.amount), over: money(content.amount - free), limit: money(content.limit),
      })}</p><//></${Dialog}>`;
}

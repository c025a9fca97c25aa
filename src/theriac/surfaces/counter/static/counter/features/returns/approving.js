/** Asking a second person for a return. */
import { html } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { ApprovalForm } from "../approval/form.js";
import { APPROVES_RETURNS } from "./actions.js";
import { whyWords } from "./shown.js";

/** `onGiven` hears the approval; `offline`: whether it may be given without the server. */
export function ApproveReturn({ content, noteId, onGiven, onBack, offline = true }) {
  const { t, money } = useWords();
  const app = useApp();
  const person = useSelect((state) => state.person);
  const people = app.sellers().filter((one) => app.may(one, APPROVES_RETURNS) && one.id !== person.id);
  const say = (name) => t(name.startsWith("nobody") && name !== "nobody" ? "return.nobody.text" : `approval.${name}`);
  const ask = async (means, form) => {
    const { approval, refused } = await app.run("approve_return", { means, content, form, noteId, offline });
    if (refused) return refused;
    await onGiven(approval);
    return null;
  };
  return html`<${ApprovalForm} people=${people} say=${say} ask=${ask} onCancel=${onBack}
      hasPasskeys=${Boolean(app.env.passkeys)} takesBadges>
    <p class="mb-0">${t("return.approve", { total: money(content.total) })}
      ${" "}${whyWords(content, t)}</p></${ApprovalForm}>`;
}

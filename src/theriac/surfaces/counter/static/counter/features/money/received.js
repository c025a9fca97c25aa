/** Money that was taken: its paper to print, or that the server hasn't answered yet. */
import { html, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { AccountReceipt } from "../accounts/paper.js";
import { GiftCardSlip, TopUpSlip } from "../gift_cards/paper.js";
import { MemberSlip } from "../loyalty/paper.js";
import { Dialog } from "../shell/dialog.js";
import { Icon } from "../shell/icon.js";

const PAPERS = { account: AccountReceipt, gift_card: GiftCardSlip, top_up: TopUpSlip, member: MemberSlip };

export function Received({ row }) {
  return row.answer ? html`<${Confirmed} row=${row} />` : html`<${Unanswered} row=${row} />`;
}

function Confirmed({ row }) {
  const { t } = useWords();
  const app = useApp();
  const end = () => app.run("end_money");
  const foot = html`<button class="btn btn-primary" type="button" data-first
      onClick=${() => app.run("print_slip", row)}><${Icon} name="printer" />${t("till.print")}</button>
    <button class="btn btn-plain" type="button" onClick=${end}>${t("money.done")}</button>`;
  return html`<${Dialog} title=${t(`money.${row.kind}.done`, { number: row.answer.number })} onClose=${end}
      foot=${foot} reading><div class="t-done-paper" data-received=${row.answer.number}>
      <${MoneyPaper} row=${row} /></div></${Dialog}>`;
}

function MoneyPaper({ row }) {
  const Paper = PAPERS[row.kind];
  return html`<${Paper} row=${row} />`;
}

function Unanswered({ row }) {
  const { t, money } = useWords();
  const app = useApp();
  const [refused, setRefused] = useState(null);
  const [busy, setBusy] = useState(false);
  const again = async () => {
    setBusy(true);
    const why = await app.run("confirm_money");
    setBusy(false);
    setRefused(why);
  };
  const foot = html`<button class="btn btn-primary" type="button" data-first disabled=${busy}
      aria-busy=${busy ? "true" : undefined} onClick=${again}>
      <${Icon} name="arrow-clockwise" />${t("money.again")}</button>
    <button class="btn btn-quiet" type="button" onClick=${app.close}>${t("close")}</button>`;
  return html`<${Dialog} title=${t(`money.${row.kind}`)} onClose=${app.close} foot=${foot}>
    <div class="t-notice t-notice-look" role="status"><${Icon} name="cloud-slash" />
      <div class="t-notice-title">${t("money.open.title", { amount: money(row.body.amount) })}</div>
      <div class="t-notice-text">${t("money.open.text")}</div></div>
    ${refused && html`<div class="t-error mt-3" role="alert"><${Icon} name="exclamation-circle-fill" />
      <span>${refused}</span></div>`}</${Dialog}>`;
}

/** What the printer gets: nothing but the paper of what was taken. */
export function ReceivedPaper() {
  const row = useSelect((state) => state.notePaper?.received ?? null);
  if (!row) return null;
  return html`<div class="t-paper" aria-hidden="true"><${MoneyPaper} row=${row} /></div>`;
}

/** The receipt of a payment on an account: what was owed before and after, and which documents it paid. */
import { html } from "../../app/html.js";
import { useReceiptWords } from "../../app/store.js";
import { spacedNumber } from "../../domain/credit.js";
import { Slip, SlipRow } from "../money/slip.js";

export function AccountReceipt({ row: { answer } }) {
  const { t, money, day } = useReceiptWords();
  return html`<${Slip} title=${t("account.paper")} number=${answer.number} at=${answer.recorded_at}
      bars=${answer.number}>
    ${answer.name && html`<div class="it">${answer.name}</div>`}
    <${SlipRow} name=${t("account.paper.account")} value=${spacedNumber(answer.account)} />
    <${SlipRow} name=${t("account.paper.before")} value=${money(answer.before)} />
    <${SlipRow} big name=${t(`method.${answer.method}`)} value=${money(answer.amount)} />
    ${answer.reference && html`<div class="sub t-code">${answer.reference}</div>`}
    <${SlipRow} name=${t("account.paper.after")} value=${money(answer.after)} />
    ${answer.paid.length > 0 && html`<hr /><div>${t("account.paper.paid")}</div>`}
    ${answer.paid.map((one) => html`<div key=${one.number} class="r sub">
      <span>${one.number} · ${day(one.booked_on)}</span><span>${money(one.amount)}</span></div>`)}<//>`;
}

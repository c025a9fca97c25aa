/** The papers of a gift card: of one that was sold with the code that pays, and of one that got more money. */
import { html } from "../../app/html.js";
import { useReceiptWords } from "../../app/store.js";
import { Slip, SlipRow } from "../money/slip.js";

export function GiftCardSlip({ row: { answer } }) {
  const { t, money } = useReceiptWords();
  return html`<${Slip} title=${t("gift.paper")} number=${answer.number} at=${answer.recorded_at}
      bars=${answer.code.replaceAll("-", "")}>
    <${SlipRow} big name=${t("gift.paper.value")} value=${money(answer.amount)} />
    <${SlipRow} name=${t("gift.paper.paid")} value=${t(`method.${answer.method}`)} />
    ${answer.reference && html`<div class="sub t-code">${answer.reference}</div>`}<hr />
    <div class="mid">${t("gift.paper.code")}</div><div class="mid it t-code">${answer.code}</div>
    <div class="mid">${t("gift.paper.keep")}</div><//>`;
}

export function TopUpSlip({ row: { answer } }) {
  const { t, money, day } = useReceiptWords();
  const ends = answer.expires_on;
  return html`<${Slip} title=${t("gift.top_up.paper")} number=${answer.number} at=${answer.recorded_at}
      bars=${answer.number}>
    <${SlipRow} name=${t("gift.top_up.paper.card")} value=${`… ${answer.last_four}`} />
    <${SlipRow} big name=${t("gift.top_up.paper.amount")} value=${money(answer.amount)} />
    <${SlipRow} name=${t("gift.paper.paid")} value=${t(`method.${answer.method}`)} />
    ${answer.reference && html`<div class="sub t-code">${answer.reference}</div>`}
    <${SlipRow} name=${t("gift.top_up.paper.after")} value=${money(answer.after)} />
    ${ends && html`<${SlipRow} name=${t("gift.top_up.paper.until")} value=${day(ends)} />`}<//>`;
}

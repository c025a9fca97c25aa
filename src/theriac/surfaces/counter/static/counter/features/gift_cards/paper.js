/** The paper of a gift card that was sold: what it holds, and the code that pays. */
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

/** A loyalty card on the paper of receipts, until the customer gets a printed one. */
import { html } from "../../app/html.js";
import { useReceiptWords } from "../../app/store.js";
import { spacedCard } from "../../domain/loyalty.js";
import { Slip } from "../money/slip.js";

export function MemberSlip({ row: { answer } }) {
  const { t } = useReceiptWords();
  return html`<${Slip} title=${t("member.paper")} number=${spacedCard(answer.number)} at=${answer.recorded_at}
    bars=${answer.number}><div class="mid">${t("member.paper.text")}</div><//>`;
}

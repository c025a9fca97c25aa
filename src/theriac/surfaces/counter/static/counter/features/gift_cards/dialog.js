/** A customer buys a gift card: how much it holds, and how it is paid. */
import { html, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { Received } from "../money/received.js";
import { MoneyForm } from "../money/way.js";
import { Dialog } from "../shell/dialog.js";

export function GiftCardDialog() {
  const { t } = useWords();
  const app = useApp();
  const unconfirmed = useSelect((state) => state.unconfirmed);
  const [error, setError] = useState(null);
  if (unconfirmed) return html`<${Received} key=${unconfirmed.id} row=${unconfirmed} />`;
  const take = (way) => {
    setError(way.amount ? null : "till.amount.wrong");
    return way.amount ? app.run("take_money", { kind: "gift_card", told: {}, way }) : null;
  };
  return html`<${Dialog} title=${t("money.gift_card")} onClose=${app.close}>
    <${MoneyForm} label=${t("gift.amount")} button=${t("gift.sell")} error=${error} take=${take}
      back=${t("cancel")} onBack=${app.close} /></${Dialog}>`;
}

/** Selling gift cards and topping them up: the money is taken here, the server books it. */
import { plainCode } from "../pay/gift_card.js";
import { asked } from "../shell/asked.js";
import { tillAsked } from "../till/actions.js";

export const SELLS_GIFT_CARDS = "gift_cards.issue";

export const giftCardActions = {
  /** The dialogue; the till comes first, since cash may come into it. */
  async show_gift_card(app) {
    if (await tillAsked(app, "show_gift_card")) return;
    await app.run("read_unconfirmed");
    app.open({ kind: "gift_card" });
  },

  /** The dialogue of more money for a card. */
  async show_top_up(app) {
    if (await tillAsked(app, "show_top_up")) return;
    await app.run("read_unconfirmed");
    app.open({ kind: "top_up" });
  },

  /**
   * The card of what was typed or scanned. Nothing of its code is kept.
   * @returns {Promise<{card?: object, refused?: string}>}
   */
  async find_card_to_top_up(app, text) {
    const { t } = app.words();
    const code = plainCode(text);
    if (!code) return { refused: t("gift.top_up.unknown") };
    const look = () => app.api.giftCard(app.store.get().person.id, { act: "look", code });
    const { found: card, refused } = await asked(app, "money.away", look);
    if (refused) return { refused };
    const hasEnded = card.expires_on !== null && card.expires_on < app.today();
    return card.state === "active" && !hasEnded ? { card } : { refused: t("gift.top_up.not_active") };
  },
};

/** Selling a gift card: the money is taken here, the server issues the card and tells its code. */
import { tillAsked } from "../till/actions.js";

export const SELLS_GIFT_CARDS = "gift_cards.issue";

export const giftCardActions = {
  /** The dialogue; the till comes first, since cash may come into it. */
  async show_gift_card(app) {
    if (await tillAsked(app, "show_gift_card")) return;
    await app.run("read_unconfirmed");
    app.open({ kind: "gift_card" });
  },
};

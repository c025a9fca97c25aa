/** A coupon comes to the basket and leaves it; whether it has uses left the server is asked before payment. */
import { couponKnown } from "../../domain/promotions/basket.js";

export const promotionActions = {
  show_coupon(app) {
    const { phase, dialog } = app.store.get();
    if (phase === "desk" && !dialog) app.open({ kind: "coupon" });
  },

  /** @returns {string|null} why it isn't taken, in words */
  take_coupon(app, text) {
    const { t } = app.words();
    const code = text.trim().toUpperCase();
    if (!code) return t("coupon.missing");
    const terms = couponKnown(app.world(), code);
    if (!terms) return t("coupon.unknown", { code });
    app.change((basket) => ({ ...basket, coupon: code }));
    app.say(t("coupon.taken", { code, name: terms.name }));
    return null;
  },

  drop_coupon(app) {
    app.change((basket) => ({ ...basket, coupon: "" }));
    app.backToSearch();
  },
};

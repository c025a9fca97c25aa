/** What promotions give on a line: one sentence under it, and all of them compared where it is opened. */
import { html } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { couponUsed } from "../../domain/promotions/basket.js";
import { sum } from "../../domain/rounding.js";
import { Icon } from "../shell/icon.js";
import { promotionWords } from "./words.js";

/** The line's promotion in a sentence; parts of a split line have the same. */
export function PromotionBadge({ row, words }) {
  const given = row.promotions ?? [];
  if (!given.length) return null;
  return html`<span class="t-sm" data-promotion><${Icon} name="tag" /> ${promotionWords(given[0].terms, words)}</span>`;
}

/** The basket's coupon, and whether it saves anything here. */
export function CouponBar() {
  const { t } = useWords();
  const app = useApp();
  const coupon = useSelect((state) => state.basket.coupon ?? "");
  const used = useSelect((state) => couponUsed(state.assessed.lines));
  if (!coupon) return null;
  return html`<div class="t-sums" data-coupon><div class="t-sum">
    <span><${Icon} name="tag" /> ${t(used ? "coupon.saves" : "coupon.nothing", { code: coupon })}</span>
    <button class="btn btn-quiet btn-sm" type="button"
      onClick=${() => app.run("drop_coupon")}>${t("coupon.drop")}</button>
  </div></div>`;
}

/** Why this one: what it saves, beside what each other one would have saved. */
export function PromotionReasons({ row }) {
  const words = useWords();
  const { t, money } = words;
  const given = row.promotions ?? [];
  if (!given.length) return null;
  const [{ terms, others }] = given;
  return html`<section class="t-stack mb-3" data-promotion-reasons aria-label=${t("promotion.title")}>
    <span class="form-label mb-0">${t("promotion.title")}</span>
    <p class="mb-0"><span class="t-badge t-badge-go"><${Icon} name="tag" />${t("promotion.best")}</span>
      ${promotionWords(terms, words)}: <b class="t-money">${money(-sum(given.map((one) => one.off)))}</b></p>
    ${others.map(([other, saved]) => html`<p key=${other.id} class="t-2 t-sm mb-0">
      ${t("promotion.less", { promotion: promotionWords(other, words), amount: money(saved) })}</p>`)}
  </section>`;
}

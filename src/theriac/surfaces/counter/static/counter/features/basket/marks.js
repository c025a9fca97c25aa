/** Class marks and expiry badges: a letter or an icon with words; colour only repeats them. */
import { html } from "../../app/html.js";
import { Icon } from "../shell/icon.js";

/** The legal class in its country's own letter, as the settings of the feed describe it. */
export function ClassMark({ code, words }) {
  const found = words.place.classes[code];
  if (!found) return html`<span></span>`;
  const title = words.className(code);
  return html`<span class=${`t-class t-class-${found.style}`} role="img"
    aria-label=${title} title=${title}>${found.mark}</span>`;
}

/**
 * How near a batch's expiry is, by the thresholds of the settings.
 * @returns {"none"|"held"|"expired"|"stop"|"look"|"calm"}
 */
export function nearness(batch, today, expiry, daysTo) {
  if (batch.status !== "available") return "held";
  if (!batch.expiry) return "none";
  if (batch.expiry <= today) return "expired";
  const days = daysTo(today, batch.expiry);
  if (days <= expiry.stop_days) return "stop";
  return days <= expiry.look_days ? "look" : "calm";
}

const BADGES = {
  none: ["t-badge-line", "question-circle"],
  held: ["t-badge-note", "pause-circle-fill"],
  expired: ["t-badge-solid-stop", "x-octagon-fill"],
  stop: ["t-badge-stop", "hourglass-bottom"],
  look: ["t-badge-look", "hourglass-split"],
  calm: ["", "calendar3"],
};

export function ExpiryBadge({ batch, words, now }) {
  const near = nearness(batch, now, words.place.expiry, words.daysTo);
  const [tone, icon] = BADGES[near];
  return html`<span class=${`t-badge ${tone}`}><${Icon} name=${icon} />${expiryText(near, batch, words, now)}</span>`;
}

function expiryText(near, batch, words, now) {
  const { t } = words;
  if (near === "none") return t("expiry.none");
  if (near === "held") return t("expiry.held");
  if (near === "expired") return t("expiry.expired", { day: words.day(batch.expiry) });
  if (near === "calm") return words.month(batch.expiry);
  return t("expiry.days", { day: words.day(batch.expiry), n: words.daysTo(now, batch.expiry) });
}

/** What a pack of goods with a price of their own costs; nothing for goods that go by the list. */
export function OwnPriceBadge({ price, words }) {
  return html`<span class="t-badge t-badge-go" data-own-price>
    <${Icon} name="tag" />${words.t("take.own_price", { price: words.money(price) })}</span>`;
}

export function OpenedBadge({ words }) {
  return html`<span class="t-badge t-badge-go"><${Icon} name="box2" />${words.t("opened")}</span>`;
}

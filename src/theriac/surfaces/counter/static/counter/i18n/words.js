/** Everything that turns facts into words, bound to one language and one pharmacy. */
import { UnreadableNumber, formatAmount, formatMoney, formatNumber, readMoney } from "../domain/money.js";
import { quantityWords } from "../domain/quantity.js";
import { formatter } from "./format.js";
import { hasWords, translator } from "./translate.js";

/**
 * @param {"en"|"id"} language
 * @param {{currency: string, time_zone: string, country: string}} place
 */
export function createWords(language, place) {
  const t = translator(language);
  const dates = formatter(t, place.time_zone);

  /** "strip", "strips"; a name that the catalogue of words lacks is shown as it is. */
  const unit = (name, count) => {
    const key = `unit.${name.toLowerCase()}`;
    return hasWords(language, key) ? t(key, { n: count }) : name;
  };
  /** "3 strips" */
  const packs = (pack, count) => `${number(count)} ${unit(pack.name, count)}`;
  /** What a product is counted in: "tablets"; of a product that the device no longer knows "base units". */
  const counted = (product) => (product ? unit(product.base_unit, 2) : t("unit.base"));
  /** "Strip of 10", "Capsule" */
  const packTitle = (pack) => {
    const title = capital(unit(pack.name, 1));
    return pack.factor > 1 ? t("pack.of", { pack: title, factor: number(pack.factor) }) : title;
  };
  /** "2 boxes + 3 strips + 4 tablets"; nothing is "None". */
  const quantity = (product, count) => quantityWords(
    Math.max(count, 0), product.packs, (name, n) => packs({ name }, n)) || t("quantity.none");
  const number = (count) => formatNumber(count, place.country);
  const money = (amount) => glued(formatMoney(amount, place.currency, place.country));

  return {
    language, place, t, unit, counted, packs, packTitle, quantity, number, money, ...dates,
    amount: (value) => formatAmount(value, place.currency, place.country),
    parseAmount: (text) => readAmount(text, place),
    rate: (basisPoints) => rateText(basisPoints, place.country === "id" ? "," : "."),
  };
}

/** A sum never breaks between its sign and its digits. */
function glued(text) {
  return text.replace(" ", "\u00a0");
}

/** Minor units of what was typed, above or at zero; null when it can't be read without doubt. */
function readAmount(text, { currency, country }) {
  try {
    const amount = readMoney(text, currency, country);
    return amount < 0 ? null : amount;
  } catch (error) {
    if (error instanceof UnreadableNumber) return null;
    throw error;
  }
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** 1100 basis points are "11%", 250 are "2.5%". */
function rateText(basisPoints, point) {
  const whole = Math.trunc(basisPoints / 100);
  const rest = String(basisPoints % 100).padStart(2, "0").replace(/0+$/, "");
  return `${whole}${rest ? point + rest : ""}%`;
}

/** What an alert is about, in the reader's words. */
import { OF_A_PERSON } from "../../domain/safety/answers.js";

export const inLanguage = (texts, language) => texts[language] ?? texts.en ?? Object.values(texts)[0] ?? "";

const SWAPPED = { ",": ".", ".": "," };

/** A sum of doses with the separators of the country: the checks write 3,000.5 mg everywhere. */
const written = (text, country) => (country === "id" ? text.replace(/[.,]/g, (mark) => SWAPPED[mark]) : text);

/** Thousandths as a number: 500 is 0.5, or 0,5. */
export function doseNumber(milliunits, country) {
  const rest = String(milliunits % 1000).padStart(3, "0").replace(/0+$/, "");
  return written(`${Math.trunc(milliunits / 1000)}${rest ? `.${rest}` : ""}`, country);
}

/** What a day has of a substance, and what it may have at most; "" for an alert without a sum. */
export function sumOf({ arithmetic, subjects }, { t, place }) {
  if (!arithmetic) return "";
  const [sum, most] = written(arithmetic, place.country).split(" > ");
  return t("safety.dose.sum", { sum, substance: subjects[0], most });
}

/** How a line is taken, in short: 3 × 2. */
export const doseText = ({ times, milliunits }, country) => `${times} × ${doseNumber(milliunits, country)}`;

/** The names of what meets: the products, as the basket has them, and what of the patient they meet. */
export function whatMeets(alert, app) {
  const names = alert.medicines.map((id) => app.catalogue.product(id)?.name ?? "").filter(Boolean);
  if (!OF_A_PERSON.includes(alert.check)) return names.join(" × ");
  const [first, second] = alert.subjects;
  const met = alert.acknowledge ? first : second;
  return [names.join(", "), ...(met ? [met] : [])].join(" × ");
}

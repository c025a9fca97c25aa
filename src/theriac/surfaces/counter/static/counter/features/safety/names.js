/** What an alert is about, in the reader's words. */
import { OF_A_PERSON } from "../../domain/safety/answers.js";

export const inLanguage = (texts, language) => texts[language] ?? texts.en ?? Object.values(texts)[0] ?? "";

/** The names of what meets: the products, as the basket has them, and what of the patient they meet. */
export function whatMeets(alert, app) {
  const names = alert.medicines.map((id) => app.catalogue.product(id)?.name ?? "").filter(Boolean);
  if (!OF_A_PERSON.includes(alert.check)) return names.join(" × ");
  const [first, second] = alert.subjects;
  const met = alert.acknowledge ? first : second;
  return [names.join(", "), ...(met ? [met] : [])].join(" × ");
}

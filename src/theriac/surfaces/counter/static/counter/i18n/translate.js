/** Words from the catalogues: `t(key, values)`, with the plural that the language asks for. */
import { en } from "./en.js";
import { id } from "./id.js";

const CATALOGUES = { en, id };
export const LANGUAGES = ["en", "id"];

/**
 * A translator for one language.
 * @param {"en"|"id"} language
 * @returns {(key: string, values?: Record<string, string|number>) => string} A missing key throws:
 *   a test holds the catalogues to the same keys.
 */
export function translator(language) {
  const words = CATALOGUES[language];
  const plural = new Intl.PluralRules(language);
  return (key, values = {}) => {
    const entry = words[key];
    if (entry === undefined) throw new Error(`no words for ${key} in ${language}`);
    const text = typeof entry === "string" ? entry : entry[plural.select(Number(values.n))] ?? entry.other;
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  };
}

/** Whether the catalogue has words for the key. */
export function hasWords(language, key) {
  return key in CATALOGUES[language];
}

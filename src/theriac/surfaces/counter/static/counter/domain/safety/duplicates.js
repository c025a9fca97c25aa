/**
 * Two medicines for the same: by their ATC codes (seven equal characters one ingredient, five one
 * group), and by a substance that both hold. What the device checks is anonymous, so one ingredient
 * twice warns: it may be for two people.
 */
import { isLocal } from "./medicines.js";

const ATC_GROUP = 5;
const ATC_SUBSTANCE = 7;
const WARN = 2;
const SAID = {
  same_ingredient: {
    en: "Both contain the same active substance: the doses add up.",
    id: "Keduanya berisi zat aktif yang sama: dosisnya bertambah.",
  },
  same_atc4: {
    en: "Both belong to the same group and work alike.",
    id: "Keduanya satu golongan dan bekerja serupa.",
  },
};
const TO_DO = {
  en: "Ask whether both are meant. If not, dispense one.",
  id: "Tanyakan apakah keduanya memang dimaksud. Jika tidak, serahkan satu saja.",
};
const SOURCE = "WHO ATC";

const isCoded = ({ atc }) => atc.length === ATC_SUBSTANCE;

/** One alert a pair of medicines, the harder one; what has no ATC code is named. */
export function duplicates(medicines, holders) {
  const found = new Map();
  const take = (level, subject, one, two) => {
    const key = `${one.id}\n${two.id}`;
    if (!found.has(key)) found.set(key, alertOf(level, subject, one, two));
  };
  for (const [substance, having] of holders) {
    for (const [one, two] of pairs(having)) {
      if (isLocal(one) === isLocal(two)) take("same_ingredient", substance, one, two);
    }
  }
  for (const [one, two] of pairs(medicines.filter(isCoded))) {
    const group = one.atc.slice(0, ATC_GROUP);
    if (group !== two.atc.slice(0, ATC_GROUP)) continue;
    if (one.atc === two.atc) take("same_ingredient", one.atc, one, two);
    else take("same_atc4", group, one, two);
  }
  const gaps = medicines.filter((one) => !isCoded(one))
    .map(({ name }) => ({ check: "duplicates", why: "no_atc", what: name }));
  return { alerts: [...found.values()], gaps };
}

function alertOf(level, subject, one, two) {
  return {
    check: "duplicates", tier: WARN, rule: `duplicate:${level}`, subjects: [subject],
    medicines: [one.id, two.id], said: SAID[level], to_do: TO_DO, source: SOURCE, of: null,
  };
}

function* pairs(rows) {
  for (let first = 0; first < rows.length; first += 1) {
    for (let second = first + 1; second < rows.length; second += 1) yield [rows[first], rows[second]];
  }
}

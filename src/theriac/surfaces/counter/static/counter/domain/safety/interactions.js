/** Interactions: every unordered pair of substances of the basket. */
import { ATC } from "./knowledge.js";

const ATC_LENGTHS = [3, 4, 5, 7];

/** One alert a pair of substances and rule, the hardest; what one medicine alone combines is none. */
export function interactions(knowledge, holders, medicines) {
  const present = presentTerms(knowledge, holders, medicines);
  const found = new Map();
  for (const [term, firsts] of present) {
    const others = knowledge.pairs.get(term);
    for (const [other, seconds] of others ? present : []) {
      const lines = others.get(other);
      if (lines) meet(found, lines, firsts, seconds, holders);
    }
  }
  return [...found.values()].sort((one, other) => compare(one.key, other.key)).map(({ alert }) => alert);
}

/** Each term with the substances that have it, by ATC groups too where a set speaks of them. */
function presentTerms(knowledge, holders, medicines) {
  const present = new Map();
  const put = (term, substance) => {
    if (present.has(term)) present.get(term).push(substance);
    else present.set(term, [substance]);
  };
  for (const substance of holders.keys()) {
    for (const term of knowledge.termsOf(substance)) put(term, substance);
  }
  for (const { atc, contents } of knowledge.hasAtc ? medicines : []) {
    if (!atc || !contents.length) continue;
    for (const length of ATC_LENGTHS) put(`${ATC}${atc.slice(0, length)}`, contents[0]);
  }
  return present;
}

function meet(found, lines, firsts, seconds, holders) {
  for (const one of firsts) {
    for (const two of seconds) {
      if (one < two) take(found, lines, [one, two], holders);
    }
  }
}

function take(found, lines, pair, holders) {
  const ids = [...new Set(pair.flatMap((substance) => holders.get(substance).map(({ id }) => id)))];
  if (ids.length < 2) return;
  for (const line of lines) {
    const rule = line.rule || `${line.kind}:${line.first}:${line.second}`;
    const key = [...pair, `${line.of.name}/${rule}`];
    const place = key.join("\n");
    const before = found.get(place);
    if (before && before.alert.tier <= line.tier) continue;
    const { tier, said, to_do, source, of } = line;
    const alert = { check: "interactions", tier, rule, subjects: pair, medicines: ids, said, to_do, source, of };
    found.set(place, { key, alert });
  }
}

function compare(one, other) {
  for (let at = 0; at < one.length; at += 1) {
    if (one[at] !== other[at]) return one[at] < other[at] ? -1 : 1;
  }
  return 0;
}

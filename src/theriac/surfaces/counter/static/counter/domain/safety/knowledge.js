/**
 * The sets of safety checks in force, in the shape in which a check asks them: the twin of the server's
 * `clinical/rules/knowledge.py`, for what a device checks, a basket for nobody known. A class is its
 * set's own: two sets may mean different things by one word.
 *
 * @typedef {{name: string, edition: string}} SetName
 * @typedef {{kind: string, first: string, second: string, rule: string, tier: number, amount: number|null,
 *   said: Record<string, string>, to_do: Record<string, string>, source: string, by_weight: boolean,
 *   from_months: number|null, to_months: number|null, of: SetName}} KnownLine
 */
const SALTS = new Set((
  "acetate besilate besylate bromide calcium citrate diphosphate disodium fumarate hbr hcl "
  + "hydrate hydrobromide hydrochloride hydroxide maleate mesylate monohydrate nitrate phosphate "
  + "potassium sodium succinate sulfate sulphate tartrate trihydrate").split(" "));
export const ATC = "atc ";
/** What the server leaves out of a line that has none of it. */
const LEFT_OUT = {
  second: "", rule: "", said: {}, to_do: {}, source: "", amount: null, by_weight: false, from_months: null,
  to_months: null,
};

const added = (map, key, make) => {
  if (!map.has(key)) map.set(key, make());
  return map.get(key);
};
const list = () => [];
const map = () => new Map();

/** @param {{name: string, edition: string, checks: string[], lines: object[]}[]} sets as the server sends them
 * @param {{check: string, set_name: string, rule: string, tier: number}[]} [weights] tiers of rules at this pharmacy */
export function createKnowledge(sets, weights = []) {
  const tiers = new Map(weights.map((one) => [ruleKey(one.check, one.set_name ?? "", one.rule), one.tier]));
  const names = namesOf(sets);
  const known = { sets: new Map(), pairs: new Map(), doses: new Map(), classes: new Map(), hasAtc: false };

  /** The substances that a name means: by other names, without salts; else itself. */
  function substancesOf(written) {
    if (names.has(written)) return names.get(written);
    const words = written.split(" ");
    while (words.length > 1 && SALTS.has(words[words.length - 1])) {
      words.pop();
      const bare = words.join(" ");
      if (names.has(bare)) return names.get(bare);
    }
    return [words.join(" ")];
  }

  sets.forEach((set, number) => {
    const of = { name: set.name, edition: set.edition };
    for (const check of set.checks) added(known.sets, check, list).push(of);
    placeLines(known, set.lines.map((line) => ({ ...LEFT_OUT, ...line, of })), number, substancesOf);
  });

  return {
    substancesOf,
    setsOf: (check) => known.sets.get(check) ?? [],
    pairs: known.pairs,
    hasAtc: known.hasAtc,
    /** The alert with the tier that its rule has at this pharmacy. */
    weighed(alert) {
      const tier = tiers.get(ruleKey(alert.check, alert.of?.name ?? "", alert.rule));
      return tier === undefined ? alert : { ...alert, tier };
    },
    dosesOf: (substance) => termsOf(known, substance).flatMap((term) => known.doses.get(term) ?? []),
    termsOf: (substance) => termsOf(known, substance),
  };
}

const ruleKey = (check, setName, rule) => JSON.stringify([check, setName, rule]);
const termsOf = ({ classes }, substance) => [substance, ...(classes.get(substance) ?? [])];

/** Other names with the substances that they mean; a later set's word counts. */
function namesOf(sets) {
  const names = new Map();
  for (const { lines } of sets) {
    const own = new Map();
    for (const line of lines) {
      if (line.kind === "name") added(own, line.first, list).push(line.second);
    }
    for (const [name, found] of own) names.set(name, found);
  }
  return names;
}

function placeLines(known, lines, number, substancesOf) {
  const classes = new Set(lines.filter((line) => line.kind === "member").map((line) => line.second));
  const terms = (word) => {
    if (classes.has(word)) return [`${number}:${word}`];
    if (!word.startsWith(ATC)) return substancesOf(word);
    known.hasAtc = true;
    return [word];
  };
  for (const line of lines) {
    if (line.kind === "name") continue;
    for (const first of terms(line.first)) {
      if (line.kind === "dose") added(known.doses, first, list).push(line);
      else for (const second of terms(line.second)) join(known, line, first, second);
    }
  }
}

function join(known, line, first, second) {
  if (line.kind === "member") {
    added(known.classes, first, () => new Set()).add(second);
    return;
  }
  added(added(known.pairs, first, map), second, list).push(line);
  if (first !== second) added(added(known.pairs, second, map), first, list).push(line);
}

/**
 * What is checked: the products of a basket with their substances.
 *
 * @typedef {{id: string, name: string, contents: string[], amounts: string[], atc: string, dose_form: string,
 *   doses: import("./doses.js").Dose[], is_partly_said: boolean}} Medicine
 *   `amounts`: of each of its contents micrograms in a base unit, as a whole number or ratio, "" where not known;
 *   `doses`: one for each line that says how it is taken; `is_partly_said`: a further line of it doesn't
 */
const LOCAL_ATC = ["A01", "C05A", "C05B", "D", "G01", "M02", "R01A", "R02", "S"];
const SYSTEMIC_ATC = ["D01B", "D05B", "D10B"];
const LOCAL_FORMS = new Set(["cream", "ointment", "gel", "eye drops", "ear drops", "shampoo", "lotion"]);

/** Whether it acts where it is put, by its ATC code, else by its form. */
export function isLocal({ atc, dose_form: form }) {
  if (!atc) return LOCAL_FORMS.has(form);
  const begins = (groups) => groups.some((group) => atc.startsWith(group));
  return begins(LOCAL_ATC) && !begins(SYSTEMIC_ATC);
}

/** The medicine by the substances that its contents' names mean; a combination's name says nothing of each amount. */
export function expanded(knowledge, medicine) {
  const amounts = new Map();
  medicine.contents.forEach((one, index) => {
    const means = knowledge.substancesOf(one);
    const amount = means.length === 1 ? medicine.amounts?.[index] ?? "" : "";
    for (const substance of means) {
      if (!amounts.has(substance)) amounts.set(substance, amount);
    }
  });
  return { ...medicine, contents: [...amounts.keys()], amounts };
}

/** Each substance with the medicines that hold it. @returns {Map<string, Medicine[]>} */
export function holdersOf(medicines) {
  const holders = new Map();
  for (const one of medicines) {
    for (const substance of one.contents) {
      if (holders.has(substance)) holders.get(substance).push(one);
      else holders.set(substance, [one]);
    }
  }
  return holders;
}

/**
 * The basket's products, each once, with the doses of its lines; what left the catalogue isn't known.
 * @param {{product: object, dose: import("./doses.js").Dose|null}[]} lines @returns {Medicine[]}
 */
export function medicinesOf(lines) {
  const found = new Map();
  for (const { product, dose } of lines) {
    const said = dose ? [dose] : [];
    const known = found.get(product.id);
    found.set(product.id, known ? withLine(known, said) : medicineOf(product, said));
  }
  return [...found.values()];
}

function medicineOf(product, doses) {
  return {
    id: product.id, name: product.name, contents: product.contents ?? [], amounts: product.amounts ?? [],
    atc: product.atc ?? "", dose_form: product.generic_form ?? "", doses, is_partly_said: false,
  };
}

function withLine(known, said) {
  const differs = Boolean(known.doses.length) !== Boolean(said.length);
  return { ...known, doses: [...known.doses, ...said], is_partly_said: known.is_partly_said || differs };
}

/**
 * What is checked: the products of a basket with their substances.
 *
 * @typedef {{id: string, name: string, contents: string[], atc: string, dose_form: string}} Medicine
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

/** The medicine by the substances that its contents' names mean. */
export function expanded(knowledge, medicine) {
  const contents = new Set(medicine.contents.flatMap((one) => knowledge.substancesOf(one)));
  return { ...medicine, contents: [...contents] };
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

/** The basket's products, each once; what left the catalogue isn't known. @returns {Medicine[]} */
export function medicinesOf(products) {
  const found = new Map();
  for (const product of products) {
    if (!found.has(product.id)) {
      found.set(product.id, {
        id: product.id, name: product.name, contents: product.contents ?? [], atc: product.atc ?? "",
        dose_form: product.generic_form ?? "",
      });
    }
  }
  return [...found.values()];
}

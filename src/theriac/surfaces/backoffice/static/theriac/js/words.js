// The sentences that scripts say, in the page's language: base.html writes them, none is here.
const words = document.getElementById("t-words");

/** The sentence of that name; the name itself where the page gives none. */
export function say(name) {
  return words?.dataset[name] ?? name;
}

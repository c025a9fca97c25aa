/** One spelling for what sounds alike in English, Indonesian and Indian medicine names. */

const RULES = [
  [/ph/g, "f"],
  [/ch|kh|ck/g, "k"],
  [/th/g, "t"],
  [/rh/g, "r"],
  [/gh/g, "g"],
  [/dj/g, "j"],
  [/xc/g, "ks"],
  [/cc(?=[eiy])/g, "ks"],
  [/sc(?=[eiy])/g, "s"],
  [/c(?=[eiy])/g, "s"],
  [/[cq]/g, "k"],
  [/x/g, "ks"],
  [/y/g, "i"],
  [/z/g, "s"],
  [/v/g, "f"],
  [/[ao]e/g, "e"],
  [/(.)\1+/g, "$1"],
  [/(?<=...)e$/, ""],
];

export const isLetters = (text) => /^[a-z]+$/.test(text);

/** How the word sounds, in letters; a word with other than a to z stays as it is. */
export function sound(word) {
  if (!isLetters(word)) return word;
  return RULES.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), word);
}

/** How a word that is still being typed may sound: what follows changes a last c or p. */
export function soundsOfBeginning(word) {
  const found = [sound(word)];
  if (word.endsWith("c")) found.push(sound(`${word}e`));
  if (word.endsWith("p")) found.push(sound(`${word}h`));
  return found;
}

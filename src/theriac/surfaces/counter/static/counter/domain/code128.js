/**
 * Code 128 (ISO/IEC 15417): the bars of a text in visible ASCII, such as a receipt's number. Pure.
 * Runs of digits are written two in one sign (code set C), so that a number fits a roll of 58 mm.
 */
const WIDTHS = (
  "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 "
  + "123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 "
  + "232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 "
  + "313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 "
  + "111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 "
  + "111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 "
  + "114311 411113 411311 113141 114131 311141 411131 211412 211214 211232"
).split(" ");
const STOP = "2331112";
const [TO_C, TO_B, START_B, START_C] = [99, 100, 104, 105];
const FEWEST_DIGITS = 4; // fewer aren't shorter in set C
/** Empty modules that a reader needs on each side. */
export const QUIET = 10;

/**
 * The widths of bars and spaces by turns, a bar first, in modules; without the quiet zones.
 * @param {string} text @returns {number[]} Throws RangeError for a text that is empty or holds other signs.
 */
export function code128(text) {
  if (!/^[ -~]+$/.test(text)) throw new RangeError("Code 128 holds visible ASCII");
  const signs = signsOf(text);
  const check = signs.reduce((sum, sign, index) => sum + sign * Math.max(index, 1), 0) % 103;
  return [...[...signs, check].map((sign) => WIDTHS[sign]), STOP].join("").split("").map(Number);
}

/** @returns {number[]} the values of the signs, the start first */
function signsOf(text) {
  const signs = [];
  let at = 0;
  let set = null;
  const enter = (next, start, change) => {
    if (set !== next) signs.push(set === null ? start : change);
    set = next;
  };
  while (at < text.length) {
    const [digits] = /^\d*/.exec(text.slice(at));
    const odd = digits.length % 2;
    if (digits.length - odd >= FEWEST_DIGITS && (set === "C" || !odd || digits.length === text.length)) {
      enter("C", START_C, TO_C);
      for (let pair = 0; pair + 1 < digits.length; pair += 2) signs.push(Number(digits.slice(pair, pair + 2)));
      at += digits.length - odd;
    } else {
      enter("B", START_B, TO_B);
      signs.push(text.charCodeAt(at) - 32);
      at += 1;
    }
  }
  return signs;
}

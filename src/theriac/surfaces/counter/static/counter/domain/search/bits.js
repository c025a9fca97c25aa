/** Sets of documents as bits: bit n of word n / 32 stands for document n. */

/** @typedef {Uint32Array} Bits */

export const emptyBits = (size) => new Uint32Array((size >>> 5) + 1);

export function setBit(bits, number) {
  bits[number >>> 5] |= 1 << (number & 31);
}

export const hasBit = (bits, number) => (bits[number >>> 5] & (1 << (number & 31))) !== 0;

export function orInto(target, bits) {
  for (let word = 0; word < bits.length; word += 1) target[word] |= bits[word];
}

/** The members of both, or null where there are none. */
export function both(one, other) {
  const result = new Uint32Array(one.length);
  let any = 0;
  for (let word = 0; word < one.length; word += 1) {
    const value = one[word] & other[word];
    result[word] = value;
    any |= value;
  }
  return any ? result : null;
}

/** The members of one that the other lacks, or null where there are none. */
export function without(one, other) {
  const result = new Uint32Array(one.length);
  let any = 0;
  for (let word = 0; word < one.length; word += 1) {
    const value = one[word] & ~other[word];
    result[word] = value;
    any |= value;
  }
  return any ? result : null;
}

export function countBits(bits) {
  let count = 0;
  for (let word = 0; word < bits.length; word += 1) {
    let value = bits[word];
    value -= (value >>> 1) & 0x55555555;
    value = (value & 0x33333333) + ((value >>> 2) & 0x33333333);
    count += (((value + (value >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
  }
  return count;
}

/** The members, in order. */
export function numbersIn(bits) {
  const found = [];
  for (let word = 0; word < bits.length; word += 1) {
    let value = bits[word];
    while (value) {
      const lowest = value & -value;
      found.push((word << 5) + 31 - Math.clz32(lowest));
      value ^= lowest;
    }
  }
  return found;
}

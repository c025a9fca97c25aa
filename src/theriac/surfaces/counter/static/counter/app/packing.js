/** Texts made small and whole again by the browser (raw DEFLATE); an older browser packs nothing. */

/** @returns {Promise<{bytes: Uint8Array, isPacked: boolean}>} */
export async function packed(text) {
  const bytes = new TextEncoder().encode(text);
  if (!("CompressionStream" in globalThis)) return { bytes, isPacked: false };
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return { bytes: new Uint8Array(await new Response(stream).arrayBuffer()), isPacked: true };
}

/**
 * The text again; no more of it is unpacked than `most` bytes.
 * @returns {Promise<string|null>} null for what isn't packed so, or is larger
 */
export async function unpacked(bytes, isPacked, most) {
  try {
    const whole = isPacked ? await inflated(bytes, most) : bytes;
    return whole && whole.length <= most ? new TextDecoder("utf-8", { fatal: true }).decode(whole) : null;
  } catch (error) {
    console.warn(error);
    return null;
  }
}

async function inflated(bytes, most) {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const parts = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > most) {
      await reader.cancel();
      return null;
    }
    parts.push(next.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

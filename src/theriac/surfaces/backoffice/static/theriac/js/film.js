// The camera as a scanner: a film in the page, and what the counter's reader reads in it.
const LOOK_MS = 150;
/** A code that was out of sight for so long counts again. */
const GONE_MS = 1200;

/** Whether this device has a camera that the page may ask for. */
export async function hasCamera() {
  const devices = navigator.mediaDevices;
  if (!devices?.getUserMedia) return false;
  const known = await devices.enumerateDevices().catch(() => []);
  return known.some((one) => one.kind === "videoinput");
}

/**
 * A film that is opened and closed. `reader` is the address of the counter's camera; `box` is
 * hidden while nothing is filmed; `seen` is told each code once while it is in sight; `failed` is
 * told "refused" or "none".
 * @param {{reader: string, box: HTMLElement, video: HTMLVideoElement, seen: (text: string) => void,
 *   failed: (why: string) => void}} parts
 */
export function film({ reader, box, video, seen, failed }) {
  let stream = null;
  let timer = null;

  /** `last` is a code that was taken already and may still be in sight. */
  async function open(last = null) {
    const { browserCamera } = await import(reader);
    const camera = browserCamera();
    if (!camera) {
      failed("none");
      return;
    }
    try {
      stream = (await camera.open()).stream;
    } catch (problem) {
      failed(problem.name === "NotAllowedError" ? "refused" : "none");
      return;
    }
    video.srcObject = stream;
    box.hidden = false;
    await video.play();
    const sight = { text: last, at: Date.now(), missed: Date.now() };
    const look = async () => {
      if (!stream) return;
      const text = await camera.read(video).catch(() => null);
      if (!stream) return;
      const now = Date.now();
      const isNew = text && (text !== sight.text || sight.missed - sight.at > GONE_MS);
      if (text) Object.assign(sight, { text, at: now });
      sight.missed = now;
      if (isNew) seen(text);
      timer = setTimeout(look, LOOK_MS);
    };
    look();
  }

  function close() {
    clearTimeout(timer);
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = null;
    box.hidden = true;
  }

  return { open, close };
}

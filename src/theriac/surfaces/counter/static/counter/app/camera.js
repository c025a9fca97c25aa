/**
 * The camera and what reads codes in its picture: the browser's own reader where it knows the codes
 * of medicine packs, else the vendored one, fetched when the camera is first opened.
 */
const WANTED = ["data_matrix", "qr_code", "ean_13", "ean_8", "code_128"];
const PICTURE = { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 } };
const WIDEST = 1280;
/** Symbologies whose identifier says that the text is a GS1 message. */
const GS1 = new Set(["]C1", "]d2", "]Q3", "]e0"]);

/** @returns {object|null} null where a page may not have a camera (plain HTTP) */
export function browserCamera() {
  const devices = navigator.mediaDevices;
  if (!devices?.getUserMedia) return null;
  let reader = null;
  return {
    /** @returns {Promise<{stream: MediaStream, torch: null|((on: boolean) => Promise<void>)}>} */
    async open() {
      const stream = await devices.getUserMedia({ video: PICTURE, audio: false });
      const [track] = stream.getVideoTracks();
      const lights = Boolean(track.getCapabilities?.().torch);
      const torch = lights ? (on) => track.applyConstraints({ advanced: [{ torch: on }] }) : null;
      return { stream, torch };
    },
    /** The code in the picture of a video, or null. */
    async read(video) {
      if (!video.videoWidth) return null;
      reader ??= openReader();
      return (await reader)(video);
    },
  };
}

async function openReader() {
  return (await nativeReader()) ?? vendoredReader();
}

async function nativeReader() {
  if (!("BarcodeDetector" in window)) return null;
  const known = await window.BarcodeDetector.getSupportedFormats();
  if (!WANTED.every((format) => known.includes(format))) return null;
  const detector = new window.BarcodeDetector({ formats: WANTED });
  return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
}

async function vendoredReader() {
  const { prepareZXingModule, readBarcodes } = await import("../vendor/zxing-wasm/reader/index.js");
  const locateFile = (name) => new URL(`../vendor/zxing-wasm/reader/${name}`, import.meta.url).href;
  await prepareZXingModule({ overrides: { locateFile }, fireImmediately: true });
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  return async (video) => {
    const scale = Math.min(1, WIDEST / video.videoWidth);
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    pen.drawImage(video, 0, 0, canvas.width, canvas.height);
    const picture = pen.getImageData(0, 0, canvas.width, canvas.height);
    const [found] = await readBarcodes(picture, { textMode: "Plain", tryHarder: true, maxNumberOfSymbols: 1 });
    if (!found?.text) return null;
    return GS1.has(found.symbologyIdentifier) ? found.symbologyIdentifier + found.text : found.text;
  };
}

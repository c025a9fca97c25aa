/** Scanning with the camera: it reads on until it is closed; each code counts once while it is in sight. */
import { html, useLayoutEffect, useRef, useState } from "../../app/html.js";
import { useApp, useWords } from "../../app/store.js";
import { Dialog } from "../shell/dialog.js";
import { Icon } from "../shell/icon.js";

const LOOK_MS = 120;
/** A code that was out of sight for so long counts again. */
const GONE_MS = 1200;

export function CameraDialog() {
  const { t } = useWords();
  const app = useApp();
  const video = useRef(null);
  const [state, setState] = useState({ kind: "opening", torch: null });
  const [lit, setLit] = useState(false);
  useLayoutEffect(() => look(app, video, setState), []);
  const light = async () => {
    await state.torch(!lit).catch(() => {});
    setLit(!lit);
  };
  const foot = state.torch && html`<button class="btn btn-plain" type="button"
      aria-pressed=${lit ? "true" : "false"} onClick=${light}>
    <${Icon} name="lightbulb" />${t("camera.torch")}</button>`;
  return html`<${Dialog} title=${t("camera.title")} onClose=${app.close} foot=${foot}>
    <div class="t-camera" hidden=${state.kind !== "looking"}><video ref=${video} muted playsinline
      aria-label=${t("camera.picture")}></video></div>
    <p role="status" class=${state.kind === "looking" ? "t-2 mt-2 mb-0" : "mb-0"}>${t(`camera.${state.kind}`)}</p>
  </${Dialog}>`;
}

/** Why the camera didn't open, as the dialogue says it. */
function whyNot(error) {
  if (error.name === "NotAllowedError") return "refused";
  return error.name === "NotFoundError" ? "none" : "busy";
}

/** Follow the picture until the dialogue closes. @returns {() => void} */
function look(app, video, setState) {
  const { camera, clock } = app.env;
  let open = true;
  let stream = null;
  let timer = null;
  let last = { text: null, at: 0, missed: 0 };

  async function next() {
    if (!open) return;
    const text = await camera.read(video.current).catch((error) => {
      console.warn(error);
      return null;
    });
    if (!open) return;
    const now = clock.now();
    const gone = last.missed - last.at > GONE_MS; // a slow look at it is no absence
    if (text && (text !== last.text || gone)) app.run("scanned", text);
    last = text ? { text, at: now, missed: now } : { ...last, missed: now };
    timer = clock.later(next, LOOK_MS);
  }

  async function begin() {
    if (!camera) {
      setState({ kind: "insecure", torch: null });
      return;
    }
    try {
      const opened = await camera.open();
      stream = opened.stream;
      if (!open) {
        stop();
        return;
      }
      video.current.srcObject = stream;
      await video.current.play();
      setState({ kind: "looking", torch: opened.torch });
      next();
    } catch (error) {
      setState({ kind: whyNot(error), torch: null });
    }
  }

  function stop() {
    for (const track of stream?.getTracks() ?? []) track.stop();
  }

  begin();
  return () => {
    open = false;
    clock.cancel(timer);
    stop();
  };
}

/** What dialogues with a camera share: its picture, its light, and reading on until they are closed. */
import { html, useLayoutEffect, useRef, useState } from "../../app/html.js";
import { useApp, useWords } from "../../app/store.js";
import { Icon } from "../shell/icon.js";

const LOOK_MS = 120;
/** A code that was out of sight for so long counts again. */
const GONE_MS = 1200;

/** @param {(text: string) => void} onText hears each code once while it is in sight */
export function useCamera(onText) {
  const app = useApp();
  const video = useRef(null);
  const hear = useRef(onText);
  hear.current = onText;
  const [state, setState] = useState({ kind: "opening", torch: null });
  useLayoutEffect(() => look(app, video, setState, (text) => hear.current(text)), []);
  return { video, state };
}

/** The picture, and what is told of the camera while there is none. */
export function CameraPicture({ video, state, looking }) {
  const { t } = useWords();
  return html`<div class="t-camera" hidden=${state.kind !== "looking"}><video ref=${video} muted playsinline
      aria-label=${t("camera.picture")}></video></div>
    <p role="status" class=${state.kind === "looking" ? "t-2 mt-2 mb-0" : "mb-0"}>
      ${state.kind === "looking" ? looking : t(`camera.${state.kind}`)}</p>`;
}

/** The light of the camera, where it has one. */
export function Torch({ state }) {
  const { t } = useWords();
  const [lit, setLit] = useState(false);
  const light = async () => {
    await state.torch(!lit).catch(() => {});
    setLit(!lit);
  };
  return state.torch && html`<button class="btn btn-plain" type="button"
      aria-pressed=${lit ? "true" : "false"} onClick=${light}>
    <${Icon} name="lightbulb" />${t("camera.torch")}</button>`;
}

/** Why the camera didn't open, as the dialogue says it. */
function whyNot(error) {
  if (error.name === "NotAllowedError") return "refused";
  return error.name === "NotFoundError" ? "none" : "busy";
}

/** Follow the picture until the dialogue closes. @returns {() => void} */
function look(app, video, setState, onText) {
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
    if (text && (text !== last.text || gone)) onText(text);
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

/** Scanning with the camera: it reads on until it is closed; each code counts once while it is in sight. */
import { html } from "../../app/html.js";
import { useApp, useWords } from "../../app/store.js";
import { Dialog } from "../shell/dialog.js";
import { CameraPicture, Torch, useCamera } from "./looking.js";

export function CameraDialog() {
  const { t } = useWords();
  const app = useApp();
  const { video, state } = useCamera((text) => app.run("scanned", text));
  const foot = state.torch && html`<${Torch} state=${state} />`;
  return html`<${Dialog} title=${t("camera.title")} onClose=${app.close} foot=${foot}>
    <${CameraPicture} video=${video} state=${state} looking=${t("camera.looking")} /></${Dialog}>`;
}

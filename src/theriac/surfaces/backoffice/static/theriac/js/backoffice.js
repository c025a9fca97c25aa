// Everything that the back office's pages do in the browser, put together.
import { setUpDays } from "./days.js";
import { setUpDialogs } from "./dialogs.js";
import { setUpForms } from "./fields.js";
import { setUpIdle } from "./idle.js";
import { setUpLook } from "./look.js";
import { setUpMenus } from "./menus.js";
import { setUpNarrow } from "./narrow.js";
import { setUpPages } from "./pages.js";
import { setUpPalette } from "./palette.js";
import { setUpSelection } from "./selection.js";
import { setUpToasts } from "./toasts.js";

setUpMenus();
setUpDialogs();
setUpPalette();
setUpToasts();
setUpForms();
setUpDays();
setUpNarrow();
setUpLook();
setUpPages();
setUpSelection();
setUpIdle();

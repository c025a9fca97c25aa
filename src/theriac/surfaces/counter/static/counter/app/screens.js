/** Which screen is shown, and how it is laid out on desktop, tablet and phone. */
import { html, useLayoutEffect } from "./html.js";
import { useApp, useSelect, useWords } from "./store.js";
import { AccountDialog } from "../features/accounts/dialog.js";
import { ApproveDialog, DiscountDialog } from "../features/approval/dialogs.js";
import { PatientBanner } from "../features/patient/banner.js";
import { HistoryDialog } from "../features/patient/history.js";
import { PatientDialog } from "../features/patient/dialog.js";
import { HandDialog } from "../features/basket/hand.js";
import { LineDialog } from "../features/basket/line_dialog.js";
import { BasketPanel, PayButton, PhoneLines, TaxLines, Total } from "../features/basket/panel.js";
import { PrescriptionDialog } from "../features/basket/prescription.js";
import { Cards } from "../features/basket/cards.js";
import { AnswerDialog } from "../features/safety/answer.js";
import { DoseDialog } from "../features/safety/dose.js";
import { SafetyCard } from "../features/safety/card.js";
import { DeviceDialog } from "../features/device/dialog.js";
import { HardwareDialog } from "../features/hardware/dialog.js";
import { DutyDialog } from "../features/duty/dialog.js";
import { GiftCardDialog } from "../features/gift_cards/dialog.js";
import { TopUpDialog } from "../features/gift_cards/top_up.js";
import { MemberBar } from "../features/loyalty/bar.js";
import { MemberDialog } from "../features/loyalty/dialog.js";
import { EquivalentsDialog } from "../features/equivalents/dialog.js";
import { FavouritesDialog } from "../features/favourites/tiles.js";
import { FindPanel, Hits, SearchField } from "../features/find/find.js";
import { KeepCodeDialog } from "../features/link/note.js";
import { LinkDialog } from "../features/link/dialog.js";
import { ReceivedPaper } from "../features/money/received.js";
import { ParkDialog } from "../features/park/dialog.js";
import { ApproveChargeDialog } from "../features/pay/charge.js";
import { PayScreen } from "../features/pay/screen.js";
import { QueueDialog } from "../features/queue/dialog.js";
import { QueueKiosk, QueueScreen } from "../features/queue/pages.js";
import { QuotationDialog } from "../features/quotation/dialog.js";
import { QuotedPaper } from "../features/quotation/paper.js";
import { QuotedPrices } from "../features/quotation/prices.js";
import { ReceiptsDialog } from "../features/receipt/finder.js";
import { SendDialog } from "../features/receipt/send.js";
import { Paper } from "../features/receipt/receipt.js";
import { ReadyDialog } from "../features/prescriptions/dialog.js";
import { ReservedDialog } from "../features/reserved/named.js";
import { Banner, Head } from "../features/shell/head.js";
import { CameraDialog } from "../features/scan/camera.js";
import { ReturnDialog } from "../features/returns/dialog.js";
import { ApproveExchangeDialog, ExchangeBar, NoteDialog } from "../features/returns/exchange.js";
import { UnreceiptedDialog } from "../features/returns/unreceipted.js";
import { CouponBar } from "../features/promotions/given.js";
import { CouponDialog } from "../features/promotions/dialog.js";
import { CreditNotePaper } from "../features/returns/paper.js";
import { FootKeys, HelpDialog } from "../features/shell/help.js";
import { Icon } from "../features/shell/icon.js";
import { MoreDialog } from "../features/shell/more.js";
import { Palette } from "../features/shell/palette.js";
import { Announcements, Toast } from "../features/shell/toast.js";
import { OwnPinDialog } from "../features/start/own_pin.js";
import { BrokenScreen, PairingScreen, SignInScreen, StartingScreen } from "../features/start/screens.js";
import { ShowCodesDialog } from "../features/sync/show_codes.js";
import { TakeCodesDialog } from "../features/sync/take_codes.js";
import { UnsentDialog } from "../features/sync/unsent.js";
import { TillDialog } from "../features/till/dialog.js";
import { TillPaper } from "../features/till/report.js";
import { EndTrainingDialog, TrainingDialog } from "../features/training/dialog.js";
import { UnmetDialog } from "../features/unmet/dialog.js";

const DIALOGS = {
  help: HelpDialog, more: MoreDialog, palette: Palette, unsent: UnsentDialog, device: DeviceDialog,
  hardware: HardwareDialog, show_codes: ShowCodesDialog, take_codes: TakeCodesDialog,
  line: LineDialog, camera: CameraDialog, hand: HandDialog, park: ParkDialog, prescription: PrescriptionDialog,
  own_pin: OwnPinDialog, discount: DiscountDialog, approve: ApproveDialog, patient: PatientDialog,
  equivalents: EquivalentsDialog, receipts: ReceiptsDialog,
  send_document: SendDialog, link: LinkDialog, reserved: ReservedDialog,
  keep_code: KeepCodeDialog, answer_alert: AnswerDialog, dose: DoseDialog, duty: DutyDialog, member: MemberDialog,
  favourites: FavouritesDialog, ready: ReadyDialog, till: TillDialog, unmet: UnmetDialog, return: ReturnDialog,
  unreceipted: UnreceiptedDialog, approve_exchange: ApproveExchangeDialog, note: NoteDialog, coupon: CouponDialog,
  quotation: QuotationDialog, quoted_prices: QuotedPrices,
  queue: QueueDialog, history: HistoryDialog, training: TrainingDialog, training_end: EndTrainingDialog,
  account: AccountDialog, gift_card: GiftCardDialog, top_up: TopUpDialog, approve_charge: ApproveChargeDialog,
};

export function Root() {
  const phase = useSelect((state) => state.phase);
  const dialog = useSelect((state) => state.dialog);
  const layout = useSelect((state) => state.layout);
  const broken = useSelect((state) => state.broken);
  const selling = phase === "desk" || phase === "paying";
  const { training } = useApp();
  useLayoutEffect(() => {
    document.body.className = bodyClass(selling, layout) + (training ? " t-training" : "");
  }, [selling, layout]);
  const Dialogue = dialog ? DIALOGS[dialog.kind] : null;
  return html`<${Screen} phase=${phase} layout=${layout} broken=${broken} />
    ${Dialogue && html`<${Dialogue} key=${dialog.kind} ...${dialog} />`}
    ${selling && html`<${Toast} />`}<${Announcements} /><${Paper} /><${TillPaper} />
    <${CreditNotePaper} /><${QuotedPaper} /><${ReceivedPaper} />`;
}

function bodyClass(selling, layout) {
  if (!selling) return "t-counter-start";
  return layout === "phone" ? "t-counter t-phone-counter" : "t-counter";
}

function Screen({ phase, layout, broken }) {
  if (phase === "queue_screen") return html`<${QueueScreen} />`;
  if (phase === "queue_kiosk") return html`<${QueueKiosk} />`;
  if (phase === "broken") return html`<${BrokenScreen} what=${broken} />`;
  if (phase === "pairing") return html`<${PairingScreen} />`;
  if (phase === "signin") return html`<${SignInScreen} />`;
  if (phase === "starting") return html`<${StartingScreen} />`;
  return html`<${Head} /><${Banner} />
    ${phase === "paying" ? html`<${PayScreen} />` : layout === "phone" ? html`<${PhoneDesk} />` : html`<${Desk} />`}
    ${phase === "paying" ? html`<${PayKeys} />` : layout !== "phone" && html`<${FootKeys} />`}`;
}

function Desk() {
  return html`<main class="t-desk"><${FindPanel} /><${BasketPanel} /></main>`;
}

/** On a phone the lines lie above, and finding and paying within reach of the thumb. */
function PhoneDesk() {
  const { t } = useWords();
  const assessed = useSelect((state) => state.assessed);
  return html`<main class="t-phone-desk"><section class="t-phone-lines" tabindex="0" aria-label=${t("basket.title")}>
    <${PhoneLines} /></section>
    <section class="t-dock t-noprint" aria-label=${t("find.title")}>
      <${PatientBanner} /><${ExchangeBar} /><${MemberBar} /><${Cards} /><${SafetyCard} />
      <div class="t-phone-find"><${Hits} /><${SearchField} id="search" plain />
        <${FavouritesButton} /><${CameraButton} /></div>
      <${CouponBar} /><div class="t-sums t-sm"><${TaxLines} totals=${assessed.totals} /></div>
      <${Total} assessed=${assessed} label=${t("basket.lines", { n: assessed.lines.length })} />
        <${PayButton} /></section></main>`;
}

/** The way to the tiles where they don't lie beside the basket. */
function FavouritesButton() {
  const { t } = useWords();
  const app = useApp();
  return html`<button class="btn btn-plain t-phone-scan" type="button" aria-label=${t("favourites.title")}
    onClick=${() => app.open({ kind: "favourites" })}><${Icon} name="star" /></button>`;
}

/** On a phone the camera is the scanner. */
function CameraButton() {
  const { t } = useWords();
  const app = useApp();
  return html`<button class="btn btn-plain t-phone-scan" type="button" aria-label=${t("camera.title")}
    onClick=${() => app.open({ kind: "camera" })}><${Icon} name="upc-scan" /></button>`;
}

function PayKeys() {
  const { t } = useWords();
  const app = useApp();
  if (app.store.get().layout === "phone") return null;
  return html`<footer class="t-keys t-noprint"><span><kbd>←</kbd><kbd>→</kbd>${t("pay.key.method")}</span>
    <span><kbd>↑</kbd><kbd>↓</kbd>${t("pay.key.notes")}</span><span><kbd>Tab</kbd>${t("pay.key.add")}</span>
    <span><kbd>Enter</kbd>${t("pay.key.complete")}</span><span><kbd>Esc</kbd>${t("pay.key.back")}</span></footer>`;
}

/** The queue: who is called next at this counter. The server says who, so that no two counters call the same. */
import { asked } from "../shell/asked.js";

const AWAY = "queue.unreachable";

export const queueActions = {
  show_queue: (app) => app.open({ kind: "queue" }),

  /** @returns {Promise<{found?: object, refused?: string}>} the queue as it is */
  read_queue: (app) => asked(app, AWAY, () => app.api.queue()),

  /** @param {{act: string, kind?: string|null, ticketId?: string|null}} what */
  call_ticket(app, { act, kind = null, ticketId = null }) {
    const { person } = app.store.get();
    return asked(app, AWAY, () => app.api.callTicket(person.id, { act, kind, ticket_id: ticketId }));
  },

  /** @returns {Promise<{found?: {number: string, before: number}, refused?: string}>} */
  issue_ticket: (app, { id, kind }) => asked(app, AWAY, () => app.api.issueTicket({ id, kind })),

  /** The screen for the shop, or the page at which customers take a ticket: a window of this device. */
  open_queue_page(app, page) {
    if (!app.env.openWindow(`#queue-${page}`, `theriac-queue-${page}`, "popup,width=1280,height=720")) {
      app.refuse(app.words().t("hardware.display.blocked"));
    }
  },
};

/**
 * Receipt printers and scales that the browser itself talks to: by USB and by a serial port. A browser
 * opens no network port, so a printer in the network is reached through the computer's own print queue.
 */
const PRINTER_CLASS = 7;
const CHUNK = 4_096;
const BAUD = 9_600;

/** @param {Navigator["usb"]|undefined} usb @param {Navigator["serial"]|undefined} serial */
export function browserPrinters(usb, serial) {
  let device = null;
  let port = null;

  async function openUsb(ask) {
    if (device?.opened) return device;
    const known = (await usb.getDevices()).filter((one) => endpointOf(one));
    const chosen = ask ? await usb.requestDevice({ filters: [{ classCode: PRINTER_CLASS }] }) : known[0];
    if (!chosen) throw new Error("no printer chosen");
    await chosen.open();
    if (chosen.configuration === null) await chosen.selectConfiguration(1);
    await chosen.claimInterface(endpointOf(chosen).face);
    device = chosen;
    return device;
  }

  async function openPort(ask) {
    if (port?.writable) return port;
    const [known] = await serial.getPorts();
    const chosen = ask ? await serial.requestPort() : known;
    if (!chosen) throw new Error("no port chosen");
    await chosen.open({ baudRate: BAUD });
    port = chosen;
    return port;
  }

  async function writeUsb(bytes) {
    const one = await openUsb(false);
    const { endpoint } = endpointOf(one);
    for (let at = 0; at < bytes.length; at += CHUNK) {
      const done = await one.transferOut(endpoint, bytes.slice(at, at + CHUNK));
      if (done.status !== "ok") throw new Error(`printer: ${done.status}`);
    }
  }

  async function writePort(bytes) {
    const writer = (await openPort(false)).writable.getWriter();
    try {
      await writer.write(bytes);
    } finally {
      writer.releaseLock();
    }
  }

  return {
    /** Which ways this browser has. */
    ways: () => ["browser", ...(usb ? ["usb"] : []), ...(serial ? ["serial"] : [])],
    /** Let the person choose; only a press of a button may. */
    choose: async (way) => (way === "usb" ? openUsb(true) : openPort(true)),
    write: (way, bytes) => (way === "usb" ? writeUsb(bytes) : writePort(bytes)),
    readLine: serial ? () => lineFrom(serial) : null,
  };
}

/** Where a printer's bytes go in: the first bulk endpoint outwards of its printer interface. */
function endpointOf(device) {
  for (const face of device.configuration?.interfaces ?? device.configurations?.[0]?.interfaces ?? []) {
    const shape = face.alternate ?? face.alternates[0];
    if (shape.interfaceClass !== PRINTER_CLASS) continue;
    const out = shape.endpoints.find((one) => one.direction === "out" && one.type === "bulk");
    if (out) return { face: face.interfaceNumber, endpoint: out.endpointNumber };
  }
  return null;
}

/** One line of a scale at a port that the person chooses. */
async function lineFrom(serial) {
  const port = await serial.requestPort();
  await port.open({ baudRate: BAUD });
  const reader = port.readable.getReader();
  const decoder = new TextDecoder("latin1");
  let text = "";
  try {
    while (!/[\r\n]/.test(text.trimStart()) && text.length < CHUNK) {
      const { value, done } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
    }
  } finally {
    reader.releaseLock();
    await port.close();
  }
  return text.trim();
}

// The usual way in Node: the library `ws`, and a loop over the readers. Who comes by /publish says, others hear.
// ws.mjs PORT [FILE]: with a file, what is said is on disk before it is told; what comes meanwhile is synced together.
import { open } from "node:fs/promises";
import { createRequire } from "node:module";

const { WebSocketServer } = createRequire(new URL("../../web/package.json", import.meta.url))("ws");
const [port, file] = process.argv.slice(2);
const log = file && (await open(file, "a"));
const readers = new Set();
let waiting = [];

function tell(data) {
  for (const reader of readers) reader.send(data, { binary: false });
}

async function keep(data) {
  if (waiting.push(data) > 1) return;
  while (waiting.length > 0) {
    const together = waiting.length;
    await log.appendFile(Buffer.concat(waiting));
    await log.datasync();
    waiting.slice(0, together).forEach(tell);
    waiting = waiting.slice(together);
  }
}

new WebSocketServer({ host: "127.0.0.1", port: Number(port), perMessageDeflate: false }).on(
  "connection",
  (socket, request) => {
    if (request.url === "/publish") {
      socket.on("message", log ? keep : tell);
    } else {
      readers.add(socket);
      socket.on("close", () => readers.delete(socket));
      socket.send("welcome");
    }
  },
);

// The usual way in Node: the library `ws`, and a loop over the readers. ws.mjs PORT; who comes by /publish says, others hear.
import { createRequire } from "node:module";

const { WebSocketServer } = createRequire(new URL("../../web/package.json", import.meta.url))("ws");
const readers = new Set();

new WebSocketServer({ host: "127.0.0.1", port: Number(process.argv[2]), perMessageDeflate: false }).on(
  "connection",
  (socket, request) => {
    if (request.url === "/publish") {
      socket.on("message", (data) => {
        for (const reader of readers) reader.send(data, { binary: false });
      });
    } else {
      readers.add(socket);
      socket.on("close", () => readers.delete(socket));
      socket.send("welcome");
    }
  },
);

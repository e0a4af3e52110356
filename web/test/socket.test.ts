// The socket against a real server: it answers, breaks and comes back.
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import WebSocket, { WebSocketServer } from "ws";
import { Outbox } from "../src/lib/outbox";
import { type Event, Lost, NotDone, Socket, type Status } from "../src/lib/socket";

let server: WebSocketServer;
let socket: Socket;
let heard: Event[];
let sounds: ArrayBuffer[];
let statuses: Status[];
let connections: WebSocket[];

/** Where nobody listens for errors, `ws` throws them; a browser drops them, as when a connection is closed early. */
class BrowserWebSocket extends WebSocket {
  constructor(url: string) {
    super(url);
    this.on("error", () => undefined);
  }
}

const realTimeout = globalThis.setTimeout;

const until = async (holds: () => boolean) => {
  for (let wait = 0; wait < 300 && !holds(); wait++) await new Promise((resume) => realTimeout(resume, 10));
  expect(holds()).toBe(true);
};

/** From here on only the test moves the clock; the network is real. */
const stopClock = () => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });

/** Milliseconds on the stopped clock from a loss of the connection to the next try. */
const timeAway = async () => {
  await until(() => statuses.at(-1) === "offline");
  const lost = Date.now();
  while (statuses.at(-1) === "offline") vi.advanceTimersByTime(1);
  return Date.now() - lost;
};

const open = (patience?: number, opened: () => void = () => undefined) => {
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ears = {
    opened,
    heard: (event: Event) => heard.push(event),
    sounded: (data: ArrayBuffer) => sounds.push(data),
    changed: (status: Status) => statuses.push(status),
  };
  socket = new Socket(url, ears, patience);
};

beforeEach(async () => {
  [heard, sounds, statuses, connections] = [[], [], [], []];
  globalThis.WebSocket ??= BrowserWebSocket as unknown as typeof globalThis.WebSocket;
  server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  server.on("connection", (connection) => connections.push(connection));
  await new Promise((listening) => server.once("listening", listening));
});

afterEach(() => {
  socket.close();
  for (const connection of connections) connection.terminate();
  server.close();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it("gives every command the answer with its nonce", async () => {
  server.on("connection", (connection) =>
    connection.on("message", (data) => {
      const { nonce, type } = JSON.parse(String(data));
      const refused = { type: "refused", nonce, code: "invalid", sentence: "No.", retry_after: null };
      connection.send(
        JSON.stringify(type === "read" ? refused : { type: "done", nonce, message: null, seq: 7 }),
      );
    }),
  );
  open();
  await until(() => statuses.includes("online"));
  expect(await socket.send({ type: "hello" })).toMatchObject({ seq: 7 });
  await expect(socket.send({ type: "read", room: "r", seq: 1 })).rejects.toBeInstanceOf(NotDone);
});

it("hands on sound as it came, among events", async () => {
  open();
  await until(() => connections.length === 1);
  connections[0]!.send(Int16Array.of(1, -1));
  connections[0]!.send(JSON.stringify({ type: "leaving", wait: 0 }));
  await until(() => heard.length === 1);
  expect(sounds.map((data) => new Int16Array(data))).toEqual([Int16Array.of(1, -1)]);
});

it("fails what was under way when the line breaks, and comes back by itself", async () => {
  open();
  await until(() => connections.length === 1 && statuses.includes("online"));
  const sent = socket.send({ type: "hello" });
  connections[0]!.terminate();
  await expect(sent).rejects.toBeInstanceOf(Lost);
  await expect(socket.send({ type: "hello" })).rejects.toBeInstanceOf(Lost);
  await until(() => connections.length === 2 && statuses.at(-1) === "online");
  expect(statuses).toEqual(["connecting", "online", "offline", "connecting", "online"]);
});

it("has a command done once when the answer was lost and it is sent again", async () => {
  const came: string[] = [];
  server.on("connection", (connection) =>
    connection.on("message", (data) => {
      const { nonce } = JSON.parse(String(data));
      came.push(nonce);
      if (came.length === 1) return connection.terminate();
      connection.send(JSON.stringify({ type: "done", nonce, message: "m", seq: 1 }));
    }),
  );
  const nothing = () => undefined;
  open(undefined, () => void outbox.send());
  const outbox = new Outbox("ana", socket, nothing, nothing);
  outbox.keep({ nonce: "a", at: 1, saying: { type: "post", room: "r", text: "Bom dia" } });
  await until(() => outbox.all.length === 0);
  // The server does what has one nonce once.
  expect(came).toEqual(["a", "a"]);
});

it("waits longer after each connection that does not hold, ten seconds at most, and by chance less", async () => {
  stopClock();
  server.on("connection", (connection) => connection.terminate());
  const most = [500, 1000, 2000, 4000, 8000, 10_000, 10_000];
  const chances = [0.9, 0.1, 0.5, 0.9, 0.1, 0.5, 0.9];
  const random = vi.spyOn(Math, "random");
  open();
  const waits: number[] = [];
  for (const chance of chances) {
    random.mockReturnValue(chance);
    waits.push(await timeAway());
  }
  expect(waits).toEqual(most.map((each, index) => each * chances[index]!));
});

it("waits short again after a connection that held", async () => {
  stopClock();
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  open();
  for (const wait of [250, 500]) {
    await until(() => statuses.at(-1) === "online");
    connections.at(-1)!.terminate();
    expect(await timeAway()).toBe(wait);
  }
  await until(() => statuses.at(-1) === "online");
  vi.advanceTimersByTime(10_001);
  connections.at(-1)!.terminate();
  expect(await timeAway()).toBe(250);
});

it("stays away as long as a server that stops has asked, and by chance longer", async () => {
  stopClock();
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  open();
  await until(() => connections.length === 1 && statuses.includes("online"));
  connections[0]!.send(JSON.stringify({ type: "leaving", wait: 30 }));
  await until(() => heard.length === 1);
  connections[0]!.close();
  expect(await timeAway()).toBe(30_250);
});

it("gives up a line on which nothing beats", async () => {
  open(50);
  await until(() => connections.length >= 2);
  expect(statuses).toContain("offline");
});

it("stays closed once it was closed", async () => {
  stopClock();
  open();
  await until(() => connections.length === 1);
  socket.close();
  socket.wake();
  await until(() => connections[0]!.readyState === WebSocket.CLOSED);
  vi.advanceTimersByTime(60_000);
  expect(statuses.filter((status) => status === "connecting")).toHaveLength(1);
});

// The socket against a real server: it answers, breaks and comes back.
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import WebSocket, { WebSocketServer } from "ws";
import { type Event, Lost, NotDone, Socket, type Status } from "../src/lib/socket";

let server: WebSocketServer;
let socket: Socket;
let heard: Event[];
let sounds: ArrayBuffer[];
let statuses: Status[];
let connections: WebSocket[];

const until = async (holds: () => boolean) => {
  for (let wait = 0; wait < 300 && !holds(); wait++) await new Promise((resume) => setTimeout(resume, 10));
  expect(holds()).toBe(true);
};

const open = (patience?: number) => {
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ears = {
    opened: () => undefined,
    heard: (event: Event) => heard.push(event),
    sounded: (data: ArrayBuffer) => sounds.push(data),
    changed: (status: Status) => statuses.push(status),
  };
  socket = new Socket(url, ears, patience);
};

beforeEach(async () => {
  [heard, sounds, statuses, connections] = [[], [], [], []];
  globalThis.WebSocket ??= WebSocket as unknown as typeof globalThis.WebSocket;
  server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  server.on("connection", (connection) => connections.push(connection));
  await new Promise((listening) => server.once("listening", listening));
});

afterEach(() => {
  socket.close();
  for (const connection of connections) connection.terminate();
  server.close();
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

it("stays away as long as a server that stops has asked", async () => {
  open();
  await until(() => connections.length === 1 && statuses.includes("online"));
  const leaving = Date.now();
  connections[0]!.send(JSON.stringify({ type: "leaving", wait: 0.3 }));
  await until(() => heard.length === 1);
  connections[0]!.close();
  await until(() => connections.length === 2);
  expect(Date.now() - leaving).toBeGreaterThanOrEqual(300);
});

it("gives up a line on which nothing beats", async () => {
  open(50);
  await until(() => connections.length >= 2);
  expect(statuses).toContain("offline");
});

it("stays closed once it was closed", async () => {
  open();
  await until(() => connections.length === 1);
  socket.close();
  socket.wake();
  await new Promise((resume) => setTimeout(resume, 100));
  expect(connections).toHaveLength(1);
});

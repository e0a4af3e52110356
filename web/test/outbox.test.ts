// What was said is sent once, in order, however often the line breaks.
import { beforeEach, expect, it } from "vitest";
import { Outbox, type Pending } from "../src/lib/outbox";
import type { Done } from "../src/lib/protocol";
import { type Line, Lost, NotDone } from "../src/lib/socket";

/** A server that forgets no nonce, behind a line that may break before or after it heard. */
class Server implements Line {
  said = new Map<string, string>();
  script: ("lose" | "lose answer" | "refuse" | "busy")[] = [];

  send: Line["send"] = async (command) => {
    const step = this.script.shift();
    const { nonce, text } = command as { nonce: string; text: string };
    if (step === "lose") throw new Lost();
    const no = { type: "refused" as const, nonce, sentence: "No.", retry_after: 0.01 };
    if (step === "refuse") throw new NotDone({ ...no, code: "invalid" });
    if (step === "busy") throw new NotDone({ ...no, code: "too_many" });
    if (!this.said.has(nonce)) this.said.set(nonce, text);
    if (step === "lose answer") throw new Lost();
    return { type: "done", nonce, message: `m-${nonce}`, seq: this.said.size };
  };
}

const pending = (nonce: string, at: number): Pending => ({
  nonce,
  at,
  saying: { type: "post", room: "r", text: `text of ${nonce}` },
});

let server: Server;
let dropped: [string, Done | undefined][];
const make = (member = "ana") =>
  new Outbox(
    member,
    server,
    () => undefined,
    ({ nonce }, done) => dropped.push([nonce, done]),
  );

beforeEach(() => {
  const kept = new Map<string, string>();
  globalThis.localStorage = new Proxy({} as Storage, {
    get: (_, name) =>
      ({
        getItem: (key: string) => kept.get(key) ?? null,
        setItem: (key: string, value: string) => void kept.set(key, value),
        removeItem: (key: string) => void kept.delete(key),
      })[String(name)],
    ownKeys: () => [...kept.keys()],
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
  });
  [server, dropped] = [new Server(), []];
});

it("sends once and in order over a line that breaks before and after the server heard", async () => {
  server.script = ["lose", "lose answer"];
  const outbox = make();
  for (const [at, nonce] of ["a", "b", "c"].entries()) outbox.keep(pending(nonce, at));
  for (let connection = 0; connection < 4; connection++) await outbox.send();
  expect([...server.said]).toEqual(["a", "b", "c"].map((nonce) => [nonce, `text of ${nonce}`]));
  expect(dropped.map(([nonce, done]) => [nonce, done?.message])).toEqual([
    ["a", "m-a"],
    ["b", "m-b"],
    ["c", "m-c"],
  ]);
  expect(outbox.all).toEqual([]);
});

it("sends nothing again while its answer is awaited", async () => {
  const sent: string[] = [];
  let answer = (): void => undefined;
  const said = server.send;
  server.send = async (command) => {
    sent.push(command.nonce!);
    await new Promise<void>((resume) => (answer = resume));
    return said(command);
  };
  const outbox = make();
  for (const [at, nonce] of ["a", "b"].entries()) outbox.keep(pending(nonce, at));
  const sending = [outbox.send(), outbox.send()];
  await new Promise((resume) => setTimeout(resume));
  expect(sent).toEqual(["a"]);
  answer();
  await new Promise((resume) => setTimeout(resume));
  expect(sent).toEqual(["a", "b"]);
  answer();
  await Promise.all(sending);
  expect(dropped.map(([nonce]) => nonce)).toEqual(["a", "b"]);
});

it("outlives the page, and is each member's own", async () => {
  make().keep(pending("a", 1));
  expect(make("ben").all).toEqual([]);
  await make().send();
  expect([...server.said.keys()]).toEqual(["a"]);
});

it("sends once from two pages of one member", async () => {
  server.script = ["lose answer"];
  const one = make();
  one.keep(pending("a", 1));
  const two = make();
  for (const outbox of [one, two, one]) await outbox.send();
  expect([...server.said.keys()]).toEqual(["a"]);
  expect([...one.all, ...two.all, ...make().all]).toEqual([]);
});

it("keeps what was refused for its writer, and goes on with the rest", async () => {
  server.script = ["refuse"];
  const outbox = make();
  outbox.keep(pending("a", 1));
  outbox.keep(pending("b", 2));
  await outbox.send();
  expect([...server.said.keys()]).toEqual(["b"]);
  expect(outbox.all).toMatchObject([{ nonce: "a", refused: { code: "invalid" } }]);
});

it("waits when it was told to slow down", async () => {
  server.script = ["busy", "busy"];
  const outbox = make();
  outbox.keep(pending("a", 1));
  await outbox.send();
  expect([...server.said.keys()]).toEqual(["a"]);
});

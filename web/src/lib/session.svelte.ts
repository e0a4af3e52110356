// The member's stay: one connection, the rooms behind it, and what follows from what is heard.
import { Outbox } from "./outbox";
import type { Beat, MemberView, RoomView, Welcome } from "./protocol";
import { type Reader, Room } from "./room.svelte";
import { type Sound, unpack } from "./speech/sound";
import { type Event, Lost, NotDone, Socket, type Status } from "./socket";

export class Session implements Reader {
  me: MemberView = $state.raw()!;
  rooms = $state.raw<readonly Room[]>([]);
  languages = $state.raw<readonly string[]>([]);
  /** The languages that the server recognises, and those that it reads aloud. */
  hears = $state.raw<readonly string[]>([]);
  speaks = $state.raw<readonly string[]>([]);
  status = $state<Status>("connecting");
  /** The session ended: only another invite leads in again. */
  over = $state(false);
  unread = $derived(this.rooms.reduce((sum, room) => sum + room.attention.unread, 0));

  readonly outbox: Outbox;
  readonly #socket: Socket;
  #listening: { room: string; hear: (sound: Sound) => void } | undefined;

  constructor(me: MemberView, url: string) {
    this.me = me;
    this.outbox = new Outbox(
      me.id,
      this,
      (pending) => this.#room(pending.saying.room)?.queue.kept(pending),
      (pending, done) => {
        const room = this.#room(pending.saying.room);
        room?.queue.dropped(pending, done, room.timeline);
      },
    );
    this.#socket = new Socket(url, {
      opened: () => this.#hello(),
      heard: (event) => this.#hear(event),
      sounded: (data) => this.#sounded(unpack(data)),
      changed: (status) => this.#changed(status),
    });
  }

  send: Reader["send"] = (command) => this.#socket.send(command);

  sendSound: Reader["sendSound"] = (chunk) => this.#socket.sendSound(chunk);

  wake = (): void => this.#socket.wake();

  close(): void {
    this.#socket.close();
  }

  /** Reads another language from now on. */
  async retarget(language: string, understands: readonly string[]): Promise<void> {
    for (const room of this.rooms) room.wishes.forget();
    await this.send({ type: "retarget", language, understands: [...understands] });
    this.me = { ...this.me, language, understands: [...understands] };
  }

  /** Hears those who speak in a room, until what this returns is called. */
  listen(room: string, hear: (sound: Sound) => void): () => void {
    this.#listening = { room, hear };
    this.#listen();
    return () => {
      this.#listening = undefined;
      this.#listen();
    };
  }

  enter(view: RoomView): Room {
    const known = this.#room(view.id);
    if (known) return known;
    const room = new Room(view, this);
    this.rooms = [...this.rooms, room];
    this.#resume(room);
    return room;
  }

  #room(id: string): Room | undefined {
    return this.rooms.find((room) => room.id === id);
  }

  #hello(): void {
    const rooms = this.rooms.map(({ id, timeline }) => ({ room: id, since: timeline.seen }));
    this.send({ type: "hello", rooms }).catch((error) => {
      this.#mind(error);
      this.#socket.restart();
    });
  }

  #changed(status: Status): void {
    // "Online" is said by the welcome: a door that opens and shuts again is no connection.
    this.status = status === "online" ? "connecting" : status;
    for (const room of this.rooms) {
      room.interrupt();
      if (status === "offline") room.microphone.broke("microphone_lost");
    }
  }

  #hear(event: Event): void {
    switch (event.type) {
      case "welcome":
        return this.#welcomed(event);
      case "beat":
        return this.#compare(event);
      case "presence":
        // Another page of the same member may have chosen another language.
        if (event.member.id === this.me.id) this.me = event.member;
        return this.#room(event.room)?.notice(event);
      case "glossary_changed":
        return this.#room(event.room)?.settled();
      case "mirrored":
        return this.#room(event.room)?.reflect(event);
      case "refused":
        return event.nonce ? undefined : this.#mind(new NotDone(event));
      case "drafting":
        return this.#room(event.room)?.watch(event);
      case "leaving":
      case "done":
        return;
      case "silenced":
        return this.#room(event.room)?.microphone.broke(event.code);
      default:
        this.#room(event.room)?.hear(event);
        if (event.type === "caught_up") this.#caughtUp(event.room);
    }
  }

  #listen(): void {
    this.send({ type: "listen", room: this.#listening?.room ?? null }).catch((error) => this.#mind(error));
  }

  /** What was on its way from another room is not meant any more. */
  #sounded(sound: Sound): void {
    if (sound.room === this.#listening?.room) this.#listening.hear(sound);
  }

  #welcomed({ me, rooms, languages, hears, speaks }: Welcome): void {
    this.me = me;
    this.languages = languages;
    this.hears = hears;
    this.speaks = speaks;
    this.status = "online";
    this.rooms = this.rooms.filter(({ id }) => rooms.some((view) => view.id === id));
    for (const view of rooms) {
      const known = this.#room(view.id);
      if (known) known.meet(view);
      else this.enter(view);
    }
    if (this.#listening) this.#listen();
  }

  #caughtUp(id: string): void {
    this.#room(id)?.attention.tell();
    void this.outbox.send();
  }

  /** A beat that names a higher number than was seen: something was missed. */
  #compare({ rooms }: Beat): void {
    for (const room of this.rooms) {
      const { live, seen } = room.timeline;
      if (!live || (rooms[room.id] ?? 0) <= (seen ?? 0)) continue;
      room.interrupt();
      this.#resume(room);
    }
  }

  #resume(room: Room): void {
    this.send({ type: "resume", room: room.id, since: room.timeline.seen }).catch((error) =>
      this.#mind(error),
    );
  }

  #mind(error: unknown): void {
    if (error instanceof NotDone && error.refused.code === "signed_out") {
      this.over = true;
      this.close();
    } else if (!(error instanceof Lost || error instanceof NotDone)) throw error;
  }
}

// The member's session: the connection, the rooms, and the dispatch of events.
import type { Feature } from "./feature";
import { Outbox } from "./outbox";
import { type Make, Parts } from "./parts";
import type { Beat, Member, RoomView, Welcome } from "./protocol";
import { highest } from "./roles";
import { type Reader, Room } from "./room.svelte";
import { type Event, Lost, NotDone, Socket, type Status } from "./socket";

export class Session implements Reader {
  me: Member = $state.raw()!;
  rooms = $state.raw<readonly Room[]>([]);
  /** The id of the room that was chosen; it may not be there. */
  chosen = $state<string>();
  current = $derived(
    this.chosen === undefined
      ? (this.rooms.find((room) => !room.archived && !room.private) ?? this.rooms[0])
      : this.#room(this.chosen),
  );
  /** The languages that are translated here now. */
  languages = $state.raw<readonly string[]>([]);
  /** Those that can be chosen and are not here yet, with the bytes that are to be fetched. */
  canCome = $state.raw<Readonly<Record<string, number>>>({});
  /** The languages that the server recognises, and those that it reads aloud. */
  hears = $state.raw<readonly string[]>([]);
  speaks = $state.raw<readonly string[]>([]);
  status = $state<Status>("connecting");
  /** Why the session ended: another invite is needed, or the member is banned from the house. */
  over = $state<"signed_out" | "banned">();
  /** Whether the page reads new messages aloud itself. */
  readsAloud = $state(false);
  /** The name of a room that was just taken from the member, and how. */
  lost = $state.raw<{ readonly name: string; readonly how: "removed" | "deleted" }>();
  /** The most that the member is: in the house, or in one of the rooms. */
  role = $derived(this.me.owner ? "owner" : highest(this.rooms.map((room) => room.role(this.me.id))));
  unread = $derived(this.rooms.reduce((sum, room) => sum + room.attention.unread, 0));

  readonly outbox: Outbox;
  readonly #socket: Socket;
  readonly #parts = new Parts<Session>();

  constructor(
    me: Member,
    url: string,
    readonly features: readonly Feature[],
  ) {
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
    for (const { session } of features) this.#parts.make(this, session ?? []);
    this.#socket = new Socket(url, {
      opened: () => this.#hello(),
      heard: (event) => this.#hear(event),
      sounded: (data) => features.forEach(({ sounded }) => sounded?.(data, this)),
      changed: (status) => this.#changed(status),
    });
  }

  send: Reader["send"] = (command) => this.#socket.send(command);

  sendSound: Reader["sendSound"] = (chunk) => this.#socket.sendSound(chunk);

  wake = (): void => this.#socket.wake();

  /** Other things are told from now on: reads every room afresh, on another connection. */
  renew(): void {
    for (const room of this.rooms) room.forget();
    this.#socket.restart();
    this.#socket.wake();
  }

  close(): void {
    this.#socket.close();
  }

  /** What a feature keeps for the session. */
  of<Part>(make: Make<Session, Part>): Part {
    return this.#parts.of(make);
  }

  enter(view: RoomView): Room {
    const known = this.#room(view.id);
    if (known) return known;
    const room = new Room(view, this);
    this.rooms = [...this.rooms, room];
    this.#resume(room);
    return room;
  }

  /** Opens a room in the place of the open one, with an address of its own. */
  choose(id: string): void {
    if (id === this.current?.id) return;
    this.current?.attention.leave();
    this.chosen = id;
    history.pushState(null, "", `/room/${id}`);
  }

  /** Sends a command whose answer is not needed; a lost connection or a refusal is ignored. */
  tell(command: Parameters<Reader["send"]>[0]): void {
    this.send(command).catch((error) => this.#mind(error));
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
    // Only `welcome` makes it online: a connection may be closed before that.
    this.status = status === "online" ? "connecting" : status;
    for (const room of this.rooms) room.interrupt(status === "offline");
  }

  #hear(event: Event): void {
    const elsewhere = !("room" in event) || event.type === "language_arrives";
    if (!elsewhere) this.#room(event.room)?.hear(event);
    switch (event.type) {
      case "welcome":
        this.#welcomed(event);
        break;
      case "renewed":
        this.#readAfresh(event.room);
        break;
      case "beat":
        this.#compare(event);
        break;
      case "presence":
        // Another page of the same member may have chosen another language.
        if (event.member.id === this.me.id) this.me = event.member;
        break;
      case "role_changed":
        if (event.member === this.me.id && event.role === "former")
          this.#lose(event.room, event.by === this.me.id ? undefined : "removed");
        break;
      case "room_deleted":
        this.#lose(event.room, "deleted");
        break;
      case "caught_up":
        this.#caughtUp(event.room);
        break;
      case "refused":
        if (!event.nonce) this.#mind(new NotDone(event));
    }
    if (elsewhere) this.#tellFeatures(event);
  }

  #tellFeatures(event: Exclude<Event, { room: string }>): void {
    for (const { events } of this.features) {
      const handle = events?.[event.type] as ((event: Event, session: Session) => void) | undefined;
      handle?.(event, this);
    }
  }

  #welcomed({ me, rooms, languages, can_come, hears, speaks }: Welcome): void {
    this.me = me;
    this.languages = languages;
    this.canCome = can_come;
    this.hears = hears;
    this.speaks = speaks;
    this.status = "online";
    this.#keep(this.rooms.filter(({ id }) => rooms.some((view) => view.id === id)));
    for (const view of rooms) {
      const known = this.#room(view.id);
      if (known) known.meet(view);
      else this.enter(view);
    }
  }

  #caughtUp(id: string): void {
    this.#room(id)?.attention.tell();
    void this.outbox.send();
  }

  #lose(id: string, how: "removed" | "deleted" | undefined): void {
    const name = this.#room(id)?.name;
    if (name && how) this.lost = { name, how };
    this.#keep(this.rooms.filter((room) => room.id !== id));
  }

  /** Where the chosen room goes, another one opens. */
  #keep(rooms: readonly Room[]): void {
    if (this.current && !rooms.includes(this.current)) this.chosen = undefined;
    this.rooms = rooms;
  }

  /** A beat that names a higher number than was seen: something was missed. */
  #compare({ rooms }: Beat): void {
    for (const room of this.rooms) {
      const { live, seen } = room.timeline;
      if (!live || (rooms[room.id] ?? 0) <= (seen ?? 0)) continue;
      room.interrupt(false);
      this.#resume(room);
    }
  }

  #readAfresh(id: string): void {
    const room = this.#room(id);
    room?.announcements.forget();
    room?.interrupt(false);
    this.tell({ type: "resume", room: id, since: null });
  }

  #resume(room: Room): void {
    this.tell({ type: "resume", room: room.id, since: room.timeline.seen });
  }

  #mind(error: unknown): void {
    const code = error instanceof NotDone ? error.refused.code : undefined;
    if (code === "signed_out" || code === "banned") {
      this.over = code;
      this.close();
    } else if (!(error instanceof Lost || error instanceof NotDone)) throw error;
  }
}

// Generated from src/enishi/protocol.py and each wire.py by `npm run protocol`; do not edit.

/**
 * What happens when somebody reads a language that is not here.
 */
export type Policy = "ask" | "automatic" | "never";
/**
 * How a report ended.
 */
export type Outcome = "nothing" | "removed" | "muted" | "engine";
/**
 * Whether one may write in a room.
 */
export type RoomState = "open" | "closed" | "archived";
/**
 * What a member is.
 */
export type Kind = "person" | "program";
/**
 * Whether one may write in a room.
 */
export type RoomState1 = "open" | "closed" | "archived";
/**
 * The least that one must be to write.
 */
export type Role = "former" | "guest" | "member" | "steward" | "host" | "owner";
/**
 * The least that one must be to invite members. Only hosts invite hosts.
 */
export type Role1 = "former" | "guest" | "member" | "steward" | "host" | "owner";
/**
 * What a member is in a room, from the least to the most; an owner is one of the whole house.
 */
export type Role2 = "former" | "guest" | "member" | "steward" | "host" | "owner";
export type Fact = Asked | Reacted | Reported | Posted | Edited | Removed | Renewed | Translated;
/**
 * `asked`: a host can add it. `waiting`, `fetching`: it comes. `ready`: it is here. `failed`: `code` and `sentence` say why. `update`: it is here, and a host can add newer models. `dropped`: nobody wants it any more.
 */
export type State = "asked" | "waiting" | "fetching" | "ready" | "failed" | "update" | "dropped";
/**
 * How well somebody speaks a language, from the least to the most.
 */
export type Level = "begins" | "gets_by" | "fluent" | "first";
/**
 * What was done.
 */
export type AuditKind =
  | "role"
  | "removed"
  | "muted"
  | "unmuted"
  | "message_removed"
  | "banned"
  | "unbanned"
  | "report"
  | "state"
  | "settings";

export interface Wire {
  command:
    | Hello
    | Resume
    | Correct
    | Confirm
    | Uncorrect
    | Draft
    | AddLanguage
    | SetLanguagePolicy
    | Mirror
    | Mute
    | TakeDown
    | Unclear
    | React
    | Read
    | Interpret
    | Report
    | CloseReport
    | Retarget
    | SetRole
    | RemoveMember
    | ChangeRoom
    | LeaveRoom
    | DeleteRoom
    | Speak
    | Hush
    | Listen
    | Post
    | Edit
    | Relabel
    | Remove;
  event:
    | Welcome
    | CaughtUp
    | Beat
    | Leaving
    | Done
    | Refused
    | BlocksChanged
    | Drafting
    | LanguageArrives
    | LanguagesOffered
    | Mirrored
    | RoomOpened
    | ProfileChanged
    | Asked
    | Reacted
    | Reported
    | ReportsChanged
    | Silenced
    | Posted
    | Edited
    | Removed
    | Renewed
    | Presence
    | MemberJoined
    | RoleChanged
    | RoomChanged
    | RoomDeleted
    | DevicesChanged
    | Translated
    | Untranslated
    | GlossaryChanged;
  request:
    | MakeDeviceLink
    | TakeDeviceLink
    | LockGlossary
    | PutTerm
    | PreviewInvite
    | Join
    | MakeInvite
    | Erase
    | Retention
    | GivePasskey
    | OpenPrivate
    | Rename
    | ChangeProfile
    | Recover
    | MakeRoom
    | SearchQuery
    | Aloud;
  answer:
    | Page
    | Trouble
    | SignedIn
    | BannedMember
    | BlockedMember
    | Device
    | DeviceLink
    | DeviceLinkPreview
    | GlossaryChanges
    | Imported
    | House
    | InvitePreview
    | Joined
    | InviteView
    | MutedMember
    | AuditView
    | Known
    | Passkey
    | Profile
    | Recovery
    | RecoveryPhrase
    | ReportView
    | HostlessRoom
    | SearchHit
    | SuggestionView;
}
/**
 * Comes first. The session is the cookie's. Answered by `welcome`, then by a `caught_up` for each room named.
 */
export interface Hello {
  type: "hello";
  /**
   * Chosen by the client; comes back in the answer.
   */
  nonce: string;
  /**
   * @maxItems 200
   */
  rooms?: Since[];
}
/**
 * How much of a room the client has: everything up to `since`; null for nothing.
 */
export interface Since {
  room: string;
  since?: number | null;
}
/**
 * Enters a room, or asks for what was missed in it; answered by `caught_up`.
 */
export interface Resume {
  type: "resume";
  /**
   * Chosen by the client; comes back in the answer.
   */
  nonce: string;
  room: string;
  since?: number | null;
}
/**
 * Puts one's own words in place of a translation into a language that one reads; told as `translated`.
 */
export interface Correct {
  type: "correct";
  /**
   * Chosen by the client; comes back in the answer.
   */
  nonce: string;
  room: string;
  message: string;
  /**
   * The `changed` number of the form that is meant.
   */
  of: number;
  language: string;
  text: string;
}
/**
 * Says that a correction by another member is right: the room uses it for the same words from now on.
 */
export interface Confirm {
  type: "confirm";
  /**
   * Chosen by the client; comes back in the answer.
   */
  nonce: string;
  room: string;
  message: string;
  /**
   * The `seq` of the translation that is meant.
   */
  of: number;
  language: string;
}
/**
 * Takes back a correction, one's own or as a host; the engines' words come as `translated`.
 */
export interface Uncorrect {
  type: "uncorrect";
  /**
   * Chosen by the client; comes back in the answer.
   */
  nonce: string;
  room: string;
  message: string;
  language: string;
}
/**
 * Shows what is being written; nothing of it is kept. Empty text removes it, and so does a `post` by itself.
 *
 * Send the next one when this is answered, with the newest words. A draft that nothing follows for 60 s is gone, too.
 */
export interface Draft {
  type: "draft";
  /**
   * Chosen by the client; comes back in the answer.
   */
  nonce: string;
  room: string;
  /**
   * The whole text so far.
   */
  text: string;
  /**
   * Where it is left out, the server identifies it.
   */
  language?: string | null;
  /**
   * Whether the words are spoken, and recognised by the client.
   */
  spoken?: boolean;
}
/**
 * Has languages fetched that are not here, or newer models of those that are; `language_arrives` tells how far.
 *
 * `x-speech` is no language, but the recogniser of speech, one for all languages. Answered at once. Refused with
 * `unknown_language` where one can come from nowhere.
 */
export interface AddLanguage {
  type: "add_language";
  /**
   * Chosen by the client; comes back in the answer.
   */
  nonce: string;
  /**
   * @minItems 1
   * @maxItems 200
   */
  languages: string[];
}
/**
 * Says what happens when somebody reads a language that is not here.
 *
 * `ask`: owners, hosts and stewards are asked. `automatic`: it is fetched. `never`: nothing is fetched, and no list of
 * models is asked for.
 */
export interface SetLanguagePolicy {
  type: "set_language_policy";
  /**
   * Chosen by the client; comes back in the answer.
   */
  nonce: string;
  policy: Policy;
}
/**
 * Asks how words would arrive in the languages being read in the room now; nothing of it is kept.
 *
 * Answered by `done`, then by `mirrored` with the same nonce, unless this connection asks for another one before that.
 */
export interface Mirror {
  type: "mirror";
  /**
   * Chosen by the client; comes back in the answer.
   */
  nonce: string;
  room: string;
  text: string;
  language: string;
}
/**
 * Lets a member write and change nothing in the room for a time; their pages connect again, and are told so.
 *
 * Only who may do less there is muted: `not_below`.
 */
export interface Mute {
  type: "mute";
  /**
   * Chosen by the client; comes back in the answer.
   */
  nonce: string;
  room: string;
  member: string;
  /**
   * From now on; 0 to let them write again.
   */
  minutes: number;
}
/**
 * Removes a message of somebody who may not do more in the room; told with `removed`, as if they had done it.
 */
export interface TakeDown {
  type: "take_down";
  /**
   * Chosen by the client; comes back in the answer.
   */
  nonce: string;
  room: string;
  message: string;
}
/**
 * Asks the writer of a message for other words; told as `asked`. A second question replaces the first one.
 *
 * Other words (`edit`), another language (`relabel`) or a removal answer it: with the message's new form it is gone.
 */
export interface Unclear {
  type: "unclear";
  /**
   * Chosen by the client; comes back in the answer.
   */
  nonce: string;
  room: string;
  message: string;
  /**
   * The words that were not understood, as the reader reads them; null for the whole message.
   */
  phrase?: string | null;
}
/**
 * Puts an emoji to a message, or takes one's own away. Doing so twice changes nothing.
 */
export interface React {
  type: "react";
  /**
   * Chosen by the client; comes back in the answer.
   */
  nonce: string;
  room: string;
  message: string;
  /**
   * One emoji.
   */
  sign: string;
  /**
   * False to take it away.
   */
  given?: boolean;
}
/**
 * Moves the read pointer forward to `seq`.
 */
export interface Read {
  type: "read";
  /**
   * Chosen by the client; comes back in the answer.
   */
  nonce: string;
  room: string;
  seq: number;
}
/**
 * Asks for these messages in one's own language: those not translated yet, or whose translation failed.
 */
export interface Interpret {
  type: "interpret";
  /**
   * Chosen by the client; comes back in the answer.
   */
  nonce: string;
  room: string;
  /**
   * @minItems 1
   * @maxItems 100
   */
  messages: string[];
  /**
   * Whether to try even those that failed before.
   */
  again?: boolean;
}
/**
 * Reports a message, as the caller reads it, to the stewards and hosts of the room; told with `reported`.
 *
 * Kept are the original, the translation that the caller is shown, and its route. A second report replaces the first.
 */
export interface Report {
  type: "report";
  /**
   * Chosen by the client; comes back in the answer.
   */
  nonce: string;
  room: string;
  message: string;
}
/**
 * Decides about the reports of a message that was read in `language`; told to each who reported it.
 *
 * `removed` removes the message, `muted` mutes its writer for `minutes`; both are refused like `take_down` and `mute`.
 */
export interface CloseReport {
  type: "close_report";
  /**
   * Chosen by the client; comes back in the answer.
   */
  nonce: string;
  room: string;
  message: string;
  language: string;
  outcome: Outcome;
  minutes?: number;
}
/**
 * Reads another language from now on, in every room; answered by a `caught_up` for each room entered, too.
 */
export interface Retarget {
  type: "retarget";
  /**
   * Chosen by the client; comes back in the answer.
   */
  nonce: string;
  language: string;
  understands?: string[];
}
/**
 * Makes a member of the room a host, a steward, a plain member; told to the room with `role_changed`.
 */
export interface SetRole {
  type: "set_role";
  /**
   * Chosen by the client; comes back in the answer.
   */
  nonce: string;
  room: string;
  member: string;
  role: "host" | "steward" | "member";
}
/**
 * Removes a member from the room; their pages leave it at once, and what they said stays.
 */
export interface RemoveMember {
  type: "remove_member";
  /**
   * Chosen by the client; comes back in the answer.
   */
  nonce: string;
  room: string;
  member: string;
}
/**
 * Gives a room another title or other settings; what is left out stays. Told with `room_changed`.
 */
export interface ChangeRoom {
  type: "change_room";
  /**
   * Chosen by the client; comes back in the answer.
   */
  nonce: string;
  room: string;
  title?: string | null;
  /**
   * Of the room, in the writer's words; empty for none.
   */
  description?: string | null;
  state?: RoomState | null;
  writers?: ("member" | "steward" | "host") | null;
  inviters?: ("member" | "steward" | "host") | null;
  slow?: number | null;
  quiet?: boolean | null;
  newcomers?: boolean | null;
  /**
   * Holds for who comes from then on.
   */
  from_joining?: boolean | null;
}
/**
 * Leaves a room; what one said stays. Refused with `last_host` to who alone is its host.
 */
export interface LeaveRoom {
  type: "leave_room";
  /**
   * Chosen by the client; comes back in the answer.
   */
  nonce: string;
  room: string;
}
/**
 * Deletes a room with all that was said in it, for good. Told with `room_deleted`.
 */
export interface DeleteRoom {
  type: "delete_room";
  /**
   * Chosen by the client; comes back in the answer.
   */
  nonce: string;
  room: string;
  /**
   * The title of the room, so that no other one is deleted.
   */
  sure: string;
}
/**
 * Begins to speak in a room: everybody reads along, and each utterance becomes a message when it ends.
 *
 * The binary WebSocket messages that follow on this connection are the sound: PCM of 16 kHz, mono, 16 bits
 * little-endian, about 100 ms each. The sound itself is never kept; who asked for it with `listen` gets it, too. A
 * second `speak` of a member ends the first, also where that came from another connection. Refused as `no_recogniser`
 * where the server cannot recognise that language; if a recogniser of it can be added, hosts are asked then.
 */
export interface Speak {
  type: "speak";
  /**
   * Chosen by the client; comes back in the answer.
   */
  nonce: string;
  room: string;
  /**
   * The language that is spoken; null for the one the member reads.
   */
  language?: string | null;
}
/**
 * Stops speaking; answered when what was still to be recognised is posted.
 */
export interface Hush {
  type: "hush";
  /**
   * Chosen by the client; comes back in the answer.
   */
  nonce: string;
  room: string;
}
/**
 * Hears the voices of who speaks in a room, and no longer those of another room; never one's own.
 *
 * They come in binary WebSocket messages: 16 bytes of the room's id, 16 of the speaker's, and 100 ms of sound as in
 * `speak`. What this connection cannot take at once is lost. Where the speaker's own device recognises what they say,
 * there is nothing to hear.
 */
export interface Listen {
  type: "listen";
  /**
   * Chosen by the client; comes back in the answer.
   */
  nonce: string;
  /**
   * Null to hear nobody.
   */
  room: string | null;
}
/**
 * Posts a message. `language` is the language of the text; where it is left out, the server identifies it.
 */
export interface Post {
  type: "post";
  /**
   * Chosen by the client; comes back in the answer.
   */
  nonce: string;
  room: string;
  text: string;
  language?: string | null;
  reply_to?: string | null;
  /**
   * Whether the words were spoken, and recognised by the client.
   */
  spoken?: boolean;
}
/**
 * Gives one's own message other words; every translation of it is made anew.
 */
export interface Edit {
  type: "edit";
  /**
   * Chosen by the client; comes back in the answer.
   */
  nonce: string;
  room: string;
  message: string;
  text: string;
}
/**
 * Says which language one's own message is in; told as `edited`, and every translation of it is made anew.
 */
export interface Relabel {
  type: "relabel";
  /**
   * Chosen by the client; comes back in the answer.
   */
  nonce: string;
  room: string;
  message: string;
  language: string;
}
/**
 * Removes one's own message, with every translation of it.
 */
export interface Remove {
  type: "remove";
  /**
   * Chosen by the client; comes back in the answer.
   */
  nonce: string;
  room: string;
  message: string;
}
/**
 * Who the client is, the rooms it may enter, and the languages that can be chosen.
 */
export interface Welcome {
  type: "welcome";
  me: Member;
  rooms: RoomView[];
  /**
   * The languages that are translated here now.
   */
  languages: string[];
  /**
   * The languages that can be chosen and are not here yet, with the bytes that are to be fetched.
   */
  can_come: {
    [k: string]: number;
  };
  /**
   * The languages in which the server recognises speech.
   */
  hears: string[];
  /**
   * The languages that the server can read aloud.
   */
  speaks: string[];
}
/**
 * Someone who takes part: reads `language`; messages in the languages of `understands` are not translated.
 */
export interface Member {
  id: string;
  name: string;
  language: string;
  understands: string[];
  /**
   * Whether the house is theirs: they make rooms, and say which languages come. In a room they are what it says.
   */
  owner: boolean;
  kind: Kind;
  /**
   * The name of their picture: `GET /api/pictures/{id}/{picture}`. Another picture has another name.
   */
  picture: string | null;
}
/**
 * A room that the member may enter.
 */
export interface RoomView {
  id: string;
  /**
   * Empty for a private room: it is called by the names of the others in it.
   */
  title: string;
  /**
   * The number of the room's newest fact.
   */
  last: number;
  /**
   * The number up to which this member has read.
   */
  read: number;
  /**
   * How many messages of others came after that.
   */
  unread: number;
  /**
   * Whether it is the room that greets newcomers with a sample conversation.
   */
  welcome: boolean;
  /**
   * Whether it is of the people who are in it alone.
   */
  private: boolean;
  settings: RoomSettings;
  /**
   * Messages up to this number are not shown to this member.
   */
  sees_after: number;
  /**
   * Seconds in which the member who asks writes nothing here.
   */
  muted_for: number | null;
  /**
   * Also who was removed: their words are still there.
   */
  members: Member[];
  /**
   * What those are who are more or less than members of it.
   */
  roles: {
    [k: string]: Role2;
  };
  /**
   * Which members are here now.
   */
  here: string[];
}
/**
 * What the hosts of a room say about it.
 */
export interface RoomSettings {
  description: string;
  /**
   * The language of the description.
   */
  described_in: string | null;
  state: RoomState1;
  writers: Role;
  inviters: Role1;
  /**
   * Seconds between two messages of a member; stewards and hosts do not wait.
   */
  slow: number;
  /**
   * Whether pages leave out who comes to belong to the room, and who leaves it.
   */
  quiet: boolean;
  /**
   * Whether who is new to the house waits between two messages, and posts no links, for a day or ten messages.
   */
  newcomers: boolean;
  /**
   * Whether who comes from now on reads only what is said after they came.
   */
  from_joining: boolean;
}
/**
 * All facts of the room up to `seq` were sent. `facts` add to what the client has; if `fresh`, they replace it.
 */
export interface CaughtUp {
  type: "caught_up";
  room: string;
  seq: number;
  fresh: boolean;
  facts: Fact[];
  /**
   * Whether the room has messages before these.
   */
  earlier: boolean;
}
/**
 * A reader did not understand a message: told to its writer and to who asks.
 *
 * Told once more, with a new number, when what was marked is translated for the writer.
 */
export interface Asked {
  type: "asked";
  room: string;
  seq: number;
  /**
   * Who wrote the message.
   */
  author: string;
  question: Question;
}
/**
 * A reader did not understand a message; it stands until the message has another form than `of`.
 */
export interface Question {
  room: string;
  message: string;
  /**
   * Who asks.
   */
  member: string;
  /**
   * The `changed` number of the form that was read.
   */
  of: number;
  /**
   * The language in which they read it.
   */
  language: string;
  /**
   * What they marked; null for the whole message.
   */
  phrase: string | null;
  /**
   * The phrase in the writer's language, once it is translated.
   */
  meaning: string | null;
  seq: number;
}
/**
 * A member put an emoji to a message, or took it away (`given` is false).
 */
export interface Reacted {
  type: "reacted";
  room: string;
  seq: number;
  message: string;
  /**
   * Who wrote the message.
   */
  author: string;
  /**
   * Whose reaction it is.
   */
  member: string;
  sign: string;
  given: boolean;
}
/**
 * A member reported a message, or was answered; told to that member alone.
 */
export interface Reported {
  type: "reported";
  room: string;
  seq: number;
  message: string;
  member: string;
  /**
   * Null while nobody has decided.
   */
  answer: ("nothing" | "acted" | "engine") | null;
}
/**
 * A member said something.
 */
export interface Posted {
  type: "posted";
  room: string;
  seq: number;
  message: Message;
}
/**
 * What a member said, in the original words. A removed message keeps its place; its `text` is empty.
 */
export interface Message {
  id: string;
  room: string;
  author: string;
  language: string;
  text: string;
  sent_at: string;
  /**
   * The number under which it was first said; messages are shown in this order.
   */
  seq: number;
  /**
   * The number of its newest form; equal to `seq` while nothing was changed.
   */
  changed: number;
  edited_at: string | null;
  removed_at: string | null;
  reply_to: string | null;
  /**
   * Whether somebody spoke, and these are the words as recognised.
   */
  spoken: boolean;
}
/**
 * A message has other words, or is in another language than was thought; its earlier translations are void.
 *
 * `edited_at` is when the words last changed; another language leaves it as it is.
 */
export interface Edited {
  type: "edited";
  room: string;
  seq: number;
  message: Message;
}
/**
 * A message was removed; its words and all that belongs to it are void.
 */
export interface Removed {
  type: "removed";
  room: string;
  seq: number;
  message: Message;
}
/**
 * Words of somebody who was erased are gone from the room: read it afresh (`resume` without `since`).
 */
export interface Renewed {
  type: "renewed";
  room: string;
  seq: number;
}
/**
 * A message in another language: sent to the readers of that language, and to its writer.
 */
export interface Translated {
  type: "translated";
  room: string;
  seq: number;
  /**
   * Who wrote the message.
   */
  author: string;
  language: string;
  /**
   * The number under which the message was first said.
   */
  said: number;
  translation: Translation;
}
/**
 * A message in another language.
 */
export interface Translation {
  room: string;
  message: string;
  /**
   * The `changed` number of the form of the message that it translates.
   */
  of: number;
  language: string;
  text: string;
  route: Step[];
  /**
   * Why it may be wrong; stable: length, repeats, copied, script, numbers, pieces, term, back.
   */
  doubts: string[];
  /**
   * The member whose words these are, if not an engine's: here, or (route: memory) when the same was said before.
   */
  corrected_by: string | null;
  /**
   * When they said so.
   */
  corrected_at: string | null;
  /**
   * The second member, or the host, through whom the room uses the correction for the same words of others.
   */
  confirmed_by: string | null;
  /**
   * The words in it that are those of terms, in order. The rest of the text is the engines'.
   */
  terms: TermUse[];
  seq: number;
}
/**
 * One step of a route: an engine translated from `source` to `target`.
 */
export interface Step {
  engine: string;
  source: string;
  target: string;
}
/**
 * Words of a translation that are those of a term, and neither the writer's nor an engine's.
 */
export interface TermUse {
  /**
   * Where they begin in the text of the translation, in characters (Unicode code points).
   */
  start: number;
  stop: number;
  /**
   * The words of the message in whose place they stand.
   */
  said: string;
  settled: Settled;
}
/**
 * A term of a room's glossary as it was used: which it is, who settled it, and when.
 */
export interface Settled {
  term: string;
  by: string;
  at: string;
}
/**
 * The heartbeat: the clock, and the newest number of each room that this client entered, in its language.
 */
export interface Beat {
  type: "beat";
  now: string;
  rooms: {
    [k: string]: number;
  };
}
/**
 * The server stops: connect again after `wait` seconds, which differ from client to client.
 */
export interface Leaving {
  type: "leaving";
  wait: number;
}
/**
 * The command with this nonce is done, and on disk where it says something. `message` names what was posted.
 */
export interface Done {
  type: "done";
  /**
   * Chosen by the client; comes back in the answer.
   */
  nonce: string;
  message: string | null;
  seq: number | null;
}
/**
 * The command was not done; `code` is stable, `sentence` is for people. The connection stays open.
 */
export interface Refused {
  type: "refused";
  nonce: string | null;
  code: string;
  sentence: string;
  /**
   * Seconds to wait before trying again.
   */
  retry_after: number | null;
}
/**
 * The member blocked somebody, or no longer does: other things are told from now on, so read all rooms afresh.
 */
export interface BlocksChanged {
  type: "blocks_changed";
  member: string;
}
/**
 * What a member is writing, or saying, right now. Not durable; each event replaces the one before it.
 *
 * In the language it is written in it comes to every reader of the room at once; in each other language being read, to
 * the readers of that language. Without any words the draft is gone: sent, removed, or left.
 */
export interface Drafting {
  type: "drafting";
  room: string;
  author: string;
  /**
   * The language in which it is written.
   */
  source: string;
  /**
   * The language of these words.
   */
  language: string;
  /**
   * Words that hardly change while their sentence grows; its end may put them right once more.
   */
  settled: string;
  /**
   * Words that follow `settled`, and change seldom.
   */
  open: string;
  /**
   * All that follows `settled` by the newest translation, in place of `open`; it changes often.
   */
  guess: string;
  spoken: boolean;
}
/**
 * How far a language is that is not here yet, or of which there are newer models. Not durable.
 *
 * `x-speech` in its place is the recogniser of speech: somebody wants to speak what nothing here recognises.
 *
 * With a `room` it is told to everybody there: somebody in the room reads or writes the language. Without one it is
 * told to owners of the house, wherever they are. A later event for the same language and room takes the place of this
 * one; `ready` and `dropped` end it. While a language is fetched, an event comes twice a second at most.
 */
export interface LanguageArrives {
  type: "language_arrives";
  room: string | null;
  language: string;
  state: State;
  /**
   * The names of members who read it, or want to speak; in a room, of its members.
   */
  wanted_by: string[];
  /**
   * Of `x-speech`: the languages that they want to speak.
   */
  spoken: string[];
  /**
   * Bytes that have come.
   */
  have: number;
  /**
   * Bytes to fetch in all; 0 where that is not known.
   */
  size: number;
  /**
   * Stable: language_never (the policy), language_unlisted (it is in no list), no_route (it is here, and nothing leads to it from a language of the room), model_unreachable, model_refused, model_damaged, model_disk_full, model_budget, model.
   */
  code: string | null;
  sentence: string | null;
}
/**
 * Which languages can be chosen, whenever that changes; owners are told the policy when they enter a room, too.
 */
export interface LanguagesOffered {
  type: "languages_offered";
  /**
   * As in `welcome`.
   */
  languages: string[];
  /**
   * As in `welcome`.
   */
  can_come: {
    [k: string]: number;
  };
  /**
   * As in `welcome`.
   */
  hears: string[];
  /**
   * The bytes of the recogniser of speech that hosts can add (`x-speech`); 0 where none can come.
   */
  speech: number;
  policy: Policy;
}
/**
 * How the words of a `mirror` arrive; sent to who asked, on that connection only. Not durable.
 */
export interface Mirrored {
  type: "mirrored";
  /**
   * Chosen by the client; comes back in the answer.
   */
  nonce: string;
  room: string;
  text: string;
  language: string;
  renderings: Reflection[];
}
/**
 * How words arrive in a language; `back` is the translation back into the language they were written in.
 */
export interface Reflection {
  language: string;
  /**
   * Null when they cannot be translated: `code` and `sentence` say why.
   */
  text: string | null;
  route: Step[];
  /**
   * Why it may be wrong, as in `Translation`.
   */
  doubts: string[];
  /**
   * The words in it that are those of terms, as in `Translation`.
   */
  terms: TermUse[];
  /**
   * Null when there is no way back.
   */
  back: string | null;
  code: string | null;
  sentence: string | null;
}
/**
 * A member belongs to one more private room. Not durable; `welcome` tells it as well.
 */
export interface RoomOpened {
  type: "room_opened";
  member: string;
  view: RoomView;
}
/**
 * A member of the room says something else of themselves: a client that shows it asks again. Not durable.
 */
export interface ProfileChanged {
  type: "profile_changed";
  room: string;
  member: string;
}
/**
 * The list of reports of the room is another one; told to its stewards and hosts. Not durable.
 */
export interface ReportsChanged {
  type: "reports_changed";
  room: string;
  members: string[];
}
/**
 * The server stopped listening by itself; sent to who spoke, on that connection only. Not durable.
 *
 * What was recognised until then is posted; `speak` begins anew.
 */
export interface Silenced {
  type: "silenced";
  room: string;
  /**
   * Stable: recogniser_died, recogniser_timeout, recogniser_failed, recogniser_behind; microphone_quiet after a minute without a word; microphone_elsewhere where the member speaks on another connection now.
   */
  code: string;
  sentence: string;
}
/**
 * A member came, left, or changed what they read. Not durable.
 */
export interface Presence {
  type: "presence";
  room: string;
  member: Member;
  here: boolean;
}
/**
 * Somebody belongs to the room from now on, and may read it, connected or not; or has another name there.
 *
 * `welcome` tells it as well.
 */
export interface MemberJoined {
  type: "member_joined";
  room: string;
  member: Member;
}
/**
 * A member is something else in the room from now on. Not durable; `welcome` tells it as well.
 */
export interface RoleChanged {
  type: "role_changed";
  room: string;
  member: string;
  role: Role2;
  /**
   * Who did it.
   */
  by: string | null;
}
/**
 * The room has another title, or other settings. Not durable; `welcome` tells it as well.
 */
export interface RoomChanged {
  type: "room_changed";
  room: string;
  title: string;
  settings: RoomSettings1;
}
/**
 * What the hosts of a room say about it.
 */
export interface RoomSettings1 {
  description: string;
  /**
   * The language of the description.
   */
  described_in: string | null;
  state: RoomState1;
  writers: Role;
  inviters: Role1;
  /**
   * Seconds between two messages of a member; stewards and hosts do not wait.
   */
  slow: number;
  /**
   * Whether pages leave out who comes to belong to the room, and who leaves it.
   */
  quiet: boolean;
  /**
   * Whether who is new to the house waits between two messages, and posts no links, for a day or ten messages.
   */
  newcomers: boolean;
  /**
   * Whether who comes from now on reads only what is said after they came.
   */
  from_joining: boolean;
}
/**
 * The room is gone, with all that was in it.
 */
export interface RoomDeleted {
  type: "room_deleted";
  room: string;
}
/**
 * A member is at home in another browser as well, or no longer in one; told to their other ones.
 */
export interface DevicesChanged {
  type: "devices_changed";
  member: string;
}
/**
 * A message could not be translated into `language`; `interpret` tries again. Not durable.
 *
 * Of a message whose language is not here nothing is said: it waits, and `language_arrives` tells for what.
 */
export interface Untranslated {
  type: "untranslated";
  room: string;
  /**
   * Who wrote the message.
   */
  author: string;
  message: string;
  of: number;
  language: string;
  /**
   * Stable: engine_failed, engine_timeout, engine_died, overloaded, text_too_costly, language_unrecognised.
   */
  code: string;
  sentence: string;
}
/**
 * A term was added, changed or removed: a client that shows the glossary asks for it again. Not durable.
 */
export interface GlossaryChanged {
  type: "glossary_changed";
  room: string;
}
/**
 * Makes a link that signs one more device in as the member who asks.
 */
export interface MakeDeviceLink {
  /**
   * The room that opens there.
   */
  room?: string | null;
}
/**
 * Names a link by the secret in its fragment.
 */
export interface TakeDeviceLink {
  secret: string;
}
/**
 * Locks a glossary, or opens it.
 */
export interface LockGlossary {
  locked: boolean;
}
/**
 * Adds or changes a term; without translations it is left as it is in every language.
 */
export interface PutTerm {
  text: string;
  language?: string | null;
  translations?: {
    [k: string]: string;
  };
}
/**
 * Asks where an invite leads; the secret is in the body, which is written to no log.
 */
export interface PreviewInvite {
  invite: string;
}
/**
 * Comes in with an invite: a name, and the language to read.
 *
 * Somebody with a session keeps who they are; only where their name is taken in the room, `name` is theirs from
 * now on, in every room.
 */
export interface Join {
  invite: string;
  name: string;
  language: string;
  understands?: string[];
}
/**
 * Makes an invite link; hosts may, and whom the room lets. Without wishes it is for seven days and 25 people.
 */
export interface MakeInvite {
  /**
   * Whether who comes in becomes a host of the room, too.
   */
  host?: boolean;
  /**
   * Seconds; null for until it is revoked.
   */
  expires_in?: number | null;
  /**
   * How many it lets in; null for as many as the house allows.
   */
  uses?: number | null;
}
/**
 * Erases who asks, for good.
 */
export interface Erase {
  /**
   * Who is meant: a page that somebody else signed in since cannot erase them.
   */
  member: string;
  /**
   * Whether what they said stays, as somebody's.
   */
  keep_words?: boolean;
}
/**
 * For how long the house knows who has left every room; then they are erased, and their words are somebody's.
 */
export interface Retention {
  /**
   * Null for always.
   */
  days?: number | null;
}
/**
 * What `navigator.credentials` answered: a new passkey, or the use of one (`PublicKeyCredential.toJSON()`).
 */
export interface GivePasskey {
  credential: {
    [k: string]: unknown;
  };
}
/**
 * Opens the room of the caller and these members alone; all of them are in the room of the address.
 */
export interface OpenPrivate {
  /**
   * @minItems 1
   * @maxItems 7
   */
  members: string[];
}
/**
 * Gives the member who asks another name, in every room; told there with `member_joined` and `presence`.
 */
export interface Rename {
  /**
   * At most 60 characters.
   */
  name: string;
}
/**
 * What a member says of themselves, all of it; told to their rooms with `profile_changed`.
 */
export interface ChangeProfile {
  /**
   * How the name is said. At most 60 characters.
   */
  pronunciation?: string;
  speaks?: {
    [k: string]: Level;
  };
  /**
   * In the writer's own words. At most 200 characters.
   */
  saying?: string;
  time_zone?: string | null;
  /**
   * As coarse as they like. At most 40 characters.
   */
  place?: string;
}
/**
 * Comes back with a recovery phrase; capitals, accents and spaces do not matter.
 */
export interface Recover {
  phrase: string;
}
/**
 * Makes a room; only hosts may.
 */
export interface MakeRoom {
  title: string;
}
/**
 * What is searched for, in the caller's own language or any other. It is in the body, which no log keeps.
 */
export interface SearchQuery {
  text: string;
  /**
   * In this room alone; null is for all rooms of the caller.
   */
  room?: string | null;
  /**
   * What this member said.
   */
  author?: string | null;
  /**
   * What was said in this language.
   */
  language?: string | null;
  /**
   * What was said at this instant or later.
   */
  since?: string | null;
  /**
   * What was said before this instant.
   */
  until?: string | null;
}
/**
 * A text to be read aloud; answered by a WAV file.
 */
export interface Aloud {
  language: string;
  text: string;
  rate?: number;
}
/**
 * A part of a room's history: messages as `posted`, in their present form, then the other facts about them.
 *
 * Translations are into the reader's language; of a reader's own messages they are into every language.
 */
export interface Page {
  facts: Fact[];
  /**
   * Whether the room has messages before these.
   */
  earlier: boolean;
}
/**
 * The body of every HTTP answer that is not a success.
 */
export interface Trouble {
  code: string;
  sentence: string;
  retry_after: number | null;
  /**
   * The line of the file that was sent, where one cannot be read.
   */
  line: number | null;
  /**
   * A name that is free, where the one that was asked for is taken.
   */
  free: string | null;
}
/**
 * Who is at home in this browser from now on, and the room to open; without one, any of theirs.
 */
export interface SignedIn {
  me: Member;
  room: string | null;
}
/**
 * Who is banned from the house, and since when.
 */
export interface BannedMember {
  member: Member;
  at: string;
}
/**
 * Somebody whom the caller blocked.
 */
export interface BlockedMember {
  id: string;
  name: string;
}
/**
 * A browser in which a member is at home. What it is called is a guess.
 */
export interface Device {
  id: string;
  /**
   * Such as `Firefox`.
   */
  browser: string | null;
  /**
   * Such as `Android`.
   */
  system: string | null;
  begun_at: string;
  /**
   * When it was last used, to the hour.
   */
  seen_at: string;
  /**
   * Whether it is the one that asks.
   */
  this: boolean;
}
/**
 * A link for one use, told once; `qr` is an SVG, where the address of the page is known.
 */
export interface DeviceLink {
  link: string;
  qr: string | null;
  /**
   * Seconds for which it is good.
   */
  lasts: number;
}
/**
 * Whose device the browser would become.
 */
export interface DeviceLinkPreview {
  name: string;
}
/**
 * The newest changes of a glossary, and who may make more.
 */
export interface GlossaryChanges {
  /**
   * Whether only stewards and hosts settle terms.
   */
  locked: boolean;
  /**
   * Whether the caller may.
   */
  may_settle: boolean;
  /**
   * Whether the caller may lock it, and open it again.
   */
  may_lock: boolean;
  /**
   * The newest first.
   */
  changes: ChangeView[];
}
/**
 * What one member did at once to a glossary: one term, or a file of them.
 */
export interface ChangeView {
  id: string;
  made_by: string;
  made_at: string;
  /**
   * What was there; of several terms the first few.
   */
  before: TermView[];
  /**
   * What came in their place; of several terms the first few.
   */
  after: TermView[];
  /**
   * How many terms it put, changed or removed.
   */
  terms: number;
  /**
   * Whether nothing of it was changed again.
   */
  undoable: boolean;
}
/**
 * A term of a room's glossary: left as it is in every language, or translated as `translations` say.
 */
export interface TermView {
  id: string;
  text: string;
  /**
   * The language of the term; null where it is left as it is.
   */
  language: string | null;
  translations: {
    [k: string]: string;
  };
  /**
   * Who made it, or changed it last.
   */
  made_by: string;
  made_at: string;
}
/**
 * What became of a file: how many entries were taken, how many words were left out, and where.
 */
export interface Imported {
  taken: number;
  left_out: number;
  /**
   * The first of what was left out, in the order of the file.
   */
  lines: LeftOut[];
}
/**
 * What of a file was not taken: words without a translation, in an unknown language, too long.
 */
export interface LeftOut {
  /**
   * Where its entry begins, from 1 on.
   */
  line: number;
  /**
   * A stable code, as of a refusal.
   */
  code: string;
  sentence: string;
}
/**
 * What the door needs before anybody is in: the languages on offer, and who one is already.
 */
export interface House {
  /**
   * The languages that are translated here now.
   */
  languages: string[];
  /**
   * The languages that can be chosen and are not here yet, with the bytes that are to be fetched.
   */
  can_come: {
    [k: string]: number;
  };
  /**
   * Of both, the language that serves best who `reads` these, the preferred one first.
   */
  suggested: string | null;
  me: Member | null;
}
/**
 * Where an invite leads.
 */
export interface InvitePreview {
  room: string;
  welcome: boolean;
  expires_at: string | null;
}
/**
 * Who the member is now, and the room the invite led to.
 */
export interface Joined {
  me: Member;
  room: string;
}
/**
 * An invite; `link` and `qr` (an SVG) are told once, when it is made: afterwards only its hash is kept.
 *
 * Where `ENISHI_URL` is not set, both name the address of the page that asks; a program that sends no `Origin` is told
 * the path alone, and no `qr`.
 */
export interface InviteView {
  id: string;
  room: string;
  host: boolean;
  made_at: string;
  /**
   * Who made it; none for the one that the server printed.
   */
  made_by: string | null;
  /**
   * The members of the room who came by it.
   */
  came: string[];
  expires_at: string | null;
  uses_left: number | null;
  link: string | null;
  qr: string | null;
}
/**
 * A member who is muted in a room.
 */
export interface MutedMember {
  member: string;
  until: string;
}
/**
 * What a host or a steward did; `value` is a role, minutes, or the state of the room.
 */
export interface AuditView {
  at: string;
  by: string;
  kind: AuditKind;
  member: string | null;
  value: string | null;
}
/**
 * So many of one kind: messages, devices and so on.
 */
export interface Known {
  /**
   * As the exported file calls it.
   */
  kind: string;
  count: number;
}
/**
 * A passkey by which a member can sign in.
 */
export interface Passkey {
  id: string;
  /**
   * Where it was made, such as `Android`.
   */
  system: string | null;
  made_at: string;
  used_at: string | null;
}
/**
 * What a member says of themselves.
 */
export interface Profile {
  pronunciation: string;
  speaks: {
    [k: string]: Level;
  };
  saying: Description;
  /**
   * The language in which the saying was written.
   */
  said_in: string | null;
  time_zone: string | null;
  place: string;
}
/**
 * What is said of a room or of a member, in the language of whoever asks.
 */
export interface Description {
  text: string;
  /**
   * Of `text`.
   */
  language: string | null;
  /**
   * Whether an engine made it of the words that were written.
   */
  translated: boolean;
}
/**
 * Whether one has a recovery phrase, and since when.
 */
export interface Recovery {
  made_at: string | null;
}
/**
 * A new phrase, told once: only its hash is kept.
 */
export interface RecoveryPhrase {
  phrase: string;
  made_at: string;
}
/**
 * A message that waits for a decision, as it was when it was reported, and as those read it who did.
 */
export interface ReportView {
  message: string;
  author: string;
  at: string;
  /**
   * Who reported it.
   */
  members: string[];
  /**
   * In which they read it.
   */
  language: string;
  original: ReportedWords;
  /**
   * The translation that they read; null where they read the original.
   */
  read: ReportedWords | null;
  /**
   * That translation, translated back into the language of the original.
   */
  back: string | null;
  route: Step[];
  /**
   * Whose words the translation is, where it is no engine's.
   */
  corrected_by: string | null;
  /**
   * Whether the message was removed meanwhile.
   */
  removed: boolean;
  history: WriterHistory;
}
/**
 * Words, and what they say in the language of whoever asks.
 */
export interface ReportedWords {
  text: string;
  language: string;
  /**
   * Null where they read the language, or nothing translates it.
   */
  here: string | null;
}
/**
 * How often a writer said something in the room, or it was done to them; without what engines were at fault for.
 */
export interface WriterHistory {
  messages: number;
  removed: number;
  muted: number;
  reports: number;
}
/**
 * A room whose hosts have all lost the way back, with how many are in it.
 */
export interface HostlessRoom {
  id: string;
  title: string;
  welcome: boolean;
  members: number;
}
/**
 * A message that was found, in the words in which it was found.
 */
export interface SearchHit {
  message: Message;
  /**
   * The language of `pieces`: of the original, or of a translation.
   */
  language: string;
  /**
   * These words in pieces; the second, fourth and so on were searched for.
   */
  pieces: string[];
  /**
   * The message in the caller's language, where `pieces` is not and it is kept.
   */
  read: string | null;
}
/**
 * A better translation that a client of the translation API suggested.
 */
export interface SuggestionView {
  id: string;
  /**
   * Which of `ENISHI_API_KEYS` it came with, from 1; null for one that is gone.
   */
  key: number | null;
  source: string;
  target: string;
  text: string;
  /**
   * How the client would translate the text.
   */
  better: string;
  made_at: string;
  /**
   * The owner through whom everybody is given it.
   */
  confirmed_by: string | null;
}

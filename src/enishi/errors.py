"""Everything that can go wrong, in one tree; each leaf has a stable code and a sentence for a person.

EnishiError
├── Refused               the request cannot be done as asked; the sentence says what to do
│   ├── Invalid           empty, too long, malformed, of an unknown language, out of order
│   │   ├── NameTaken     somebody in the room has a name that looks the same
│   │   └── Unreadable    a file, at a line
│   ├── SignedOut         no session, or one that ended
│   ├── Denied            known, but not allowed
│   ├── Missing           there is no such room, message, invite
│   ├── NoRecogniser      nothing here hears that language
│   ├── NoVoice           nothing here speaks that language
│   └── TooMany           slow down
├── TranslationError      this text could not be translated
│   ├── LanguageUnrecognised   it is in a script in which its language is not written
│   ├── TextTooCostly     preparing it takes too long
│   ├── NoRoute           no engine path joins the two languages
│   ├── EngineFailed      the engine reported a failure, or answered nonsense
│   ├── EngineTimeout     the engine did not answer before its deadline
│   └── EngineDied        the worker process ended in the middle of the text
├── SpeechError           speech could not be recognised, or a text not be spoken
│   ├── RecogniserBehind  more was said than could be followed
│   ├── RecogniserDied    the worker process ended in the middle of a word
│   ├── RecogniserFailed  the recogniser reported a failure
│   ├── RecogniserTimeout the recogniser did not answer before its deadline
│   └── VoiceFailed       the program that speaks failed, or took too long
├── ModelError            a model file is missing, truncated, corrupted, or cannot be fetched
├── EngineUnusable        an engine or a recogniser cannot start; names it
├── StoreError            the disk stands in the way; what was acknowledged stays
│   ├── StoreFull         it is full
│   └── StoreFailed       it reports errors, or what is on it is damaged
├── BusUnusable           the server that joins several processes cannot be used
├── DataBusy              another process owns the data directory
├── DataUnusable          the database is damaged, of a newer Enishi, not there, or in the way
└── AddressBusy           the address to listen on cannot be had
"""


class EnishiError(Exception):
    """Root of the tree: `code` is stable for programs, `sentence` is English for people."""

    code = "error"
    told_instead = ""
    """What people on the page are told where the sentence may name addresses of the house; that is for its logs."""

    def __init__(self, sentence: str, *, code: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code or type(self).code

    @property
    def told(self) -> str:
        """The sentence for people on the page."""
        return self.told_instead or self.sentence


class Refused(EnishiError):
    """The request cannot be done as asked."""

    code = "refused"


class Invalid(Refused):
    """What came in is empty, too long, malformed, of an unknown language, or out of order."""

    code = "invalid"


class NameTaken(Invalid):
    """Somebody in the room has a name that looks the same; `free` is one like it that nobody has."""

    code = "name_taken"

    def __init__(self, *, free: str) -> None:
        super().__init__(
            "Somebody in this room has that name, or one that looks like it. Choose another one; if that is you, open "
            "the room where you came in before."
        )
        self.free = free


class Unreadable(Invalid):
    """A file that came in cannot be read; `line` says where, from 1 on."""

    code = "unreadable"

    def __init__(self, sentence: str, *, line: int) -> None:
        super().__init__(f"Line {line}: {sentence}")
        self.line = line


class SignedOut(Refused):
    """There is no session, or it ended."""

    code = "signed_out"


class Denied(Refused):
    """The member is known but may not do this."""

    code = "denied"


class Missing(Refused):
    """There is no such room, message or invite."""

    code = "missing"


class NoRecogniser(Refused):
    """Nothing here hears that language."""

    code = "no_recogniser"


class NoVoice(Refused):
    """Nothing here speaks that language."""

    code = "no_voice"


class TooMany(Refused):
    """Too many requests; `retry_after` is in seconds."""

    code = "too_many"

    def __init__(self, sentence: str, *, retry_after: float, code: str | None = None) -> None:
        super().__init__(sentence, code=code)
        self.retry_after = retry_after


class TranslationError(EnishiError):
    """This text could not be translated."""

    code = "not_translated"


class LanguageUnrecognised(TranslationError):
    """The text cannot be in the language that it is said to be in; no engine is asked."""

    code = "language_unrecognised"


class TextTooCostly(TranslationError):
    """To find the sentences of the text, and what in it stays, takes too long."""

    code = "text_too_costly"


class Overloaded(TranslationError):
    """More waits for the engines than they can do, much of it of the same author."""

    code = "overloaded"


class NoRoute(TranslationError):
    """No path of engines joins the two languages."""

    code = "no_route"


class EngineFailed(TranslationError):
    """The engine reported a failure, or its answer is unusable."""

    code = "engine_failed"
    told_instead = "An engine failed. Try again, or read the original."


class EngineTimeout(TranslationError):
    """The engine did not answer before its deadline."""

    code = "engine_timeout"


class EngineDied(TranslationError):
    """The worker process ended in the middle of the text."""

    code = "engine_died"


class SpeechError(EnishiError):
    """Speech could not be recognised, or a text not be spoken."""

    code = "speech"


class RecogniserBehind(SpeechError):
    """More was said than could be followed."""

    code = "recogniser_behind"


class RecogniserDied(SpeechError):
    """The worker process ended in the middle of a word."""

    code = "recogniser_died"


class RecogniserFailed(SpeechError):
    """The recogniser reported a failure."""

    code = "recogniser_failed"
    told_instead = "The recogniser failed. Try again, or write."


class RecogniserTimeout(SpeechError):
    """The recogniser did not answer before its deadline."""

    code = "recogniser_timeout"


class VoiceFailed(SpeechError):
    """The program that speaks failed, or took too long."""

    code = "voice_failed"


class ModelError(EnishiError):
    """A model file is missing, truncated, corrupted, or cannot be fetched."""

    code = "model"
    told_instead = "A model could not be fetched. The log of the server says why."


class EngineUnusable(EnishiError):
    """An engine or a recogniser cannot start; the sentence names it."""

    code = "engine_unusable"


class StoreError(EnishiError):
    """The disk stands in the way; what was acknowledged stays, and the next attempt may succeed."""

    code = "store"


class StoreFull(StoreError):
    """The disk is full."""

    code = "store_full"


class StoreFailed(StoreError):
    """The disk reports errors, or what is on it is damaged."""

    code = "store_failed"


class BusUnusable(EnishiError):
    """NATS cannot be reached, or there is no database that several processes could share."""

    code = "bus_unusable"


class DataBusy(EnishiError):
    """Another process owns the data directory."""

    code = "data_busy"


class DataUnusable(EnishiError):
    """The database cannot be used: damaged, of a newer Enishi, not there, or in the way; the sentence says which."""

    code = "data_unusable"


class AddressBusy(EnishiError):
    """The address to listen on cannot be had."""

    code = "address_busy"

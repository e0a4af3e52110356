"""The commands that say or change something in a room: each becomes a fact, whose number answers it."""

from enishi.doors.verbs import Verbs
from enishi.model import Member, Message
from enishi.protocol import Correct, Done, Edit, Post, Relabel, Remove, Unclear, Uncorrect

Write = Post | Edit | Relabel | Remove | Correct | Uncorrect | Unclear


async def write(verbs: Verbs, member: Member, command: Write) -> Done:
    """Do as asked, once it is on disk; raises an EnishiError when that cannot be."""
    verbs.posts.take(member.id)
    match command:
        case Correct() | Uncorrect():
            return await _correct(verbs, member, command)
        case Unclear():
            return await _ask(verbs, member, command)
        case Post():
            message = await _post(verbs, member, command)
        case _:
            message = await _change(verbs, member, command)
    return Done(nonce=command.nonce, message=message.id, seq=message.changed)


async def _post(verbs: Verbs, member: Member, command: Post) -> Message:
    await verbs.access.to_room(member, command.room)
    return await verbs.posting.post(
        member,
        command.room,
        command.text,
        command.nonce,
        language=command.language,
        reply_to=command.reply_to,
        spoken=command.spoken,
    )


async def _change(verbs: Verbs, member: Member, command: Edit | Relabel | Remove) -> Message:
    own = await verbs.access.to_own_message(member, command.room, command.message)
    match command:
        case Edit():
            return await verbs.posting.edit(own, command.text)
        case Relabel():
            return await verbs.posting.relabel(own, command.language)
        case Remove():
            return await verbs.posting.remove(own)


async def _correct(verbs: Verbs, member: Member, command: Correct | Uncorrect) -> Done:
    place = member, command.room, command.message, command.language
    if isinstance(command, Correct):
        message = await verbs.access.to_correct(*place)
        made = await verbs.correcting.correct(member, message, command.of, command.language, command.text)
    else:
        message = await verbs.access.to_correction(*place)
        made = await verbs.correcting.undo(message, command.language)
    return Done(nonce=command.nonce, message=made.message, seq=made.seq)


async def _ask(verbs: Verbs, member: Member, command: Unclear) -> Done:
    message = await verbs.access.to_message_of_another(member, command.room, command.message)
    question = await verbs.asking.ask(member, message, command.phrase)
    return Done(nonce=command.nonce, message=message.id, seq=question.seq if question else None)

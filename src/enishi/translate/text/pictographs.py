"""Emoji and emoticons, which stay outside of the sentences that an engine reads."""

from functools import lru_cache

import regex

_MODIFIERS = r"(?:[\uFE0F\u20E3]|\p{Emoji_Modifier}|[\U000E0020-\U000E007F]){0,12}"
"""What follows a base: emoji presentation, keycap, skin tone, the letters of a flag of England."""
_ELEMENT = (
    r"(?:\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3|\p{Extended_Pictographic}\uFE0F|\p{Emoji_Presentation}"
    rf"|[☀-➿⬀-⯿\U0001F000-\U0001FAFF]){_MODIFIERS}"
)
_EMOJI = rf"{_ELEMENT}(?:\u200D{_ELEMENT}){{0,10}}\u200D?"
_EMOTICON = (
    r"(?=[:;=<>xX\\¯]|[}][:;=]|\^[_^]|[-TuoO0.*]_)"  # most characters begin none: told at once
    r"(?:(?<=\w)[:;]-?[)(](?!\w)"  # great:)
    r"|(?<![\w:;=/\\<>])(?:[<>}]?[:;=]['’]?[-o*^~]?(?:[)(\]\[|*@$}{]{1,10}|[\\/](?![\w\\/]))"  # :-) ;( :'( :/
    r"|[<>]?[:;=xX]['’]?-?[DPpOSXbc3](?!\w)|</?3{1,5}(?!\w)|\\o/|¯\\{1,2}_\(ツ\)_/¯"  # :D xD <3
    r"|(?:\^_{0,3}\^|>_{1,3}<|-_{1,3}-|T_{1,3}T|;_{1,3};|u_{1,3}u|[oO0]_{1,3}[oO0]|\._{1,3}\.|\*_{1,3}\*)(?!\w)))"
)


@lru_cache(1)
def _pattern() -> regex.Pattern[str]:
    # The tables of Unicode come with the library, which is faster than its compiler at import time.
    return regex.compile(rf"((?:{_EMOJI}|{_EMOTICON})+)")


def split_at_pictographs(text: str) -> list[str]:
    """The pieces between the emoji and emoticons, and these themselves, in turn: every second one is one."""
    return [piece or "" for piece in _pattern().split(text)]

"""Tells a person's name from a word at the start of a sentence by what follows: `Art is at home`, `Grace, wait`."""

import re

_SAYS = {
    "en": "says|said|wants|wanted|asked|asks|knows|thinks|told|tells|called|calls|wrote|writes|sent|lives|likes|loves"
    "|came|went|and I|and you|(?:is|was|will be) (?:at|in|on|here|there|home|back|away|late|ill|sick|coming|going|with"
    "|not|my|our|your|his|her|already|still|now|sorry|happy|tired|busy|ready)"
    "|has (?:been|gone|left|arrived|called|sent)",
    "pt": "disse|diz|quer|pediu|pergunta|perguntou|sabe|acha|ligou|escreveu|mandou|mora|gosta|veio|vem|foi para|vai"
    "|chegou|está|estava|e eu|e você",
    "es": "dijo|dice|quiere|pidió|pregunta|preguntó|sabe|cree|llamó|escribió|mandó|vive|vino|viene|fue a|va|llegó|está"
    "|estaba|y yo|y tú",
}
"""By language: verbs and phrases that follow people more often than things."""


def speaks_of_a_person(following: str, language: str) -> bool:
    """Whether the words that follow a capitalised word are of a person, or address one."""
    verbs = _SAYS.get(language)
    if following.startswith((", ", "'s ", "’s ")):
        return verbs is not None
    return verbs is not None and re.match(rf" (?:{verbs})\b", following[:40]) is not None

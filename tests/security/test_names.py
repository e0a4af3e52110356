"""Names: what hides, covers or shows nothing is refused, what looks like somebody else's is taken; others are kept."""

from itertools import combinations
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as some

from enishi.errors import Invalid
from enishi.gathering.people.lookalikes import looks
from enishi.gathering.people.names import LONGEST_NAME, numbered
from enishi.text import checked_name

GOOD = (
    "Ana", "Zoë", "O'Brien", "O’Neill", "Jean-Luc", "José María", "Nguyễn Thị Ánh", "Ng\u0303uye\u0302\u0303n",
    "Łukasz",
    "Şükrü", "Þórður", "Ольга", "Ђорђе", "Ґалина", "Ελένη", "Հայկ", "ნინო", "مُحَمَّد", "فاطمة الزهراء", "می\u200cنا",
    "عبد\u200cالله", "שָׁלוֹם", "יוּסֵף", "अनुष्का", "क्\u200dष", "राजकुमार", "শ্রাবণী", "র\u200d্যাম", "ਗੁਰਪ੍ਰੀਤ", "પ્રિયા",
    "ଲକ୍ଷ୍ମୀ", "தமிழ்ச்செல்வி", "శ్రీ", "ಲಕ್ಷ್ಮಿ", "ശ്രീ\u200dക", "ශ්\u200dරී", "สมชาย", "น้ำผึ้ง", "ສົມ", "མཁྱེན་རྩེ", "သူဇာ",
    "ភក្តី", "አበበ", "ᏣᎳᎩ", "ᐃᓄᒃ", "ᠮᠣᠩᠭᠣᠯ", "田中 花子", "ひろし", "タロウ", "김민준", "王小明", "ⵜⵉⵣⵉ", "ߒߞߏ",
    "Ada 🌻", "👩\u200d💻 Grace",
    "❤\ufe0f Mia", "1\ufe0f\u20e3 Tom", "↔\ufe0f Al", "👩🏽\u200d🚒 Jo", "🏳\ufe0f\u200d🌈 Al",
    "辻\U000e0100さん", "ᠨᠠ\u180bᠷᠠ",
)  # fmt: skip
CLEANED = (
    ("  Ana ", "Ana"), ("Ana\tMaria", "Ana Maria"), ("Ana \n Maria", "Ana Maria"), ("Ana\r\nMaria", "Ana Maria"),
    ("Ana\u00a0Maria", "Ana Maria"), ("Ana\u2003\u2003Maria", "Ana Maria"), ("田中\u3000花子", "田中 花子"),
    ("Ana\u2028Maria", "Ana Maria"), ("Ana\u2029Maria", "Ana Maria"), ("Ana\u0085Maria", "Ana Maria"),
    ("Ana\u1680Maria", "Ana Maria"), ("Ana\u202fMaria", "Ana Maria"), ("Ana\u205fMaria", "Ana Maria"),
    ("Jose\u0301", "José"), ("Zoe\u0308", "Zoë"), ("A\u030a", "Å"), ("\u212bsa", "Åsa"), ("\u1112\u1161\u11ab", "한"),
)  # fmt: skip
"""As it is typed, and as it is kept."""

HIDDEN = (
    *map(chr, (0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180E, 0x180F, 0x2800)),
    *map(chr, (0x3164, 0xFEFF, 0xFFA0)),
    *map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFE00, 0xFE10))),
    *map(chr, (*range(0xFFF9, 0xFFFD), *range(0xE0001, 0xE0080), 0xE000, 0xF0000, 0x378, 0x7F, 0x1B, 0x0)),
    *map(chr, (0x16FE4, 0x1BCA0, 0x1D159, *range(0x1D173, 0x1D17B), 0xE0100, 0xE01EF)),
)  # fmt: skip

LETTERS = {
    "M": "МΜᎷⅯＭ𝐌𝑴𝓜𝔐𝕄ꓟϺ",
    "a": "аɑα⍺ａ𝐚𝑎𝒶𝔞𝕒𝖆𝗮",
    "r": "гᴦⲅꮁ𝐫𝓇𝔯𝕣ｒ",
    "i": "іıιɩⅰｉ𝐢𝒾𝕚ꙇ",
    "o": "оοօσ০०੦໐๐ｏ𝐨ℴ𝗈",
    "O": "0ОΟՕ〇ⲞＯ𝐎𝕆ꓳ",
    "l": "1IІΙ|ⅼ׀ןاӀӏℓｌ𝐥",
    "e": "еҽ℮ｅ𝐞ℯ",
    "c": "сϲⅽｃ𝐜",
    "p": "рρ⍴ｐ𝐩",
    "x": "х×ⅹｘ𝐱",
    "y": "уγүʏｙ𝐲",
    "s": "ѕｓ𝐬ꜱ",
    "n": "ոռｎ𝐧",
    "u": "υսꭎｕ𝐮",
    "A": "АΑᎪＡ𝐀ꓮ",
    "S": "ЅՏᏚＳ𝐒",
    "T": "ТΤᎢＴ𝐓⊤",
}
"""Letters, and others that look like them (from Unicode's confusables, and what casefolding and NFKC make the same)."""

ALIKE = (
    *((f"Z{letter}w", f"Z{other}w") for letter, others in LETTERS.items() for other in others if letter.islower()),
    *((f"{letter}qz", f"{other}qz") for letter, others in LETTERS.items() for other in others if letter.isupper()),
    ("Maria", "MARIA"), ("Maria", "Мariа"), ("Maria", "Maria\ufe0f"), ("Marla", "MarIa"), ("Arnie", "Amie"),
    ("Ольга", "ольга"), ("Ольга", "Oльга"), ("Мария", "МАРИЯ"), ("Straße", "Strasse"), ("Paul", "Paul\u200d"),
    ("José", "Jose\u0301"), ("O’Neill", "O'Neill"), ("O'Neill", "O`Neill"), ("Jean-Luc", "Jean‐Luc"),
    ("Jean-Luc", "Jean–Luc"), ("Anna 1", "Anna l"), ("Anna 10", "Anna IO"), ("ﬁona", "fiona"), ("Ⅷ", "VIII"),
    ("Ana 👩\u200d🚒", "Ana 👩🚒"), ("❤\ufe0f Mia", "❤ Mia"), ("辻\U000e0100", "辻"), ("می\u200cنا", "مینا"),
)  # fmt: skip
"""Two names that a reader cannot tell apart, or that are one name in other letters."""

DIFFERENT = (
    ("Ana", "Anna"), ("Ana", "Ana 2"), ("Maria", "Marla"), ("José", "Jose"), ("Zoë", "Zoe"), ("Jan", "Jana"),
    ("Li", "Lin"), ("Ольга", "Олег"), ("Мария", "Марина"), ("محمد", "محمود"), ("עדי", "עידו"),
    ("李", "季"), ("田中", "田口"), ("नमन", "नयन"), ("Ana 🌻", "Ana 🌹"), ("Ana", "Ana B."), ("Øyvind", "Oyvind"),
    ("Łukasz", "Lukasz"), ("김민준", "김민중"), ("ひろし", "ひろみ"),
)  # fmt: skip


def refused(name: str) -> bool:
    try:
        checked_name(name, LONGEST_NAME)
    except Invalid:
        return True
    return False


@pytest.mark.parametrize("name", GOOD)
def test_a_name_of_any_script_is_taken(name: str) -> None:
    assert checked_name(name, LONGEST_NAME) == normalize("NFC", name)


def test_people_of_all_scripts_fit_into_one_room() -> None:
    assert [(one, other) for one, other in combinations(GOOD, 2) if looks(one) & looks(other)] == []


@pytest.mark.parametrize(("typed", "kept"), CLEANED)
def test_spaces_and_composition_are_cleaned(typed: str, kept: str) -> None:
    assert checked_name(typed, LONGEST_NAME) == kept
    assert kept != typed


@pytest.mark.parametrize("hidden", HIDDEN, ids=lambda each: f"{ord(each):x}")
def test_a_character_that_shows_nothing_is_refused(hidden: str) -> None:
    assert all(map(refused, (f"Ma{hidden}ria", f"{hidden}Maria", f"Maria{hidden}", hidden * 3)))


@pytest.mark.parametrize("mark", [*map(chr, range(0x300, 0x315))], ids=lambda each: f"{ord(each):x}")
def test_marks_do_not_pile_up(mark: str) -> None:
    joined = f"{mark}\u200d" * 8
    piles = (f"Z{mark * 8}oe", f"Z\u0652{joined}oe", f"{mark}Zoe", f"Ana {mark}Zoe")
    assert all(map(refused, piles))
    assert not refused(f"Z{mark}oe")


@pytest.mark.parametrize(("name", "other"), ALIKE)
def test_names_that_look_alike_are_the_same(name: str, other: str) -> None:
    assert name != other
    assert looks(name) & looks(other)


@pytest.mark.parametrize(("name", "other"), DIFFERENT)
def test_names_that_can_be_told_apart_are_two(name: str, other: str) -> None:
    assert not looks(name) & looks(other)


@given(some.text(min_size=1, max_size=LONGEST_NAME), some.integers(0, 12))
def test_whose_name_is_taken_is_offered_another_that_is_good(typed: str, people: int) -> None:
    if refused(typed):
        return
    name, taken = checked_name(typed, LONGEST_NAME), set[str]()
    for _ in range(people):
        taken |= looks(name)
        name = numbered(name, taken)
        assert not looks(name) & taken
        assert checked_name(name, LONGEST_NAME) == name


def test_a_number_takes_the_place_of_a_number() -> None:
    assert numbered("Maria", looks("Maria")) == "Maria 2"
    assert numbered("Maria 2", looks("Maria") | looks("Maria 2")) == "Maria 3"


def test_there_are_two_hundred_names() -> None:
    assert len(GOOD) + len(CLEANED) + len(HIDDEN) + len(ALIKE) + len(DIFFERENT) > 400

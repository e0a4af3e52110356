"""Names: what hides, covers or shows nothing is refused; names of all scripts are taken as they are."""

from unicodedata import normalize

import pytest

from enishi.errors import Invalid
from enishi.text import checked_name

GOOD = (
    "Ana", "Zoë", "O'Brien", "O’Neill", "Jean-Luc", "José María", "Nguyễn Thị Ánh", "Ng\u0303uye\u0302\u0303n",
    "Łukasz",
    "Şükrü", "Þórður", "Ольга", "Ђорђе", "Ґалина", "Ελένη", "Հայկ", "ნინო", "مُحَمَّد", "فاطمة الزهراء", "می\u200cنا",
    "عبد\u200cالله", "שָׁלוֹם", "יוּסֵף", "अनुष्का", "क्\u200dष", "राजकुमार", "শ্রাবণী", "র\u200d্যাম", "ਗੁਰਪ੍ਰੀਤ", "પ્રિયા",
    "ଲକ୍ଷ୍ମୀ", "தமிழ்ச்செல்வி", "శ్రీ", "ಲಕ್ಷ್ಮಿ", "ശ്രീ\u200dക", "ශ්\u200dරී", "สมชาย", "น้ำผึ้ง", "ສົມ", "མཁྱེན་རྩེ", "သူဇာ",
    "ភក្តី", "አበበ", "ᏣᎳᎩ", "ᐃᓄᒃ", "ᠮᠣᠩᠭᠣᠯ", "田中 花子", "ひろし", "タロウ", "김민준", "王小明", "ⵜⵉⵣⵉ", "ߒߞߏ",
    "Ada 🌻", "👩\u200d💻 Grace",
    "❤\ufe0f Mia",
)  # fmt: skip
HIDDEN = (
    *map(chr, (0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x2800, 0x3164, 0xFEFF, 0xFFA0)),
    *map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFE00, 0xFE10))),
    *map(chr, (*range(0xFFF9, 0xFFFC), *range(0xE0001, 0xE0080), 0xE000, 0xF0000, 0x378, 0x7F, 0x1B, 0x0)),
)


@pytest.mark.parametrize("name", GOOD)
def test_a_name_of_any_script_is_taken(name: str) -> None:
    assert checked_name(name, 60) == normalize("NFC", name)


@pytest.mark.parametrize("hidden", HIDDEN, ids=lambda each: f"{ord(each):x}")
def test_a_character_that_shows_nothing_is_refused(hidden: str) -> None:
    for name in (f"Ma{hidden}ria", f"{hidden}Maria", f"Maria{hidden}", hidden * 3):
        with pytest.raises(Invalid):
            checked_name(name, 60)


@pytest.mark.parametrize("mark", [*map(chr, range(0x300, 0x315))], ids=lambda each: f"{ord(each):x}")
def test_marks_do_not_pile_up(mark: str) -> None:
    for pile in (mark * 8, "\u0652" + f"{mark}\u200d" * 8):
        with pytest.raises(Invalid):
            checked_name(f"Z{pile}oe", 60)

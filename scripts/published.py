"""What is published for languages: the codes in Mozilla's two lists of models, and Apertium's pairs in Debian 12.

Facts of a day, for docs/languages.md and for tests; Enishi itself reads the lists.
"""

REMOTE_SETTINGS = (
    # From English, then into English: the collection translations-models-v2 in October 2025.
    "ar az bg bn ca cs da de el es et fa fi fr gu he hi hr hu id is it ja kn ko lt lv ml ms nl pl pt ro ru sk sl sv ta "
    "te tr uk zh-Hans",
    "ar az be bg bn bs ca cs da de el es et fa fi fr gu he hi hr hu id is it ja kn ko lt lv ml ms nb nl nn pl pt ro ru "
    "sk sl sq sr sv te tr uk vi zh-Hans",
)
BUCKET = (
    # From English, then into English: models.json in March 2026.
    "ar az bg bn bs ca cs da de el es et fa fi fr gu he hi hr hu id is it ja kn ko lt lv ml ms nb nl no pl pt ro ru sk "
    "sl sq sr sv ta te th tr uk vi zh zh_hant",
    "ar az be bg bn bs ca cs da de el es et fa fi fr gu hbs he hi hr hu id is it ja kn ko lt lv ml ms nb nl nn no pl "
    "pt ro ru sk sl sq sr sv ta te th tr uk vi zh zh_hant",
)
APERTIUM = (
    # The packages apertium-… of Debian 12.
    "afr-nld arg-cat bel-rus br-fr cat-ita cat-srd dan-nor en-gl eng-cat eng-spa eo-ca eo-en eo-es eo-fr es-gl es-pt "
    "es-ro eu-en eu-es fr-es fra-cat fra-frp hbs-eng hbs-mkd hbs-slv ind-zlm isl-eng isl-swe mkd-bul mkd-eng nno-nob "
    "oc-ca oc-es oci-fra pol-szl por-cat pt-gl rus-ukr spa-arg spa-ast spa-cat spa-ita srd-ita swe-dan swe-nor urd-hin"
)

REGIONS = {
    "ar": "EG SA",
    "bn": "BD IN",
    "de": "DE AT CH",
    "en": "US GB AU IN",
    "es": "ES MX 419",
    "fa": "IR AF",
    "fr": "FR CA BE CH",
    "it": "IT CH",
    "ms": "MY SG",
    "nl": "NL BE",
    "pt": "BR PT AO",
    "ro": "RO MD",
    "sv": "SE FI",
    "ta": "IN LK",
    "ur": "PK IN",
}
"""Regions with which browsers send a language; the others are sent with the most likely one."""

OTHERS = {
    "fil": "tl",
    "he": "iw iw-IL",
    "id": "in in-ID",
    "ms": "zlm",
    "nb": "no no-NO",
    "sr": "sr-Cyrl sr-Cyrl-RS",
    "sr-Latn": "sr-Latn-RS sr-ME sh",
    "zh-Hans": "zh zh-CN zh-SG zh-Hans-CN",
    "zh-Hant": "zh-TW zh-HK zh-MO zh-Hant-TW zh-Hant-HK",
}
"""Other names by which browsers of today or yesterday ask for it."""

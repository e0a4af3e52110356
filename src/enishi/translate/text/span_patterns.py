"""What no engine may change, as regular expressions: links, code, mentions, paths, placeholders, measures, times.

The time is linear: every quantifier is bounded or possessive, and a run of characters is read from its beginning only.
Each alternative begins with a character, which is cheap to refuse; the condition on what is before it comes after that.
"""

import re

from enishi.translate.text.markers import MARKER

_FILES = (
    "7z|apk|avi|bak|bat|bin|bmp|bz2|cfg|conf|cpp|css|csv|deb|dmg|docx?|env|epub|exe|flac|gif|go|gpx|gz|html?|ico|ics"
    "|ini|ipynb|iso|jar|java|jpe?g|json|jsx?|key|kt|lock|log|lua|md|mkv|mov|mp[34]|od[pst]|ogg|opus|pdf|php|png|pptx?"
    "|ps1|py|rar|rb|rpm|rs|rst|rtf|sh|sql|srt|svg|tar|tex|tiff?|toml|tsx?|txt|vue|wav|webm|webp|xlsx?|xml|ya?ml|zip"
)
_DOMAINS = "com|org|net|edu|gov|io|dev|app|info|eu|de|fr|es|pt|br|it|cat|uk|ch|at|nl|jp|cn|ru"
_SEPARATED = r"[^\s<>\"'`]"
_HOST = r"(?:[\w-]{1,63}\.){1,8}[\w-]{2,63}"

_CODE = r"```[\s\S]{1,3994}?```|``[^\n`](?:[^\n`]|`(?!`)){0,1000}``|`[^`\n]{1,1000}`"
_ATTRIBUTE = r"\s{1,3}[\w:-]{1,40}=(?:\"[^\"<>\n]{0,300}\"|'[^'<>\n]{0,300}'|[^\s\"'<>]{1,300})"
_ANGLED = (
    r"<(?:[@#!/:?]|[at]:)[^\s<>][^<>\n]{0,300}>|<(?:https?|mailto):[^<>\n]{1,1000}>"  # of chats
    rf"|<[A-Za-z][\w:.-]{{0,40}}(?:{_ATTRIBUTE}){{0,8}}\s?/?>"
)
_MENTIONS = (
    r"[@#](?<![\w/].)\*\*[^*\n]{1,100}\*\*"
    rf"|@(?<![\w/]@)\w(?:[\w.-]{{0,62}}\w)?(?:[@:]{_HOST}(?::\d{{1,5}})?)?"
    rf"|\#(?<![\w/&]\#)\w(?:[\w-]{{0,100}}\w)?(?::{_HOST})?"
    r"|:(?<![\w:]:)[a-z0-9_+-]{0,40}[a-z_][a-z0-9_+-]{0,40}:(?!\w)"
)
_PLACEHOLDERS = (
    r"\{(?:\{[^{}\n]{1,200}\}\}|%[^{}\n]{1,200}%\}|\s?[\w.:!\[\]|%-]{0,80}\s?\})|[$#@%]\{[\w.:!\[\]|%-]{0,80}\}"
    r"|\$[A-Za-z_]\w{0,40}|&(?:[a-z]{2,8}|\#\d{1,6}|\#x[0-9a-f]{1,6});"
    r"|%(?:\([\w.]{1,60}\)[-#0+]?\d{0,3}(?:\.\d{1,2})?[a-zA-Z]|[A-Z_]{2,40}%|(?<![\w%]%)(?:\d{1,2}(?![\w%.,$])"
    r"|(?:\d{1,2}\$)?[-+#0]?\d{0,3}(?:\.\d{1,2})?(?:hh?|ll?|[zjtL])?[diouxXeEfFgGaAcspn@](?!\w)))"
)
_TARGET = (
    r"\((?<=\]\()(?:[^\s()<>]|\([^\s()<>]{0,100}\)){1,500}"
    r"(?:\s{1,5}(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'))?\)"  # [text](path "title")
)
_URL = rf"[A-Za-z](?<![A-Za-z0-9+.-].)[A-Za-z0-9+.-]{{1,20}}://{_SEPARATED}{{1,4000}}"
_AT_WORD_START = (
    rf"[\w.+-]{{0,63}}+@{_HOST}"
    rf"|(?<![/~\\].)(?:/?[\w-]{{0,100}}+[./\\]){{1,12}}(?<=\.)(?:{_FILES})\b(?![\w/])"
    r"|(?P<link>(?<=[mtxgs])(?:ailto|el|ms|pp|atrix|agnet|eo|mpp):[^\s<>\"'`]{1,1000}"
    r"|(?:(?<=\\)|(?<=[A-Za-z]):)\\[^\s\"'<>|*?]{0,500}"  # C:\Users, \\server\share
    r"|(?<=~)/[\w./~+-]{0,300}"
    r"|[\w-]{0,62}\.(?:(?<=www\.)(?:[\w-]{1,63}\.){0,8}[\w-]{1,63}|(?:[\w-]{1,63}\.){0,8}"
    rf"(?:{_DOMAINS}))\b(?:[/?\#:]{_SEPARATED}{{0,2000}})?)"
    r"|(?=[\da-fA-F]{1,35}+[:-][\da-fA-F]{2})(?=[\d:-]{0,60}+[a-fA-F]|(?<=[a-fA-F]))(?=[a-fA-F:-]{0,60}+\d|(?<=\d))[\da-fA-F]{1,35}"
    r"(?:[:-][\da-fA-F]{2,36}){2,12}(?![\w-])"  # hexadecimal groups: engines swallow what repeats
    r"|(?<=\d)(?<!,.)(?:\d{3}(?:[ -]\d{4}){2,8}(?!\w)|\d{11,4000}+(?![\w.,]\d))"  # card numbers, long numbers
)
OPAQUE = re.compile(
    rf"{_CODE}|{_ANGLED}|{_MENTIONS}|{_TARGET}|(?P<url>{_URL})|[\w~/\\+-](?<![\w.-].)(?:{_AT_WORD_START})"
    rf"|{_PLACEHOLDERS}|XQ\d{{1,10}}|{MARKER.pattern}"
)
"""What no engine may read. A `url` or `link` may have the punctuation of its sentence at its end."""

ICU = re.compile(r"\{\s{0,3}\w{1,40}\s{0,3},\s{0,3}(?:plural|select|selectordinal|number|date|time|duration)\b")
"""The beginning of an ICU message, whose braces nest."""

UNITS = (
    r"(?=[ABCEGHIJKLMPTUVWbcdfghklmnop\u00b5\u03bc\u03a9\u2126°℃℉%‰€$£¥₹₩₽])"
    r"(?:[KMGT]i?B|[kmg]bit/s|[kKMG]?Hz|[mkMG]?Wh?|[mk]?V|m?A|mAh|km/h|m/s|mph|bpm|fps|dpi|px|[kcdm]?m[²³23]?"
    r"|[\u00b5\u03bcn]m|ha|[kmMG\u00b5\u03bcn]?[\u03a9\u2126]|[kcdm\u00b5\u03bcn]?g|mcg|lbs?|oz|[hdcm\u00b5\u03bc]?[lL]"
    r"|ft|°[CF]?|℃|℉|%|‰|[kM]?€|[€$£¥₹₩₽]|EUR|USD|GBP|BRL|CHF|[m\u00b5\u03bcn]s|min|kcal|[hkM]?Pa|dB|m?mol|k?J|IU)"
)
"""Most characters begin none of them, which is told at once."""
_AMOUNT = r"\d{1,30}(?:[.,]\d\d?)?(?![.,]?\d)(?!\s(?:b|m|tr)il)"
"""Not grouped by thousands: the engine writes `1,000 km` as its language does, and quality estimation checks it."""
CURRENCY = r"(?:(?:US|NZ|HK|MX|[RAC])?\$|[€£¥₹₩₽])"
PLAIN = re.compile(
    r"\+(?<![\w+].)\d[\d ()/-]{5,20}\d"
    r"|\d(?<!\w.)(?:\d{3}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?Z?)?\b|\d?(?P<between>[./-])\d{1,2}(?P=between)\d{2,4}\b"
    r"|\d?\.\d{1,2}\.(?!\w)"
    r"|\d?(?:[:h]\d\d(?::\d\d)?(?:\s?[ap]\.?m\b)?|\s?[ap]\.?m\b)(?:\s(?:UTC|GMT|CES?T))?)"
    rf"|[-+−USNZHKMXRAC$€£¥₹₩₽](?<!\w.)(?:(?<=[-+−]){CURRENCY}|(?:S|Z|K|X)?\$|(?<=[$€£¥₹₩₽]))\s?[-−]?{_AMOUNT}"
    rf"|[-+−±](?<![\w.,)\]%].){_AMOUNT}\s?(?:{UNITS})(?![\w²³])"
    rf"|\d(?<![\w.,].)(?:(?<=\d)\d{{0,29}}(?:[.,]\d\d?)?(?![.,]?\d)(?!\s(?:b|m|tr)il)\s?(?:{UNITS})(?![\w²³]))"
    r"|[v\d](?<![\w.].)(?!(?<=\d)\d{0,2}(?:\.\d{3}){2,9}(?![.\d]))(?:(?<=v)\d)?\d{0,9}(?:\.\d{1,9}){2,8}\b"
)
"""What the engine reads, for its grammar; placeholders only if it does not come through."""

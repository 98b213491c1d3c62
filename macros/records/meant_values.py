"""Reads a day or a number as people, Excel and Outlook write it, where it can mean one thing alone.

``1/2/2026`` is a day in February here and in January elsewhere, so nobody's guess is put in its place.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? +)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_YEAR = r"(?P<year>\d{4})"
_SIGN = r"(?P<sign>[-/.\u2010-\u2015\u2212])"
_FORMS = (
    re.compile(rf"{_WEEKDAY}{_DAY}(?: +of)?[ -]{_MONTH},?[ -](?P<year>\d{{4}}|\d\d)"),  # 22-Nov-26
    re.compile(rf"{_WEEKDAY}{_MONTH} +{_DAY},? +{_YEAR}"),  # November 22, 2026
    re.compile(rf"{_YEAR}{_SIGN}(?P<month>\d{{1,2}})(?P=sign)(?P<day>\d{{1,2}})(?:[t ]0?0:00(?::00)?)?"),
    re.compile(rf"(?P<day>\d{{1,2}}){_SIGN}(?P<month>\d{{1,2}})(?P=sign){_YEAR}"),  # 22/11/2026
)
_FULL_NAMES = "january february march april may june july august september october november december".split()
_NUMBER = re.compile(r"[\u2212-]?\d{1,3}(?:[,' \u00a0\u2009\u202f]\d{3})+(?:\.0+)?|[\u2212-]?\d+\.0+|\d+")
_DECIMAL = re.compile(r"[\u2212-]?\d+,\d{1,2}|[\u2212-]\d+(?:\.\d+)?")
_HOURS = re.compile(
    r"(?P<hours>\d+(?:\.\d+)?|an?|one) ?(?:h|hrs?|hours?)(?: ?(?P<minutes>\d{1,2}) ?(?:m|mins?|minutes?)?)?"
)
_NUMBER_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_CLOCK = re.compile(r"(?P<hours>\d{1,2}):(?P<minutes>[0-5]\d)")
_MINUTES = re.compile(r"(?P<minutes>\d+) ?(?:m|mins?|minutes?|')\.?")


def read_day(text: str) -> str:
    """The day that ``text`` can alone mean, as year-month-day; empty where there is none. Of two numbers that
    may both be the month, none is taken."""
    for form in _FORMS:
        if match := form.fullmatch(text.strip().lower()):
            day, month = int(match["day"]), _read_month(match["month"])
            if form is _FORMS[3] and day <= 12 and day != month:
                return ""
            try:
                return date(int(f"20{match['year']}"[-4:]), month, day).isoformat()
            except ValueError:
                return ""
    return ""


def _read_month(text: str) -> int:
    """A month by its name or number; 0 for what is neither."""
    if text.isdigit():
        return int(text)
    is_name = any(name.startswith(text) for name in _FULL_NAMES) or text == "sept"
    return MONTHS.index(text[:3]) + 1 if is_name and text[:3] in MONTHS else 0


def read_number(text: str, in_minutes: bool = False, is_whole: bool = True) -> str:
    """The number that ``text`` can alone mean, as it is to be written; empty where there is none. One ``in
    minutes`` may have its unit, or be in hours."""
    text = text.strip()
    if in_minutes and (hours := _HOURS.fullmatch(text.lower())):
        number = 1.0 if hours["hours"][0] in "ao" else float(hours["hours"])
        minutes = round(number * 60, 6) + int(hours["minutes"] or 0)
        return f"{minutes:g}" if minutes == int(minutes) else ""
    if in_minutes and (clock := _CLOCK.fullmatch(text)):
        return str(int(clock["hours"]) * 60 + int(clock["minutes"]))
    if text.lower() in _NUMBER_WORDS:
        return str(_NUMBER_WORDS.index(text.lower()))
    if in_minutes and (minutes_alone := _MINUTES.fullmatch(text.lower())):
        return str(int(minutes_alone["minutes"]))
    if _NUMBER.fullmatch(text):
        digits = re.sub(r"[,' \u00a0\u2009\u202f]|\.0+$", "", text).replace("\N{MINUS SIGN}", "-")
        return digits if digits.isascii() else ""
    if not is_whole and _DECIMAL.fullmatch(text):
        return text.replace(",", ".").replace("\N{MINUS SIGN}", "-")
    return ""


_EXCEL_BEGAN = date(1899, 12, 30)  # Day 0, as Excel counts those after February 1900.
_GUARD = "safelinks.protection.outlook.com"
_IN_MARKS = re.compile(r"<(?P<angled>https?://[^\s<>]+)>|\[[^\]]*\]\((?P<linked>https?://[^\s()]+)\)")
_HOST_AND_PATH = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?")
_BEFORE_DOI = re.compile(r"(?:https?://)?(?:dx\.)?doi\.org/|doi:? *", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_PAGES = re.compile(
    r"(?:pp?\.? *)?(?P<first>[A-Za-z]?\d+) *[\u2010-\u2015\u2212-] *(?P<last>[A-Za-z]?\d+)\.?"
)
_MONTH_AS_NUMBER = "|".join(MONTHS)
_PAGES_AS_DAY = re.compile(
    rf"(?P<day>\d{{1,2}})-(?P<month>{_MONTH_AS_NUMBER})|(?P<early>{_MONTH_AS_NUMBER})-(?P<late>\d{{1,2}})",
    re.IGNORECASE,
)
_LAST_NAME = r"(?P<last>[A-Z][\w'\u2019-]*[a-z][\w'\u2019-]*)"
_INITIALS_FIRST = re.compile(rf"(?P<initials>(?:[A-Z]\.? ?){{1,4}}) {_LAST_NAME}")
_FULL_NAME = re.compile(
    r"(?P<first>[A-Z])\w+(?P<middle>(?: [A-Z]\.?)+) (?P<last>[A-Z][\w'\u2019-]*[a-z][\w'\u2019-]*)"
)


def read_excel_day(text: str) -> str:
    """The day that a number is of those that Excel counts, from 2000 to 2099; empty for another text."""
    if not re.fullmatch(r"[3-7]\d{4}", text):
        return ""
    day = _EXCEL_BEGAN + timedelta(days=int(text))
    return day.isoformat() if 2000 <= day.year < 2100 else ""


def read_address(text: str) -> str:
    """The address alone, where ``text`` holds it between the marks of a link, with the full stop of a
    sentence, or in an address with which Outlook guards it; empty for what is none of these."""
    if marked := _IN_MARKS.fullmatch(text.strip()):
        return marked["angled"] or marked["linked"]
    try:
        parts = urlsplit(text)
        if parts.netloc.endswith(_GUARD):
            return parse_qs(parts.query).get("url", [""])[0]
    except ValueError:
        return ""
    return text.rstrip(".,;") if text.startswith("http") and text.endswith((".", ",", ";")) else ""


def complete_address(text: str) -> str:
    """An address that lacks ``https://``, with it; empty for another text."""
    return f"https://{text}" if _HOST_AND_PATH.fullmatch(text) else ""


def read_doi(text: str) -> str:
    """The DOI alone, where ``text`` holds its address or name before it, or the full stop of a sentence
    behind it; empty for what is none of these, and for the DOI alone."""
    doi = _BEFORE_DOI.sub("", text.strip(), count=1).rstrip(".,;")
    return doi if doi != text and _DOI.fullmatch(doi) else ""


def read_pages(text: str) -> str:
    """Pages as they are to be written, where ``text`` has spaces around their dash, or says that they are
    pages; empty for another text."""
    match = _PAGES.fullmatch(text.strip())
    pages = f"{match['first']}\N{EN DASH}{match['last']}" if match else ""
    return "" if pages.replace("\N{EN DASH}", "-") == text.replace("\N{EN DASH}", "-") else pages


def read_pages_as_day(text: str) -> str:
    """The pages of which Excel has made a day, as 3 to 12 for ``12-Mar``; empty for another text."""
    if not (match := _PAGES_AS_DAY.fullmatch(text.strip())):
        return ""
    numbers = [
        int(match["day"] or match["late"]),
        MONTHS.index((match["month"] or match["early"]).lower()) + 1,
    ]
    return "\N{EN DASH}".join(map(str, sorted(numbers)))


def suggest_author(text: str) -> str:
    """A full name, or one with its initials first, as surname and initials; empty for what is none."""
    if first := _INITIALS_FIRST.fullmatch(text.strip()):
        return f"{first['last']} {re.sub('[ .]', '', first['initials'])}"
    match = _FULL_NAME.fullmatch(text.strip())
    return f"{match['last']} {match['first']}{re.sub('[ .]', '', match['middle'])}" if match else ""

"""Reads a day or a number as people, Excel and Outlook write it, where it can mean one thing alone.

``1/2/2026`` is a day in February here and in January elsewhere, so nobody's guess is put in its place.
"""

from __future__ import annotations

import re
from datetime import date

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
    if in_minutes and (minutes_alone := _MINUTES.fullmatch(text.lower())):
        return str(int(minutes_alone["minutes"]))
    if _NUMBER.fullmatch(text):
        digits = re.sub(r"[,' \u00a0\u2009\u202f]|\.0+$", "", text).replace("\N{MINUS SIGN}", "-")
        return digits if digits.isascii() else ""
    if not is_whole and _DECIMAL.fullmatch(text):
        return text.replace(",", ".").replace("\N{MINUS SIGN}", "-")
    return ""

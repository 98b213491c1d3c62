// Calendar days and times in words. A day is text such as "2026-11-23"; nothing here asks what time it is.
handbook.document = handbook.document || {};
handbook.document.days = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  // Not from Intl: browsers know the months of some languages only, and Welsh is not among them.
  const MONTHS = [
    _("January"),
    _("February"),
    _("March"),
    _("April"),
    _("May"),
    _("June"),
    _("July"),
    _("August"),
    _("September"),
    _("October"),
    _("November"),
    _("December"),
  ];

  function two(number) {
    return String(number).padStart(2, "0");
  }

  /** Text → true when it names a real day of the calendar, in years 1000 to 9999.
      @param {unknown} text */
  function isDay(text) {
    if (typeof text !== "string" || !/^[1-9]\d{3}-\d\d-\d\d$/.test(text)) return false;
    const date = new Date(text + "T00:00:00Z");
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  }

  /** Text → true when it is a time as `stamp` writes it, of a real day.
      @param {unknown} text */
  function isStamp(text) {
    const isTime = typeof text === "string" && /^[\d-]{10}T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/.test(text);
    return isTime && isDay(text.slice(0, 10));
  }

  /** "2026-11-23" → "23 November 2026"; of a time the day that it was where the reader is.
      @param {string} day */
  function read(day) {
    const [year, month, date] = (day.length > 10 ? today(new Date(day)) : day).split("-");
    return _("{day} {month} {year}", { day: Number(date), month: MONTHS[Number(month) - 1], year });
  }

  /** A Date → the day it is where the reader is, "2026-11-23".
      @param {Date} now */
  function today(now) {
    return now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
  }

  /** A Date → the time in UTC, to the second: "2026-11-23T10:15:30Z".
      @param {Date} now */
  function stamp(now) {
    return now.toISOString().slice(0, 19) + "Z";
  }

  /** "2026-11-23", 90 → the day so many days later (earlier when below 0).
      @param {string} day
      @param {number} count */
  function add(day, count) {
    const date = new Date(day + "T00:00:00Z");
    date.setUTCDate(date.getUTCDate() + count);
    return date.toISOString().slice(0, 10);
  }

  /** 95 → "1 h 35 min".
      @param {number} count */
  function minutes(count) {
    const hours = Math.floor(count / 60),
      rest = count % 60;
    if (!hours) return _("{minutes} min", { minutes: rest });
    return rest ? _("{hours} h {minutes} min", { hours, minutes: rest }) : _("{hours} h", { hours });
  }

  return { isDay, isStamp, read, today, stamp, add, minutes };
})();

// Calendar files (RFC 5545) with whole-day reminders, for Outlook, Google, Apple and other calendars.
handbook.exportFormats = handbook.exportFormats || {};
handbook.exportFormats.calendar = (() => {
  "use strict";

  const LINE = 75; // Octets, without the line break (RFC 5545, 3.1).
  const LAST = "2100-12-31"; // Many calendars can do no more.
  const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g;
  const coder = new TextEncoder();

  /** A line of any length → lines of at most 75 octets, each but the first begun by a space; no character is
      split. */
  function fold(line) {
    let folded = "",
      length = 0;
    for (const character of line) {
      const more = coder.encode(character).length;
      if (length + more > LINE) {
        folded += "\r\n ";
        length = 1;
      }
      folded += character;
      length += more;
    }
    return folded;
  }

  /** Text → a value of type TEXT (RFC 5545, 3.3.11). */
  function escape(text) {
    return text
      .replace(CONTROLS, "")
      .replace(/[\\;,]/g, "\\$&")
      .replace(/\r\n|\r|\n/g, "\\n");
  }

  function date(day) {
    return day.replaceAll("-", "");
  }

  /** An event → its lines. The reminder counts from the midnight at which the day begins: 15 hours are nine
      o'clock on the day before, where a whole day would wake people. */
  function event({ uid, day, title, text, url }, stamp) {
    return [
      "BEGIN:VEVENT",
      "UID:" + escape(uid) + "@clinical-leadership-handbook",
      "DTSTAMP:" + stamp,
      "DTSTART;VALUE=DATE:" + date(day),
      "DTEND;VALUE=DATE:" + date(handbook.document.days.add(day, 1)),
      "SUMMARY:" + escape(title),
      ...(text ? ["DESCRIPTION:" + escape(text)] : []),
      ...(url ? ["URL:" + url.replace(/[\u0000-\u0020]/g, encodeURIComponent)] : []),
      "CLASS:PRIVATE", // Rota co-ordinators and secretaries often see a doctor's calendar.
      "TRANSP:TRANSPARENT",
      "X-MICROSOFT-CDO-BUSYSTATUS:FREE", // Outlook may show a day as busy in spite of TRANSP.
      "BEGIN:VALARM",
      "ACTION:DISPLAY",
      "DESCRIPTION:" + escape(title),
      "TRIGGER:-PT15H",
      "END:VALARM",
      "END:VEVENT",
    ];
  }

  /** [{uid, day, title, text?, url?}, …] and a Date → a calendar file, without the days after LAST. The same
      `uid` is the same event for ever. */
  function calendar(events, now) {
    const stamp = handbook.document.days.stamp(now).replace(/[-:]/g, "");
    const lines = [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Clinical Leadership Handbook//Development plan//EN",
      "METHOD:PUBLISH", // Older Outlooks refuse a file without it.
      ...events.filter(({ day }) => day <= LAST).flatMap((entry) => event(entry, stamp)),
      "END:VCALENDAR",
    ];
    return lines.map((line) => fold(line) + "\r\n").join("");
  }

  return { LAST, calendar };
})();

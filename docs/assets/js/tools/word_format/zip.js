// ZIP archives without compression, which is all that a small Word document needs.
// The format: PKWARE's APPNOTE.TXT 6.3.9; the checksum: CRC-32 as in ISO 3309.
handbook.wordFormat = handbook.wordFormat || {};
handbook.wordFormat.zip = (() => {
  "use strict";

  const LOCAL = 0x04034b50,
    CENTRAL = 0x02014b50,
    END = 0x06054b50;
  const VERSION = 20; // Of the format: 2.0.
  const UTF8 = 0x0800; // The flag that says: names are UTF-8.
  const STORED = 0; // The method: no compression.
  const CHECKS = Uint32Array.from({ length: 256 }, (none, byte) => {
    let check = byte;
    for (let bit = 0; bit < 8; bit += 1) check = check & 1 ? (check >>> 1) ^ 0xedb88320 : check >>> 1;
    return check;
  });

  /** Bytes → their CRC-32. */
  function crc(bytes) {
    let check = 0xffffffff;
    for (const byte of bytes) check = CHECKS[(check ^ byte) & 0xff] ^ (check >>> 8);
    return (check ^ 0xffffffff) >>> 0;
  }

  /** A Date → MS-DOS time and date, two numbers of 16 bits; years before 1980 and after 2107 do not exist
      there. */
  function dosTime(when) {
    const year = Math.min(Math.max(when.getFullYear(), 1980), 2107);
    return [
      (when.getHours() << 11) | (when.getMinutes() << 5) | (when.getSeconds() >> 1),
      ((year - 1980) << 9) | ((when.getMonth() + 1) << 5) | when.getDate(),
    ];
  }

  /** [[size in bytes, number], …] → the numbers one after another, the least byte first. */
  function pack(fields) {
    const bytesOf = ([size, number]) => Array.from({ length: size }, (none, at) => number >>> (8 * at));
    return Uint8Array.from(fields.flatMap(bytesOf));
  }

  function join(pieces) {
    const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
    let at = 0;
    pieces.forEach((piece) => {
      bytes.set(piece, at);
      at += piece.length;
    });
    return bytes;
  }

  /** What the header before a file and its line in the directory have in common. */
  function description(name, bytes, when) {
    const [time, date] = dosTime(when);
    return [
      [2, VERSION],
      [2, UTF8],
      [2, STORED],
      [2, time],
      [2, date],
      [4, crc(bytes)],
      [4, bytes.length],
      [4, bytes.length],
      [2, name.length],
      [2, 0],
    ];
  }

  /** [{name, bytes: Uint8Array}, …] and the Date that every file is to carry → the archive, a Uint8Array. */
  function store(files, when) {
    const bodies = [],
      directory = [];
    let offset = 0;
    files.forEach((file) => {
      const name = new TextEncoder().encode(file.name),
        says = description(name, file.bytes, when);
      const body = join([pack([[4, LOCAL], ...says]), name, file.bytes]);
      // After the description: comment, disk, two kinds of attributes, where the file begins.
      directory.push(
        pack([[4, CENTRAL], [2, VERSION], ...says, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]),
        name,
      );
      bodies.push(body);
      offset += body.length;
    });
    const index = join(directory);
    const count = files.length;
    const end = [
      [4, END],
      [2, 0],
      [2, 0],
      [2, count],
      [2, count],
      [4, index.length],
      [4, offset],
      [2, 0],
    ];
    return join([...bodies, index, pack(end)]);
  }

  return { crc, store };
})();

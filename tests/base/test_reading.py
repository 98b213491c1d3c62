"""A file gives its text, or a sentence on what kept it from being read."""

from __future__ import annotations

import errno
import os

import pytest

from macros.base.reading import Unreadable, decode, describe_refusal, read_bytes


def refusal(action, *arguments):
    """What is said of a file that gives no text: what is wrong, what would be right, and where."""
    with pytest.raises(Unreadable) as caught:
        action(*arguments)
    return (*caught.value.fault, caught.value.line, caught.value.column)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_text_has_line_ends_of_unix_and_no_mark_of_the_byte_order(mark):
    assert decode(mark + "é\r\nb\rc\n\ufeffd".encode()) == "é\nb\nc\n\ufeffd"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_the_first_byte_that_is_not_utf_8_is_located(mark):
    assert refusal(decode, mark + b"a\r\nb\xc3\xa9\xe9\n") == (
        "byte 0xe9 is not UTF-8", "save the file as UTF-8", 2, 3)  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_what_other_programs_call_unicode_is_named(encoding):
    assert refusal(decode, "# Words\n".encode(encoding)) == (
        "is written in UTF-16 or UTF-32", "save the file as UTF-8", 1, 1)  # fmt: skip


def test_no_more_is_read_than_is_asked_for(tmp_path):
    (tmp_path / "a.md").write_bytes(b"0123456789")
    assert read_bytes(tmp_path / "a.md", 4) == b"01234" and read_bytes(tmp_path / "a.md", 10) == b"0123456789"


def test_what_is_no_file_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    assert refusal(read_bytes, tmp_path / "pipe", 9)[0] == "is no regular file, but a pipe, socket or device"
    assert refusal(read_bytes, tmp_path, 9)[:2] == ("is a folder", "put a file there")
    assert refusal(read_bytes, tmp_path / "none", 9)[0] == "cannot be read (No such file or directory)"
    assert refusal(read_bytes, tmp_path / "loop", 9)[:2] == (
        "cannot be read (Too many levels of symbolic links)",
        "put the file itself there, in the place of the link",
    )
    assert refusal(read_bytes, tmp_path / ("a" * 300), 9)[0] == "cannot be read (File name too long)"


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.EACCES, "cannot be read (Permission denied); make it a readable folder"),
        (errno.EIO, "cannot be read (Input/output error); see to the disk, and run the command again"),
        (
            errno.EMFILE,
            "cannot be read (Too many open files); close other programs, and run the command again",
        ),
    ],
)
def test_a_refusal_of_the_system_says_what_to_see_to(number, sentence):
    assert "; ".join(describe_refusal(OSError(number, os.strerror(number)), "folder")) == sentence

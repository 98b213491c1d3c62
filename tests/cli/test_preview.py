"""``handbook serve``: a page that exists is there at every moment, whatever becomes of a build."""

from __future__ import annotations

import errno
import threading
import urllib.error
import urllib.request
from pathlib import Path
from types import SimpleNamespace

import pytest
from ports import free_port
from waiting import PATIENCE

from macros.base.problems import Problem
from macros.cli import environment, main, preview
from macros.cli.preview_store import PreviewStore

KEPT = "; the preview shows the last good pages"


@pytest.fixture
def project(tmp_path, monkeypatch):
    (tmp_path / "docs" / "sub").mkdir(parents=True)
    (tmp_path / "docs" / "index.md").write_text("---\ndrafted: 2026-11-22\n---\n# Welcome\n\nFirst words.\n")
    (tmp_path / "docs" / "sub" / "index.md").write_text("---\ndrafted: 2026-11-22\n---\n# Below\n")
    (tmp_path / "docs" / "a.txt").write_text("Plain words.")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Tiny\nsite_url: ''\ntheme: {name: mkdocs, locale: en}\nplugins: []\n"
    )
    (tmp_path / "previews").mkdir()
    found = SimpleNamespace(problems=[], handbook=SimpleNamespace(count_entries=dict))
    monkeypatch.setattr("macros.checks.run.check_handbook", lambda root: found)
    monkeypatch.delenv("HANDBOOK_DEBUG", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def shown(project):
    """A preview that has been built once."""
    with environment.set_environment(project):
        shown = preview.Preview(project, project / "previews", "http://127.0.0.1:0/")
        assert shown.build()
        yield shown


@pytest.fixture
def server(shown):
    """A server of it that answers, and whose loop of rebuilding is for the test to drive."""
    server = preview.create_server(shown, "127.0.0.1", 0)
    server.server_bind()
    server.server_activate()
    server.serve_thread.start()
    yield server
    server.shutdown()


def get(server, path):
    """Status and text of an answer."""
    try:
        with urllib.request.urlopen(
            f"http://127.0.0.1:{server.server_port}{path}", timeout=PATIENCE
        ) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def all_there(server):
    return all(get(server, path)[0] == 200 for path in ("/", "/index.html", "/sub/", "/sub", "/a.txt"))


def write(project, words):
    (project / "docs" / "index.md").write_text(f"---\ndrafted: 2026-11-22\n---\n# Welcome\n\n{words}\n")


def rebuild(server):
    """What mkdocs' loop does after a change."""
    server._wanted_epoch = server._visible_epoch + 1
    server.builder()
    server._visible_epoch = server._wanted_epoch


def test_pages_reload_and_an_address_that_leads_nowhere_gets_the_site_s_own_page(server):
    status, page = get(server, "/")
    assert (status, "First words." in page, '<script src="/livereload/' in page) == (200, True, True)
    assert get(server, "/a.txt") == (200, "Plain words.")
    for path in (
        "/nothing/",
        "/%00",
        "/../mkdocs.yml",
        "//mkdocs.yml",
        "/..%2f..%2fmkdocs.yml",
        "/sub/nothing",
        "/%ff",
        "/sub/%ff",
        "/%ff/",
    ):
        status, page = get(server, path)
        assert (status, "Page not found" in page) == (404, True), path


def test_a_folder_without_its_slash_keeps_the_query(server):
    """What stands behind ``#`` browsers keep themselves."""
    with urllib.request.urlopen(
        f"http://127.0.0.1:{server.server_port}/sub?scheme=dark&q=a%20b", timeout=PATIENCE
    ) as answer:
        assert answer.url.endswith("/sub/?scheme=dark&q=a%20b")


def test_a_file_that_the_disk_does_not_give_is_said_and_not_only_called_missing(server, monkeypatch, capfd):
    def refuse(file):
        if file.name == "a.txt":
            raise OSError(errno.EIO, "Input/output error")
        return read_bytes(file)

    read_bytes = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert server.preview.read("nothing.txt") is None and capfd.readouterr().err == ""
    assert server.preview.read("a.txt") is None
    assert capfd.readouterr().err == (
        f"{server.preview.folder / 'a.txt'} cannot be read (Input/output error).\n"
    )


def test_of_requests_only_errors_are_said(server, capfd, monkeypatch):
    """They are said once the answer is on its way, so that the browser may have it before."""
    said, heard = [], threading.Event()
    monkeypatch.setattr(preview, "complain", lambda sentence: (said.append(sentence), heard.set()))
    capfd.readouterr()
    assert get(server, "/sub")[0] == get(server, "/a.txt")[0] == 200
    assert get(server, "/nothing%1b/")[0] == 404
    assert heard.wait(PATIENCE)
    assert said == ["'GET /nothing%1b/ HTTP/1.1' was answered with 404."]
    assert capfd.readouterr() == ("", "")


def test_a_page_is_there_while_a_rebuild_goes_on_and_while_it_ends(project, shown, server, monkeypatch):
    """At the moments at which it once was not: before, while and after the new folder takes the old one's
    place."""
    seen = []
    build, clear_up = preview.build_site, preview.Preview.clear_up

    def building(*arguments, **options):
        seen.append(all_there(server))
        config = build(*arguments, **options)
        seen.append(all_there(server))
        return config

    def clearing(shown):
        seen.append(all_there(server))
        clear_up(shown)
        seen.append(all_there(server))

    monkeypatch.setattr(preview, "build_site", building)
    monkeypatch.setattr(preview.Preview, "clear_up", clearing)
    write(project, "New words.")
    rebuild(server)
    assert seen == [True] * 4
    assert "New words." in get(server, "/")[1]
    assert len(list((project / "previews").iterdir())) == 1


def test_an_answer_begun_from_the_old_pages_ends_from_them(project, shown, server, monkeypatch):
    """A request that is reading when the exchange comes: the exchange waits for it, and the old folder is not
    removed before."""
    reading, ended = threading.Event(), threading.Event()
    real = preview.Path.read_bytes

    def slow(path):
        if path.name == "a.txt" and path.is_relative_to(project / "previews"):
            reading.set()
            exchange.start()
            # The build ends meanwhile; it cannot take the file away from under this reading.
            assert not ended.wait(0)
            assert path.exists()
        return real(path)

    def build():
        shown.build()
        shown.clear_up()
        ended.set()

    exchange = threading.Thread(target=build)
    monkeypatch.setattr(preview.Path, "read_bytes", slow)
    assert get(server, "/a.txt") == (200, "Plain words.")
    exchange.join()
    assert reading.is_set()


def test_a_file_that_is_kept_is_shown_from_where_it_is_as_long_as_it_is_shown(tmp_path):
    """Through three builds; what is shown no more is removed, and folders with it."""
    shown = preview.Preview(tmp_path, tmp_path / "previews", "http://127.0.0.1:0/")

    def take(number, files, kept=()):
        store = PreviewStore(shown.base / str(number), "ground", shown._store)
        for place, text in files.items():
            (store.folder / place).parent.mkdir(parents=True, exist_ok=True)
            (store.folder / place).write_text(text)
        for place in kept:
            assert store.holds(place) and store.restore(place, place) == place
        shown.folder, shown._store, store.before = store.folder, store, None
        shown.clear_up()
        return sorted(file.relative_to(shown.base).as_posix() for file in shown.base.rglob("*.html"))

    assert take(1, {"a.html": "a", "deep/b.html": "b"}) == ["1/a.html", "1/deep/b.html"]
    assert take(2, {"a.html": "new"}, ["deep/b.html"]) == ["1/deep/b.html", "2/a.html"]
    assert take(3, {"c.html": "c"}, ["a.html", "deep/b.html"]) == ["1/deep/b.html", "2/a.html", "3/c.html"]
    assert [shown.read(place) for place in ("a.html", "deep/b.html", "c.html")] == [b"new", b"b", b"c"]
    assert take(4, {"a.html": "last"}) == ["4/a.html"] and shown.read("deep/b.html") is None
    assert [folder.name for folder in shown.base.iterdir()] == ["4"]


def test_what_is_put_off_is_made_once_when_it_is_asked_for(tmp_path):
    calls = []
    shown = preview.Preview(tmp_path, tmp_path, "http://127.0.0.1:0/")
    shown.folder, shown._store = tmp_path / "1", PreviewStore(tmp_path / "1", "ground")
    for name in ("handbook", "search"):
        place = f"assets/data/{name}.js"
        assert shown._store.put_off(lambda place=place: calls.append(place) or {place: "words"})
    assert shown.read("assets/data/handbook.js") == shown.read("assets/data/handbook.js") == b"words"
    assert calls == ["assets/data/handbook.js"]
    assert shown.read("index.html") is None  # May be one of them.
    assert shown.read("assets/data/search.js") == shown.read("assets/data/handbook.js") == b"words"
    assert calls == ["assets/data/handbook.js", "assets/data/search.js"]
    assert shown._store.put_off(lambda: calls.append("data") or {"data/a.csv": "a,b"}, ("data/", "api/"))
    assert shown.read("favicon.ico") is None and "data" not in calls
    assert shown.read("data/a.csv") == b"a,b" and shown.read("api/none.json") is None
    assert calls.count("data") == 1


def test_a_file_that_was_made_of_the_same_is_shown_from_where_it_is(tmp_path):
    first = PreviewStore(tmp_path / "1", "ground")
    assert not first.is_in_place("logo.svg", "a digest")  # It is written then.
    (tmp_path / "1").mkdir()
    (tmp_path / "1/logo.svg").write_text("<svg/>", "utf-8")
    second = PreviewStore(tmp_path / "2", "ground", first)
    assert second.is_in_place("logo.svg", "a digest") and not second.is_in_place("other.svg", "a digest")
    assert second.find("logo.svg") == tmp_path / "1/logo.svg"
    third = PreviewStore(tmp_path / "3", "ground", second)
    assert not third.is_in_place("logo.svg", "another digest")
    assert third.find("logo.svg") == tmp_path / "3/logo.svg"
    (tmp_path / "1/logo.svg").unlink()
    assert not PreviewStore(tmp_path / "3", "ground", second).is_in_place("logo.svg", "a digest")


CRASHES = {
    "a fault of the program": (
        RecursionError("maximum recursion depth exceeded"),
        (
            "The site was not built, because of something unexpected (RecursionError: maximum recursion"
            f" depth exceeded){KEPT}.\n"
        ),
    ),
    "a full disk": (
        OSError(28, "No space left on device", "/x/index.html"),
        f"The disk is full: /x/index.html{KEPT}. Make room and run the command again.\n",
    ),
    "no memory": (
        MemoryError(),
        f"There was not enough memory{KEPT}. Close other programs and run the command again.\n",
    ),
}


@pytest.mark.parametrize("crash", CRASHES)
@pytest.mark.parametrize("name", ["examine", "build_site"])
def test_a_crash_is_one_sentence_and_pages_stay_until_it_is_mended(
    project, server, monkeypatch, capfd, name, crash
):
    error, sentence = CRASHES[crash]

    def fail(*_, **__):
        raise error

    capfd.readouterr()
    with monkeypatch.context() as patched:
        patched.setattr(preview, name, fail)
        rebuild(server)
        assert all_there(server)
    assert capfd.readouterr() == ("", sentence)
    assert "First words." in get(server, "/")[1]
    write(project, "Mended words.")
    rebuild(server)
    assert "Mended words." in get(server, "/")[1]


def test_the_loop_of_rebuilding_outlives_a_crash(project, shown, monkeypatch, capfd):
    """mkdocs' own loop, told of a change: a page is answered, the sentence is said once, and the mended page
    comes."""
    server = preview.create_server(shown, "127.0.0.1", 0)
    server._watched_paths.clear()  # What is changed is said by the test.
    looping = threading.Thread(target=server.serve, daemon=True)
    crashed, mended = threading.Event(), threading.Event()
    real = preview.examine

    def examine(*arguments, **keywords):
        if "Bad" in (project / "docs" / "index.md").read_text():
            crashed.set()
            raise RecursionError("too deep")
        return real(*arguments, **keywords)

    def change(words):
        write(project, words)
        with server._rebuild_cond:
            server._want_rebuild = True
            server._rebuild_cond.notify_all()

    def say(sentence):
        if sentence.startswith("Rebuilt"):
            mended.set()

    monkeypatch.setattr(preview, "examine", examine)
    monkeypatch.setattr(preview, "say", say)
    looping.start()
    try:
        change("Bad words.")
        assert crashed.wait(PATIENCE)
        assert all_there(server)
        change("Good words.")
        assert mended.wait(PATIENCE)
        assert "Good words." in get(server, "/")[1]
    finally:
        server.shutdown()
        looping.join(PATIENCE)
    assert (
        capfd.readouterr().err
        == f"The site was not built, because of something unexpected (RecursionError: too deep){KEPT}.\n"
    )


def test_a_crash_of_the_first_build_is_a_sentence_and_nothing_is_served(project, monkeypatch, capfd):
    def fail(*_):
        raise RecursionError("too deep")

    monkeypatch.setattr("macros.checks.run.check_handbook", fail)
    assert main(["serve", "--port", str(free_port())]) == 1
    assert capfd.readouterr() == (
        "",
        "The site was not built, because of something unexpected (RecursionError: too deep).\n",
    )


def test_a_browser_that_goes_away_is_no_error(server, capfd):
    for error, words in ((ConnectionResetError(), ""), (ValueError("odd"), "ValueError: odd")):
        try:
            raise error
        except type(error):
            server.handle_error(None, ("127.0.0.1", 1))
        assert words in (said := capfd.readouterr().err) and bool(words) == bool(said)


def test_the_same_problems_are_told_in_full_once(shown, monkeypatch, capsys):
    problems = [Problem("a.yml", 1, 1, "case a", "is still BLANK", "write it")]
    monkeypatch.setattr(preview, "examine", lambda *_, **__: (problems, None))
    monkeypatch.setattr(preview, "report", lambda root, told, consequence: print(len(told), consequence))
    again = f"What was wrong before is wrong still: 1 problem{KEPT}.\n"
    for _ in range(3):
        assert not shown.build()
    told = capsys.readouterr()
    assert (told.out, told.err) == (f"1 {KEPT}\n", again * 2)

"""What the repository gives to editors: settings, recommendations, a container to work in."""

from __future__ import annotations

import configparser
import json
import subprocess
from pathlib import PurePosixPath

import pytest
from places import ROOT

from macros.cli import COMMANDS
from macros.records.id_schemas import FOLDER, build_id_schemas, build_workspace
from macros.records.schemas import FOLDER as SCHEMAS

YAML_EXTENSION = "redhat.vscode-yaml"


def read(path: str) -> dict:
    return json.loads((ROOT / path).read_text("utf-8"))


@pytest.mark.parametrize(
    "path",
    [".vscode/settings.json", ".vscode/extensions.json", ".editorconfig", ".devcontainer/devcontainer.json"],
)
def test_git_lets_the_files_of_editors_in(path):
    assert (ROOT / path).is_file()
    assert subprocess.run(["git", "check-ignore", "-q", path], cwd=ROOT).returncode == 1


def test_the_yaml_extension_is_recommended_and_comes_with_the_container():
    container = read(".devcontainer/devcontainer.json")["customizations"]["vscode"]
    assert YAML_EXTENSION in read(".vscode/extensions.json")["recommendations"] == container["extensions"]


def test_the_container_is_set_up_by_the_launcher_and_offers_ids(real_book):
    container = read(".devcontainer/devcontainer.json")
    commands = container["postCreateCommand"].split(" && ")
    assert commands == ["python3 scripts/handbook check", "python3 scripts/handbook schemas --ids"]
    assert all(command.split()[2] in COMMANDS for command in commands)
    workspace = json.loads(build_workspace(build_id_schemas(real_book)))["settings"]["yaml.schemas"]
    offered = {name: places for name, places in workspace.items() if name.startswith(f"{FOLDER}/")}
    assert container["customizations"]["vscode"]["settings"] == {"yaml.schemas": offered}
    assert {name: workspace[name] for name in workspace if name.startswith(f"{SCHEMAS}/")} == read(
        ".vscode/settings.json"
    )["yaml.schemas"]


def test_records_and_pages_are_set_out_as_the_settings_of_editors_say():
    """So that an editor which heeds them changes no line that nobody touched."""
    text = (ROOT / ".editorconfig").read_text("utf-8").replace("root = true", "[root]\nroot = true")
    settings = configparser.ConfigParser()
    settings.read_string(text)
    assert (settings["*"]["end_of_line"], settings["*"]["indent_size"]) == ("lf", "2")
    names = subprocess.run(
        ["git", "ls-files", "--", "framework", "modules", "editions", "docs", "macros", "scripts"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    texts = [name for name in names if PurePosixPath(name).suffix in (".yml", ".md", ".py", ".js", ".css")]
    assert len(texts) > 400
    assert [
        name
        for name in texts
        if (raw := (ROOT / name).read_bytes())
        and (not raw.endswith(b"\n") or b"\r" in raw or any(line[-1:].isspace() for line in raw.split(b"\n")))
    ] == []

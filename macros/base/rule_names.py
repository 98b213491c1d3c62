"""The names of the rules that are broken while files are read; the others are called as their modules in
:mod:`macros.checks.rules` (:mod:`macros.checks.rule_names` lists all). A name is stable: people search for
it, and programs count by it."""

from __future__ import annotations

FILES_CAN_BE_READ = "files-can-be-read"
YAML_CAN_BE_READ = "yaml-can-be-read"
FIELDS_ARE_AS_DESCRIBED = "fields-are-as-described"
IDS_MATCH_THEIR_FILES = "ids-match-their-files"
FILES_HAVE_THEIR_PLACE = "files-have-their-place"
FRONT_MATTER_IS_SOUND = "front-matter-is-sound"
PAGES_CAN_BE_READ = "pages-can-be-read"
EDITIONS_ARE_SOUND = "editions-are-sound"
HOSTING_IS_SOUND = "hosting-is-sound"
NAMES_OF_READING = (
    FILES_CAN_BE_READ,
    YAML_CAN_BE_READ,
    FIELDS_ARE_AS_DESCRIBED,
    IDS_MATCH_THEIR_FILES,
    FILES_HAVE_THEIR_PLACE,
    FRONT_MATTER_IS_SOUND,
    PAGES_CAN_BE_READ,
    EDITIONS_ARE_SOUND,
    HOSTING_IS_SOUND,
)
# Of modules of macros.checks.rules, as reading meets what they demand too.
BLANKS_ARE_FILLED = "blanks-are-filled"
CATALOGUES_ARE_SOUND = "catalogues-are-sound"
PAGES_CALL_MACROS = "pages-call-macros"
PAGES_HAVE_ADDRESSES = "pages-have-addresses"
PUBLISHED_IDS_STAY = "published-ids-stay"

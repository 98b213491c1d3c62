"""Who can get a name below a given name: one owner, or anybody who asks.

By the Public Suffix List (https://publicsuffix.org), which the package publicsuffixlist carries: its first
part names registries (``co.uk``), its second hosts who give names to all comers (``github.io``,
``s3.amazonaws.com``). The list is read when a name is judged that is not :data:`KNOWN`; most builds have
none.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

# Wide, and let in knowingly with all that ends in them; docs/deaneries/hosting.md says what that costs.
KNOWN = {
    "nhs.uk": "given to NHS bodies alone",
    "nhs.net": "the NHS's own",
    "nhs.scot": "given to NHS bodies alone",
    "nhs.wales": "given to NHS bodies alone",
    "hscni.net": "the health service's of Northern Ireland",
    "gov.uk": "given to public bodies alone",
    "gov.scot": "given to public bodies alone",
    "gov.wales": "given to public bodies alone",
    "llyw.cymru": "given to public bodies alone",
    "mod.uk": "the armed forces' own",
    "police.uk": "given to police forces alone",
    "ac.uk": "given to universities and colleges alone",
    "sharepoint.com": (
        "every Microsoft 365 tenant, for a national handbook cannot know those of all deaneries"
    ),
}
# Hosts that give names to all comers, and that the list lacks because they have not asked to be on it.
UNLISTED = """
    000webhostapp.com arweave.net atlassian.net b-cdn.net backblazeb2.com bore.pub bravesites.com
    cdn.ampproject.org cdpn.io cloudapp.azure.com codepen.io codesandbox.io devtunnels.ms
    dropboxusercontent.com fandom.com force.com freshdesk.com gamma.site ghost.io github.dev gitpod.io
    glitch.me godaddysites.com googleusercontent.com hashnode.dev hubspotpagebuilder.com ipfs.io
    jimdofree.com jimdosite.com jsbin.com jsfiddle.net lhr.life livejournal.com loca.lt moodlecloud.com
    moonfruit.com my.site.com mystrikingly.com neocities.org nip.io oraclecloud.com over-blog.com
    pagekite.me pbworks.com pinggy.link powerappsportals.com salesforce-sites.com serveo.net site123.me
    softr.app squarespace.com sslip.io stackblitz.io strikingly.com substack.com super.site tilda.ws
    traefik.me tumblr.com typepad.com ucraft.net wasabisys.com webador.com webcontainer.io webnode.page
    weebly.com weeblysite.com wikidot.com wordpress.com wpengine.com xip.io zendesk.com zohosites.com
    """.split()
# Hosts with pages of all comers under one name, which an origin cannot tell from one another.
ONE_FOR_ALL = """
    archive.ph cdn.jsdelivr.net docs.google.com drive.google.com forms.office.com gist.githack.com
    github.com gitlab.com medium.com padlet.com raw.githack.com raw.githubusercontent.com
    script.google.com sites.google.com storage.cloud.google.com storage.googleapis.com sway.office.com
    unpkg.com web.archive.org
    """.split()


def find_common_host(name: str, below: bool) -> str | None:
    """The host in :data:`ONE_FOR_ALL` that ``name`` is or, with ``below``, the first that is below it;
    ``None`` where there is none."""
    return next(
        (host for host in ONE_FOR_ALL if (host.endswith(f".{name}") if below else host == name)), None
    )


def find_public_ending(name: str) -> str | None:
    """The shortest ending at or below ``name`` under which anybody can get a name; ``None`` where the names
    below are somebody's.

    ``name`` is in small ASCII letters. What is below a name that a shared host gives (``north.github.io``)
    counts as the host's, for hosts differ in whose it is.
    """
    if is_known(name):
        return None
    if host := find_shared_host(name):
        return host
    (registries, _, rules), unicode_name = _read_lists(), _to_unicode(name)
    if registries.is_public(unicode_name):
        return name
    endings = (rule for rule in (*rules, *UNLISTED) if rule.endswith(f".{unicode_name}"))
    return min(endings, key=len, default=None)


def find_shared_host(name: str) -> str | None:
    """The ending of ``name``, or all of it, below which a host gives names to all comers; ``None`` where
    there is none."""
    if is_known(name):
        return None
    unlisted = next((host for host in UNLISTED if f".{name}".endswith(f".{host}")), None)
    host = unlisted or _read_lists()[1].publicsuffix(_to_unicode(name))
    return host and host.encode("idna").decode()


def is_known(name: str) -> bool:
    """Whether ``name`` is one of :data:`KNOWN`, or below one."""
    return f".{name}".endswith(tuple(f".{ending}" for ending in KNOWN))


@cache
def _read_lists() -> tuple[PublicSuffixList, PublicSuffixList, list[str]]:
    """The two parts of the Public Suffix List, registries and shared hosts, and the names in all rules of
    both; read once a process."""
    from publicsuffixlist import PSLFILE, PublicSuffixList

    text = Path(PSLFILE).read_text("utf-8")
    first, _, second = text.partition("// ===END ICANN DOMAINS===")
    lines = (line for line in text.splitlines() if line and line[0] not in "/!")
    rules = [line.partition(" ")[0].removeprefix("*.") for line in lines]
    # Without its rules in ASCII, which take longer to make than all else: names are put in Unicode instead.
    registries = PublicSuffixList(first, accept_encoded_idn=False)
    return registries, PublicSuffixList(second, accept_unknown=False, accept_encoded_idn=False), rules


def _to_unicode(name: str) -> str:
    """``name`` with its labels in Unicode (IDNA, RFC 3490); as it is where it has no such form."""
    try:
        return name.encode().decode("idna")
    except UnicodeError:
        return name

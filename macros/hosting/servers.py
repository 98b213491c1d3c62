"""The policy in the words of three servers that one runs oneself: nginx, Apache and IIS."""

from __future__ import annotations

from collections.abc import Mapping

from macros.hosting.policy import Policy, list_text_types, select_different

_NGINX = """\
# The headers, types and error page of the Clinical Leadership Handbook, for nginx 1.18 or newer.
# Written by `handbook build` from hosting.yml: change that and build, not this.
# Copy it to where only administrators write, and include it inside the server block; nginx-server.conf\
 beside it is one.
# All of it is inside one location, so the rest of the server stays as it is. nginx drops the headers\
 from around a location
# that sets one of its own: so each location here sets all.{sub}

{bare}location {place} {{
    index index.html {nowhere};  # a folder without a page of its own: this is nowhere, so 404 and not 403
    absolute_redirect off;
    etag on;
    charset utf-8;
    charset_types {more};
    gzip on;
    gzip_vary on;
    gzip_min_length 1024;
    gzip_types {more};
    default_type application/octet-stream;
    types {{
{types}
    }}
    error_page 404 {not_found};
{headers}

{locations}
}}
"""
_NGINX_SUB = """
# The site stands at {prefix}/ here, because its address (site_url) has that path: its files go into\
 a folder {prefix} below root."""
_NGINX_BARE = """\
location = {prefix} {{ absolute_redirect off; return 301 {prefix}/$is_args$args; }}

"""
_NGINX_SERVER = """\
# A server block for the handbook: put in your own name and folders, and the certificate where the browser\
 is to see https.
server {{
    listen 80;
    server_name handbook.example;
    root /srv/handbook;{sub}
    include /etc/nginx/handbook.conf;  # the file nginx.conf, copied there
}}
"""
_APACHE = """\
# The headers, types and error page of the Clinical Leadership Handbook, for Apache 2.4.
# Written by `handbook build` from hosting.yml: change that and build, not this.
# Include it inside the VirtualHost. It needs mod_headers and mod_mime; with mod_deflate and mod_filter,\
 texts are compressed.{sub}

<Location "{base}">
    DirectoryIndex index.html
    ErrorDocument 404 {not_found}
    RemoveEncoding .gz
{types}
    <IfModule mod_deflate.c>
        <IfModule mod_filter.c>
            AddOutputFilterByType DEFLATE {texts}
        </IfModule>
        # mod_deflate puts "-gzip" into the ETag and does not know it again when a browser asks whether\
 its copy still holds.
        RequestHeader edit* If-None-Match "-gzip\\"" "\\""
    </IfModule>
    # Apache keeps two tables of headers and sends both. What others here put into the one ("Header set",\
 mod_expires) is taken
    # away; the other ("always"), which goes with errors too, is set.
    Header unset X-Frame-Options
    Header always unset X-Frame-Options
    Header unset Expires
    Header always unset Expires
{headers}
</Location>

{locations}
"""
_APACHE_SUB = """
# The site stands at {prefix}/ here, because its address (site_url) has that path: its files go into\
 a folder {prefix} below DocumentRoot."""
_IIS = """\
<?xml version="1.0" encoding="utf-8"?>
<!-- The headers, types and error page of the Clinical Leadership Handbook, for IIS 8 or newer.
     Written by `handbook build` from hosting.yml: change that and build, not this.
     It works where it stands, in the folder of the site's files. The error page alone is found from the root\
 of the IIS
     site, so its path here goes by the address that the site was built for.
     Nothing is kept for longer than an hour, for these headers go with a 404 too. -->
<configuration>
  <system.webServer>
    <defaultDocument enabled="true">
      <files>
        <clear />
        <add value="index.html" />
      </files>
    </defaultDocument>
    <httpErrors errorMode="Custom" existingResponse="Replace">
      <remove statusCode="404" subStatusCode="-1" />
      <error statusCode="404" subStatusCode="-1" prefixLanguageFilePath="" path={not_found}\
 responseMode="File" />
    </httpErrors>
    <staticContent>
{types}
    </staticContent>
    <httpProtocol>
      <customHeaders>
        <remove name="X-Powered-By" />
        <remove name="X-Frame-Options" />
{headers}
      </customHeaders>
    </httpProtocol>
  </system.webServer>
{locations}
</configuration>
"""
_IIS_LOCATION = """\
  <location path={path}>
    <system.webServer>
      <httpProtocol>
        <customHeaders>
{headers}
        </customHeaders>
      </httpProtocol>
    </system.webServer>
  </location>"""


def format_nginx(policy: Policy, prefix: str) -> str:
    """A file to include in a server block of nginx; ``prefix`` is the path the site stands at, as
    ``/handbook``, or nothing."""
    locations = "\n\n".join(
        _format_nginx_location(f"{prefix}{pattern}", headers)
        for pattern, headers in policy.headers_by_pattern.items()
    )
    types = "\n".join(
        f"        {kind.partition(';')[0]} {ending[1:]};" for ending, kind in policy.types.items()
    )
    compressible = " ".join(
        kind for kind in list_text_types(policy.types) if kind != "text/html"
    )  # nginx adds that one itself, and warns if told.
    return _NGINX.format(
        bare=_NGINX_BARE.format(prefix=prefix) if prefix else "",
        place=f"^~ {prefix}/" if prefix else "/",
        nowhere=f"{prefix}/no-page-of-this-folder",
        more=compressible,
        types=types,
        headers=_format_nginx_headers(policy.general_headers, "    "),
        locations=locations,
        not_found=prefix + policy.not_found,
        sub=_NGINX_SUB.format(prefix=prefix) if prefix else "",
    )


def format_nginx_server(policy: Policy, prefix: str) -> str:
    """A server block of nginx to begin from, which includes the other file."""
    return _NGINX_SERVER.format(
        sub=f"  # the site's files in /srv/handbook{prefix}" if prefix else "  # the site's files"
    )


def _format_nginx_location(pattern: str, headers: Mapping[str, str]) -> str:
    match = f"^~ {pattern[:-1]}" if pattern.endswith("*") else f"= {pattern}"
    return f"    location {match} {{\n{_format_nginx_headers(headers, '        ')}\n    }}"


def _format_nginx_headers(headers: Mapping[str, str], indent: str) -> str:
    return "\n".join(f'{indent}add_header {name} "{value}" always;' for name, value in headers.items())


def format_apache(policy: Policy, prefix: str) -> str:
    """A file to include in a virtual host of Apache; see :func:`format_nginx`."""
    general = policy.general_headers
    # Where several sections hold, Apache takes them in the order of the file, so the most particular stand
    # last.
    locations = "\n".join(
        _format_apache_location(f"{prefix}{pattern}", select_different(headers, general))
        for pattern, headers in reversed(policy.headers_by_pattern.items())
    )
    types = "\n".join(f'    AddType "{kind}" {ending}' for ending, kind in policy.types.items())
    return _APACHE.format(
        base=f"{prefix}/",
        types=types,
        texts=" ".join(list_text_types(policy.types)),
        headers=_format_apache_headers(general),
        locations=locations,
        not_found=prefix + policy.not_found,
        sub=_APACHE_SUB.format(prefix=prefix) if prefix else "",
    )


def _format_apache_location(pattern: str, headers: Mapping[str, str]) -> str:
    opening = (
        f'<Location "{pattern[:-1]}">'
        if pattern.endswith("*")
        else f'<Location ~ "^{pattern.replace(".", "[.]")}$">'
    )
    return f"{opening}\n{_format_apache_headers(headers)}\n</Location>"


def _format_apache_headers(headers: Mapping[str, str]) -> str:
    return "\n".join(
        f'    Header unset {name}\n    Header always set {name} "{value}"' for name, value in headers.items()
    )


def format_iis(policy: Policy, prefix: str) -> str:
    """A ``web.config`` for the folder of the site's files; see :func:`format_nginx`."""
    policy = policy.limit_caching()
    locations = "\n".join(
        _format_iis_location(pattern, headers, policy.find_outer_headers(pattern))
        for pattern, headers in reversed(policy.headers_by_pattern.items())
    )
    types = "\n".join(
        f"      <remove fileExtension={_quote(ending)} />\n      <mimeMap"
        f" fileExtension={_quote(ending)} mimeType={_quote(kind)} />"
        for ending, kind in policy.types.items()
    )
    page = (prefix + policy.not_found).strip("/").replace("/", "\\")
    return _IIS.format(
        types=types,
        headers=_format_iis_headers(policy.general_headers, "        "),
        locations=locations,
        not_found=_quote(page),
    )


def _format_iis_location(pattern: str, headers: Mapping[str, str], outside: Mapping[str, str]) -> str:
    """A ``location`` element with the headers that differ from those ``outside`` it; IIS inherits the
    rest."""
    return _IIS_LOCATION.format(
        path=_quote(pattern.strip("/*")),
        headers=_format_iis_headers(select_different(headers, outside), "          "),
    )


def _format_iis_headers(headers: Mapping[str, str], indent: str) -> str:
    """The headers as XML elements. IIS answers 500 where a header is added twice, so each is removed before
    it is added."""
    return "\n".join(
        f"{indent}<remove name={_quote(name)} />\n{indent}<add name={_quote(name)} value={_quote(value)} />"
        for name, value in headers.items()
    )


def _quote(text: str) -> str:
    """``text`` as the value of an attribute of XML, in quotes."""
    # Imported where files for servers are written: it brings along what fetches from the web.
    from xml.sax.saxutils import quoteattr

    return quoteattr(text)

"""The handbook's package: records in, pages and files out.

Floors (imports point down only; ``tests/project/test_architecture.py`` reads them):
4 ``site``, ``hooks``, ``cli`` - 3 ``checks``, ``render``, ``pages``, ``library`` ... -
2 ``loader`` over ``handbook`` - 1 ``model`` - 0 ``problems``, ``yaml_files``.
"""


def define_env(env):
    """Entry point of mkdocs-macros (``module_name: macros``); see :mod:`macros.mkdocs_site.plugin`."""
    from macros.mkdocs_site.plugin import define_env as define

    define(env)

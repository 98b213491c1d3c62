"""The curriculum in the formats that other systems take: one format a module, over the :class:`Handbook`.

A module of a format has a :data:`~macros.exports.formats.Format` called ``FORMAT``, and is named in
:data:`macros.exports.formats.MODULES`. It knows no page and no template, and imports the packages that a
plain build does without inside of its functions.
"""

"""The handbook as packages to take away: a book (EPUB 3) and courses for learning platforms (SCORM 1.2 and
Common Cartridge), from the pages that the site has."""

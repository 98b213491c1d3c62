"""Whether a picture's file may be shown: logos, and SVG that does no more than draw."""

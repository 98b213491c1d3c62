"""The search index: what readers may look for, and the files in which the site keeps it."""

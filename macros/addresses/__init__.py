"""Where things are: addresses inside the site, names of its files, and the repository."""

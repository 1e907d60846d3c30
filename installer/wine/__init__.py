"""The packaged program on a Windows of our own: Wine in a Debian system made for it."""

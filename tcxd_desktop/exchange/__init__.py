"""Files of others: read in a keyless, limited child process; written so that nothing comes alive.

No parser of a foreign file runs in this process. ``sheets.read_sheet`` and ``photos.portrait``
hand the bytes to ``child.run``, which starts ``child_main`` with nothing but those bytes.
"""

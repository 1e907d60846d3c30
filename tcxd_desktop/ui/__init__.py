"""Qt, and only here: screens over records, calling use cases of ``office``.

Inside: ``shell → people | units | numbers | supplements → common``; screens never import each other,
they ask for one another by signals.
"""

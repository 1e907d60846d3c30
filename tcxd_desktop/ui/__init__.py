"""Qt, and only here: screens over records, calling use cases of ``office``.

Inside: ``shell → people | units | numbers | supplements → common``. Screens never import each
other; they ask for one another by signals.
"""

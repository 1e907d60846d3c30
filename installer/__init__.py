"""Makes the Windows program on Linux: folder, setup and portable archive.

``build.py`` is the command; it makes an environment of its own and hands over to ``main``.
"""

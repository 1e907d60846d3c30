"""TCXD Desktop: the working copy and print room of a commune-level Party committee office.

Layers, each importing only to its right:
``app → cli | bench → ui → office → storage | forms | exchange → wording → domain | places``.
"""

__version__ = "0.1.0"

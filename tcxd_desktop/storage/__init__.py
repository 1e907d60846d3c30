"""The office's encrypted file: SQLAlchemy, SQLite and keys live here and nowhere else.

Callers get frozen records of ``domain``; rows never leave this package. Reads go through the bare
driver (``Reading``), writes through SQLAlchemy Core inside one transaction (``Work``).
"""

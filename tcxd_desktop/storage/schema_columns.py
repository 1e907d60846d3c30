"""Columns every table is made of."""

from sqlalchemy import Column, Integer, Text


def text_column(name: str) -> Column[str]:
    """Return a text that is empty where nothing is known."""
    return Column(name, Text, nullable=False, server_default="")


def flag_column(name: str) -> Column[int]:
    """Return a whole number that is 0 where nothing is known."""
    return Column(name, Integer, nullable=False, server_default="0")


def id_column() -> Column[int]:
    """Return the number rows are known by."""
    return Column("id", Integer, primary_key=True)

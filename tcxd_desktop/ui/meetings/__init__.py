"""Meetings of chi bộ: the board of a year, minutes, score sheets, summaries."""

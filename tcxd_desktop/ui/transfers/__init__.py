"""Chuyển sinh hoạt: board, case, letters; speaks to ``office`` only."""

"""Mẫu chấm điểm: the list of templates and their editor."""

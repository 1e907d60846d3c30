"""Đảng viên: the list beside its tree, one member in detail, the dossier editor."""

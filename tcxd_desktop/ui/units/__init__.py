"""Tổ chức đảng: the tree as at a day, and its changes by decision."""

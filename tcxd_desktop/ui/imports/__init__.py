"""Nhập Excel: a file of others read, mapped, looked at line by line, written, taken back."""

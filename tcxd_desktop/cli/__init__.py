"""The command line: support work on the same use cases as the window, without it.

Problems are one Vietnamese sentence on stderr and exit code 3; wrong usage is exit code 2.
"""

"""The page Hướng dẫn: the help inside the program."""

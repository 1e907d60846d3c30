"""Rules and records of the field: standard library only, no I/O, no Vietnamese captions.

Every class opens its docstring with the Vietnamese term it stands for.
"""

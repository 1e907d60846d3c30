"""Torture: what happens to an office when the machine, the disk or somebody does its worst."""

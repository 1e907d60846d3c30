"""Papers: drawn from the records of ``domain/printing.py``, returned as PDF bytes."""

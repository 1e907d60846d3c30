"""What the office does: one use case is one function is one transaction.

Every function takes the :class:`~tcxd_desktop.office.desk.Desk` first; what it may do is decided by
the actor's role, and what it did stands in the history when it returns.
"""

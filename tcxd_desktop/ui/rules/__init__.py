"""The page *Quy định, lịch*: rules in force, what the office changed, the calendar, packs."""

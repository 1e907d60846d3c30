"""The page *Việc hôm nay*: what is due, why, by which text."""

"""Vietnamese text that more than one layer shows: labels, captions, problems, formats. No Qt."""

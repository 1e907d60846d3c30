"""What every screen is made of: look, fields, tables, dialogs, jobs, preview. Knows no screen."""

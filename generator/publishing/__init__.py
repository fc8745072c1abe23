"""How what was made gets to readers: a folder put in place at once, names that change with the content, the policy
that browsers hold pages to. Knows files and texts, neither content nor any engine."""

"""Changes to content/ that a program can make for its editors: mending slips, renaming, withdrawing.

Every change is computed as files' new lines and shown as a difference first (changes.py); only `--write` makes it.
Edits are made to lines, never by writing YAML anew, so that remarks, order and layout stay as they are.
"""

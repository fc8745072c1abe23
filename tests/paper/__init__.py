"""Checks of finished PDFs: each takes the bytes of one and returns what is wrong with it, as lines of text."""

"""The guides on paper: `guides` makes them. What a guide selects becomes a value (guide), Typst sets it (typeset), its
pages are laid on sheets (imposition)."""

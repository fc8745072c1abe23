"""The guides on paper: `guides` makes them. What a guide selects becomes a value (guide; values is what the templates
read), Typst sets it, lays its pages on sheets by plain numbers (imposition) and pictures them (typeset); what is
finished is packed (packing)."""

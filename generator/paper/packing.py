"""Finished PDFs made small. The only module that knows pikepdf.

Typst writes every object by itself, uncompressed; a tagged page has dozens of them. Packed together, a booklet is
little more than half as large, which is what it costs on a phone.
"""

from __future__ import annotations

import io

import pikepdf


def packed(pdf: bytes, *, actual_size: bool = False) -> bytes:
    """The PDF with its objects packed together; the same bytes for the same content, and nothing else changes.

    With `actual_size` the print dialog of a reader that heeds it starts at 100 %: pages that are cut and folded.
    """
    pikepdf.settings.set_flate_compression_level(9)  # one for the whole process; nothing else here writes PDFs
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        if actual_size:
            opened.Root.ViewerPreferences = pikepdf.Dictionary(PrintScaling=pikepdf.Name("/None"), DisplayDocTitle=True)
        result = io.BytesIO()
        opened.save(
            result, object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=True, deterministic_id=True
        )
        return result.getvalue()

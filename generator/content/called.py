"""What people call keys and choices in their own words, in any language: 话术 is `say`, 站得住 is `yes`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from generator.content.language import LANGUAGES, phrases


def called(word: str, known: Iterable[str], field: str = "") -> str | None:
    """The key of `known` that a word names, or, with a `field`, the choice of it; None where it names none or several.

    A name that is a part of the word, or that the word is a part of, counts where none is the word itself.
    """
    names = {name: _names(f"{field}_{name}" if field else name) for name in known}
    for fits in (_is, _ends, _shares):
        found = [name for name, own in names.items() if any(fits(word, each) for each in own)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _is(word: str, name: str) -> bool:
    return word.casefold() == name.casefold()


def _ends(word: str, name: str) -> bool:
    return name.startswith("…") and len(word) > len(name) and word.endswith(name[1:])


def _shares(word: str, name: str) -> bool:
    return min(len(word), len(name)) > 1 and not word.isascii() and (name in word or word in name)


@cache
def _names(key: str) -> tuple[str, ...]:
    """What the language files call a key, or a choice of one: on pages, and as people may."""
    words = [phrases(language) for language in LANGUAGES]
    labels = [str(each["interface"]["page"].get(key, "")) for each in words]
    return tuple(filter(None, [*labels, *(name for each in words for name in each["called"].get(key, "").split())]))

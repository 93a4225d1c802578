"""How the pages of funds tell words that are said in both languages."""

from django.utils.translation import get_language

from ringfence.kernel.words import Words


def told_words(words: Words) -> str:
    """Return the words in the page's language."""
    return str(words) if (get_language() or "").startswith("en") else words.zh

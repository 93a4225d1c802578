"""Words that are said in both languages."""

from typing import Self


class Words(str):
    """English text, with `zh` the same in Chinese. A refusal's sentence takes its own language."""

    __slots__ = ("zh",)
    zh: str

    def __new__(cls, en: str, zh: str) -> Self:
        words = super().__new__(cls, en)
        words.zh = zh
        return words

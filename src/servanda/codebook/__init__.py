"""Rules as data: the codebook's files, their shapes, and what they say when asked."""

from servanda.codebook.book import Codebook, keep, load
from servanda.codebook.files import load_csv, load_yaml, split_cell
from servanda.codebook.lists import Entry, Facts
from servanda.codebook.shapes import Code, Pattern, Qualifier, Topic
from servanda.codebook.trees import CodebookError

__all__ = [
    "Code", "Codebook", "CodebookError", "Entry", "Facts", "Pattern", "Qualifier", "Topic", "keep",
    "load", "load_csv", "load_yaml", "split_cell",
]  # fmt: skip

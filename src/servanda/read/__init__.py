"""From a document to claims: one question a module, one place where claims are made."""

from servanda.read.assemble import CODER
from servanda.read.document import read_document

__all__ = ["CODER", "read_document"]

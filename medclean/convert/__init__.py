"""Convert between Simplified and Traditional Chinese, and between the words of the regions."""
from .engine import Converter, convert
from .stage import Convert
from .terms import TableError, read_protected, read_terms

__all__ = ["Convert", "Converter", "TableError", "convert", "read_protected", "read_terms"]

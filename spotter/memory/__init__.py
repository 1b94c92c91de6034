"""What a person said and is: the lines before a turn, summaries, facts, and an index by meaning."""

from spotter.memory.recollection import FactShown, Line, Recollection
from spotter.memory.remembering import Memory

__all__ = ["FactShown", "Line", "Memory", "Recollection"]

"""A model that marks talks by rubrics: asked for by `--judge` only, several times each, and never the only one who judges a case."""

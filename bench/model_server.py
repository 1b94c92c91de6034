"""Serves the model's double: python -m bench.model_server PORT."""

from __future__ import annotations

import sys

from bench.model_double import serve

if __name__ == "__main__":
    serve(int(sys.argv[1]))

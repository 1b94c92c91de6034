"""The models by role. What is said to them goes to them and nowhere else: the libraries' own tracing to an outside service is off."""

import os

for name in ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2", "LANGCHAIN_TRACING"):
    os.environ[name] = "false"

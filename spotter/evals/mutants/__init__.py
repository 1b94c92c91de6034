"""Coaches with one part broken on purpose, to prove that the suites notice. Only the evals import this, one broken part to a process."""

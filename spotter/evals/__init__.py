"""The eval harness: cases are data, a coach is judged by what it did to the database and said, layer by layer."""

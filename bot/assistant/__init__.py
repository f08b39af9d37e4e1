"""One question in, one answer out: understand, find, choose, compose, verify."""

"""A bank for trial and test, written from docs/standards alone; no code shared with ringfence."""

"""The floor: the least that Django can do for the product's pages, on the same engine and settings."""

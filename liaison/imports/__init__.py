"""The ledgers of the liaison app."""

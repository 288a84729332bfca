"""Lists as ledgers: the headers and words that the import of the same ledger expects."""

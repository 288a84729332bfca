"""A fictional street, built through the same deeds that people use."""

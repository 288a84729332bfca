"""The shape of what the pages of the grid app ask."""

"""The shape of what the pages of the organisation app ask."""

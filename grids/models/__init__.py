"""What the grid app keeps."""

from grids.models.grids import Grid
from grids.models.posts import GridPost

__all__ = ["Grid", "GridPost"]

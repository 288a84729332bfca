"""What the grid app keeps."""

from grids.models.cases import Case
from grids.models.grids import Grid
from grids.models.posts import GridPost

__all__ = ["Case", "Grid", "GridPost"]

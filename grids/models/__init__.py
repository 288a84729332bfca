"""What the grid app keeps."""

from grids.models.cases import Case
from grids.models.grids import Grid
from grids.models.places import GridPlace, GridSuccession
from grids.models.posts import GridPost
from grids.models.sources import GridPostSource

__all__ = ["Case", "Grid", "GridPlace", "GridPost", "GridPostSource", "GridSuccession"]

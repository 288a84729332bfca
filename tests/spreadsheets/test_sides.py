"""The four sides of a boundary, in one cell or in columns of their own."""

import pytest

from partybuild.spreadsheets.cleaning import side, sides


@pytest.mark.parametrize(
    ("written", "rest", "found"),
    [
        ("东至样例路，西至示范街 ", None, {"east": "样例路", "west": "示范街"}),
        ("东至样例路  南至青梧河", None, {"east": "样例路", "south": "青梧河"}),
        ("东：样例路；西：示范街；南：青梧河；北：演示巷", None,
         {"east": "样例路", "west": "示范街", "south": "青梧河", "north": "演示巷"}),
        ("东至样例路西至示范街南至青梧河北至演示巷", None,
         {"east": "样例路", "west": "示范街", "south": "青梧河", "north": "演示巷"}),
        ("东、南至青梧河，北临演示巷", None,
         {"east": "青梧河", "south": "青梧河", "north": "演示巷"}),
        ("东至滨河东路，北至东苑小区南门", None, {"east": "滨河东路", "north": "东苑小区南门"}),
        ("东以浚河路为界，西以滨河东路为界", None, {"east": "浚河路", "west": "滨河东路"}),
        ("以浚河路、板桥路和滨河东路为界", "以浚河路、板桥路和滨河东路为界", {}),
        ("老城厢一片；东至样例路", "老城厢一片", {"east": "样例路"}),
        ("—", None, {}),
        ("", None, {}),
    ],
)  # fmt: skip
def test_the_sides_are_told_apart_and_the_rest_is_kept(written, rest, found):
    cleaned = sides(written)

    assert (cleaned.value, dict(cleaned.others)) == (rest, found)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("样例路", "样例路"),
        ("至样例路", "样例路"),
        ("东至样例路", "样例路"),
        ("无", None),
        ("", None),
    ],
)
def test_a_side_in_a_column_of_its_own(written, read):
    assert side(written) == read

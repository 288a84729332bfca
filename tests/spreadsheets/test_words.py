"""Names, lists in one cell, yes and no, wishes and quantities, as a careful clerk reads them."""

import pytest

from partybuild.spreadsheets import cleaning
from partybuild.spreadsheets.cleaning import Cleaned, Doubt


def plain(value):
    return value.value if isinstance(value, Cleaned) else value


@pytest.mark.parametrize(
    ("cell", "name", "phone"),
    [
        ("王示社 19000000021", "王示社", "19000000021"),
        ("李企样19000000022", "李企样", "19000000022"),
        ("王示社（190 0000 0021）", "王示社", "19000000021"),
        ("王示社：１９０００００００２１", "王示社", "19000000021"),
        ("19000000021 王示社", "王示社", "19000000021"),
        ("王 示 社 0000-1234567", "王示社", "0000-1234567"),
        ("王示社电话190-0000-0021", "王示社", "19000000021"),
        ("王示社（兼）19000000021", "王示社", "19000000021"),
        ("王示社", "王示社", None),
        ("无", None, None),
    ],
)
def test_a_name_and_a_number_in_one_cell_are_two_values(cell, name, phone):
    told = cleaning.contact(cell)

    assert (told.value, told.others.get("phone")) == (name, phone)


@pytest.mark.parametrize(
    ("cell", "name", "notes"),
    [
        ("王 示范", "王示范", ()),
        ("李\u3000样例", "李样例", ()),
        ("张测试（兼）", "张测试", ("concurrent",)),
        ("张测试(代)", "张测试", ("acting",)),
        ("空缺", None, ("vacant",)),
        ("（暂缺）", None, ("vacant",)),
        ("John Smith", "John Smith", ()),
    ],
)
def test_a_person_is_called_by_the_bare_name(cell, name, notes):
    told = cleaning.person(cell)

    assert (plain(told), getattr(told, "notes", ())) == (name, notes)


@pytest.mark.parametrize(
    ("cells", "meant"),
    [
        (["√", "✓", "✔", "是", "有", "1", 1, "Y", "已签", "是（2022.4）", "2022.4", True], True),
        (["×", "✗", "否", "无", 0, "N", "待签", "未签订", "没有", False], False),
        (["", None, "/", "—"], None),
    ],
)
def test_yes_and_no_are_told_apart_and_a_blank_is_neither(cells, meant):
    assert [cleaning.yes_or_no(cell) for cell in cells] == [meant] * len(cells)


def test_a_maybe_is_asked_about():
    with pytest.raises(Doubt) as caught:
        cleaning.yes_or_no("看情况")

    assert caught.value.reason == "not_yes_or_no"


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("南塘、东苑", ["南塘社区", "东苑社区"]),
        ("锦程", ["锦程社区"]),
        ("中和社区", ["中和社区"]),
        ("东苑社区和西桥社区", ["东苑社区", "西桥社区"]),
        ("东苑社区党委", ["东苑社区"]),
        ("东 苑 社 区", ["东苑社区"]),
        ("示例村", ["示例村"]),
    ],
)
def test_communities_are_named_in_short_and_together(cell, meant):
    assert cleaning.communities(cell) == meant


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("东苑一网格01、02", ["东苑一网格01", "东苑一网格02"]),
        ("和平一网格", ["和平一网格"]),
        ("西桥一网格/西桥二网格", ["西桥一网格", "西桥二网格"]),
    ],
)
def test_several_grids_stand_in_one_cell(cell, meant):
    assert cleaning.places(cell) == meant


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("尽快", None),
        ("每月", None),
        ("年底前", None),
        ("11月底前", None),
        ("2026.12", "2026-12"),
        ("2026年12月20日", "2026-12-20"),
        (46375, "2026-12-19"),
    ],
)
def test_a_wish_keeps_its_words_and_is_a_date_where_they_are_one(cell, meant):
    told = cleaning.wished_time(cell)

    assert told.value
    assert (told.others["wished_on"] and str(told.others["wished_on"])) == meant


@pytest.mark.parametrize(
    ("cell", "amounts"),
    [
        ("4场/年", [[4, "场", "年"]]),
        ("1处/2人", [[1, "处", ""], [2, "人", ""]]),
        ("每季度1次", [[1, "次", "季度"]]),
        ("每月二次", [[2, "次", "月"]]),
        (3, [[3, "", ""]]),
        ("若干", []),
    ],
)
def test_a_quantity_tells_how_many_of_what_and_how_often(cell, amounts):
    assert cleaning.quantity(cell).others["amounts"] == amounts


def test_two_classes_in_one_cell_are_both_kept():
    told = cleaning.category("场地、师资类")

    assert (told.value, told.others["categories"]) == ("场地、师资", ["场地", "师资"])

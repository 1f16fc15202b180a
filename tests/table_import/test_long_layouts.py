"""One row a person, and whatever else stands in a workbook."""

from __future__ import annotations

from tests.table_import.workbooks import Rows, cells, issues, person, read, workbook

GARDEN, VILLAGE = "鹭溪花园", "望江新村"


def test_the_long_table_fills_compounds_from_above_merged_or_blank() -> None:
    rows: Rows = [
        ["单位：鹭溪社区"],
        ["小区网格", "姓名", "六大员类别", "联系电话", "战时编组", "组内职务"],
        [GARDEN, "郑样民", "民警", 15400000003.0, "安保组", "组长"],
        [None, "丙某", "同上", "+86 154 0000 0005", "〃", "成员"],
        [VILLAGE, "丁某", "志愿者", "15400000006", "后勤保障组副组长", None],
        [None, "戊某", "志愿者", "15400000007", "环卫消杀组、后勤组", "成员"],
        ["小区网格", "姓名", "六大员类别", "联系电话", "战时编组", "组内职务"],
        [VILLAGE, "己某", "志愿者", "15400000008", "/", "/"],
        ["合计", 5],
    ]
    table = read(workbook({"表": rows}, {"表": ["A3:A4"]}))
    assert table.layout == "long"
    assert person(table, "丙某").roles == [("police_officer", GARDEN)]
    assert person(table, "丙某").seats == [("security", "member", GARDEN)]
    assert person(table, "丁某").seats == [("logistics", "deputy", VILLAGE)]
    assert person(table, "戊某").seats == [
        ("sanitation", "member", VILLAGE),
        ("logistics", "member", VILLAGE),
    ]
    assert person(table, "己某").seats == []
    assert len(table.people) == 5


def test_several_groups_of_a_row_have_their_positions_in_turn() -> None:
    head = ["小区", "姓名", "身份", "手机号", "组别", "职务"]
    row = [
        GARDEN,
        "林示远",
        "志愿者（党员）",
        "15400000001",
        "综合协调组、医疗保障组",
        "组长、成员",
    ]
    table = read({"表": [head, row]})
    assert person(table, "林示远").roles == [("volunteer", GARDEN)]
    assert person(table, "林示远").unit == ""
    assert person(table, "林示远").seats == [
        ("coordination", "lead", GARDEN),
        ("medical", "member", GARDEN),
    ]


def test_compounds_may_be_headings_over_the_rows_of_a_list() -> None:
    rows: Rows = [
        ["姓名", "六大员类别", "联系电话", "战时编组"],
        [GARDEN],
        ["郑样民", "民警", "15400000003", "安保组"],
        [VILLAGE],
        ["罗虚格", "网格员", "15400000017", None],
    ]
    table = read(workbook({"花名册": rows}, {"花名册": ["A2:D2", "A4:D4"]}))
    assert [g.name for g in table.grids] == [GARDEN, VILLAGE]
    assert person(table, "罗虚格").roles == [("community_cadre", VILLAGE)]


def test_employers_are_told_by_the_name_of_their_column() -> None:
    table = read(
        {"单位网格": [["单位网格名称", "网格长及电话"], ["望江小学", "钱示校15400000031"]]}
    )
    assert [(g.name, g.kind) for g in table.grids] == [("望江小学", "employer")]
    assert person(table, "钱示校").roles == [("grid_leader", "望江小学")]
    assert table.issues == []


def test_lists_of_residents_beside_the_table_are_left_alone() -> None:
    table = read(
        {
            "残疾户": [["姓名", "联系电话", "住址"], ["某居民", "15400000099", "3号楼"]],
            "汇总": [["小区名称", "网格长", "民警"], [GARDEN, "林示远15400000001", None]],
        }
    )
    assert [p.name for p in table.people] == ["林示远"]


def test_hidden_sheets_are_read_only_where_no_other_has_a_table() -> None:
    rows: dict[str, Rows] = {
        "旧": [["小区名称", "网格长", "民警"], [GARDEN, "旧网格长15400000091", None]],
        "新": [["小区名称", "网格长", "民警"], [GARDEN, "林示远15400000001", None]],
    }
    assert [p.name for p in read(workbook(rows, hidden=["旧"])).people] == ["林示远"]
    notes: dict[str, Rows] = {"旧": rows["旧"], "说明": [["请看隐藏的表"]]}
    assert [p.name for p in read(workbook(notes, hidden=["旧"])).people] == ["旧网格长"]


def test_cells_are_named_by_their_sheet_and_by_the_first_of_a_merge() -> None:
    rows: Rows = [
        ["小区网格", "姓名", "六大员类别", "联系电话"],
        [GARDEN, "甲某", "巡逻队", None],
        [None, "乙某", None, "15400000002"],
    ]
    table = read(workbook({"一": rows}, {"一": ["C2:C3"]}))
    assert [(i.sheet, i.cell, i.value) for i in issues(table, "role_unknown")] == [
        ("一", "C2", "巡逻队")
    ]
    assert cells(table, "phone_missing") == ["D2"]


def test_a_list_kept_elsewhere_is_told_and_leaves_no_vacancy() -> None:
    rows: Rows = [
        ["小区网格", "姓名", "六大员类别", "联系电话"],
        [GARDEN, "另附名单", "志愿者", None],
        [GARDEN, "周拟等5人", "楼长", "15400000010"],
        [GARDEN, "待定", "民警", None],
    ]
    table = read(workbook({"一": rows}))
    assert cells(table, "list_incomplete") == ["B2", "B3"]
    vacant = {i.params["role"]: (i.cell, i.value) for i in issues(table, "role_vacant")}
    assert "volunteer" not in vacant
    assert vacant["police_officer"] == ("B4", "待定")
    assert person(table, "周拟").phone == "15400000010"

"""Rosters of every shape that a community's may have, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from domain.table import TableGrid, TablePerson
from engine.tables import clean_name, matching_form
from engine.tables.lexicon import lexicon
from tests.table_import.workbooks import VOCABULARY

ROLES = [role.id for role in VOCABULARY.roles]
GROUPS = [group.id for group in VOCABULARY.groups]
POSITIONS = ["lead", "deputy", "member"]

#: names as people have them, and as a hand may type them
ODD_NAMES = [
    "无",
    "待定",
    "同上",
    "合计",
    "组长：甲",
    "网格员",
    "张三、李四",
    "张三 李四",
    "王伟（大）",
    "「王」伟",
    "=1+1",
    "+86",
    "-甲",
    "@SUM(A1)",
    "'=甲",
    '=HYPERLINK("http://x.example","y")',
    "周拟等3人",
    "3号楼甲",
    "甲15400000001",
    "1. 甲",
    "John Smith",
    "O'Neil",
    "阿依古丽·买买提",
    "許擬保",
    "欧阳 模梯",
    "派出所",
]
plain_names = st.text("王李张伟娜明示拟例", min_size=2, max_size=3)
latin_names = st.from_regex(r"[A-Z][a-z]{1,6}( [A-Z][a-z]{1,6})?", fullmatch=True)
typed_names = st.text(min_size=1, max_size=8).map(clean_name).filter(bool)
names = plain_names | latin_names | typed_names | st.sampled_from(ODD_NAMES).map(clean_name)
phones = st.just("") | st.integers(0, 60).map(lambda n: f"154000000{n:02d}")
texts = st.just("") | st.text("单位网格员无、；=@ \n'“甲乙3号楼", max_size=8).map(str.strip)
counts = st.none() | st.integers(0, 9_999)


def says_something(text: str) -> bool:
    """Not 无, and not mere punctuation: a remark on a compound that says nothing is none."""
    return not lexicon(VOCABULARY).is_vacant(text)


@st.composite
def grids(draw: st.DrawFn) -> list[TableGrid]:
    """Up to five grids with names of their own."""
    stems = draw(st.lists(st.text("鹭溪望江新村花园", min_size=2, max_size=6), max_size=5))
    drawn = {}
    for number, stem in enumerate(stems):
        name = draw(
            st.sampled_from([f"{stem}{number}号", f"={stem}{number}", f"{stem}({number}期)"])
        )
        kind = draw(st.sampled_from(["compound", "employer"]))
        note = draw(texts.filter(says_something))
        without_property = draw(st.booleans())
        grid = TableGrid(name, kind, draw(counts), draw(counts), note, without_property)
        drawn[matching_form(name)] = grid
    return list(drawn.values())


@st.composite
def people(draw: st.DrawFn, among: list[TableGrid]) -> TablePerson:
    """Somebody, wherever they serve and whatever is known of them."""
    named = [grid.name for grid in among]
    places = st.sampled_from(named) if named else st.nothing()
    roles = st.lists(st.tuples(st.sampled_from(ROLES), places), max_size=4, unique=True)
    seats = st.lists(
        st.tuples(st.sampled_from(GROUPS), st.sampled_from(POSITIONS), places),
        max_size=5,
        unique_by=lambda seat: (seat[0], seat[2]),
    )
    return TablePerson(
        draw(names),
        draw(phones),
        draw(texts),
        draw(texts),
        draw(texts),
        draw(roles) if named else [],
        draw(seats) if named else [],
    )


@st.composite
def rosters(draw: st.DrawFn) -> tuple[list[TableGrid], list[TablePerson]]:
    """Grids, and people in them: namesakes and shared phones among them."""
    among = draw(grids())
    return among, draw(st.lists(people(among), max_size=12))

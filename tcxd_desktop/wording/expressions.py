"""A template's expression in Vietnamese: what is asked, for those who do not read formulas."""

from collections.abc import Callable, Mapping
from typing import Any

from tcxd_desktop.domain.errors import ExpressionProblem
from tcxd_desktop.domain.expression_tree import (
    Among,
    Arithmetic,
    Call,
    Choice,
    Comparison,
    Constant,
    ItemCall,
    Logic,
    Name,
    Negative,
    Node,
    Not,
)
from tcxd_desktop.domain.expressions import parse
from tcxd_desktop.domain.score_templates import ScoreTemplate
from tcxd_desktop.wording.meeting_facts import DENIED, fact_label, number_text, unit_of, word_text

_COMPARED: Mapping[str, str] = {
    "<": "{0} dưới {1}",
    "<=": "{0} không quá {1}",
    ">": "{0} trên {1}",
    ">=": "{0} từ {1} trở lên",
    "==": "{0} là {1}",
    "!=": "{0} khác {1}",
}
_SIGNS: Mapping[str, str] = {"+": " + ", "-": " − ", "*": " × ", "/": " ÷ "}
_JOINED: Mapping[str, str] = {"and": " và ", "or": " hoặc "}
_CALLED: Mapping[str, str] = {
    "min": "số nhỏ nhất trong ({0})",
    "max": "số lớn nhất trong ({0})",
    "round": "làm tròn ({0})",
    "floor": "phần nguyên của ({0})",
    "abs": "giá trị tuyệt đối của ({0})",
}
_ASKED: Mapping[str, str] = {
    "full": "tiêu chí {0} đạt điểm tối đa",
    "points": "điểm tiêu chí {0}",
    "share": "phần trăm điểm tiêu chí {0}",
}


def expression_words(text: str, template: ScoreTemplate | None = None) -> str:
    """Return what an expression says: *tỷ lệ đảng viên dự họp từ 90 % trở lên*.

    A text that is no expression stands as it is.
    """
    try:
        tree = parse(text).tree
    except ExpressionProblem:
        return text
    return node_words(tree, template)


def node_words(node: Node, template: ScoreTemplate | None = None) -> str:
    """Return what a part of an expression says."""
    return _Speaker(template).say(node)


class _Speaker:
    def __init__(self, template: ScoreTemplate | None) -> None:
        self._template = template
        self._sayings: Mapping[type, Callable[[Any], str]] = {
            Constant: self._constant,
            Name: lambda node: fact_label(node.name, self._template),
            ItemCall: lambda node: _ASKED[node.function].format(node.item),
            Call: self._call,
            Arithmetic: self._arithmetic,
            Negative: lambda node: f"−{self._inner(node.operand)}",
            Comparison: self._comparison,
            Among: self._among,
            Not: self._not,
            Logic: self._logic,
            Choice: self._choice,
        }

    def say(self, node: Node) -> str:
        return self._sayings[type(node)](node)

    def _inner(self, node: Node) -> str:
        """Return an operand, in brackets where it would run into its neighbours."""
        said = self.say(node)
        return f"({said})" if isinstance(node, Logic | Arithmetic | Choice) else said

    @staticmethod
    def _constant(node: Constant) -> str:
        if isinstance(node.value, bool):
            return "đúng" if node.value else "sai"
        if isinstance(node.value, str):
            return word_text(node.value)
        return number_text(node.value)

    def _call(self, node: Call) -> str:
        return _CALLED[node.function].format("; ".join(map(self.say, node.arguments)))

    def _arithmetic(self, node: Arithmetic) -> str:
        rest = (f"{_SIGNS[sign]}{self._inner(operand)}" for sign, operand in node.rest)
        return self._inner(node.first) + "".join(rest)

    def _comparison(self, node: Comparison) -> str:
        left, right = self._inner(node.left), self._inner(node.right)
        if isinstance(node.left, Name) and isinstance(node.right, Constant):
            right += unit_of(node.left.name, self._template)
        return _COMPARED[node.sign].format(left, right)

    def _among(self, node: Among) -> str:
        choices = " hoặc ".join(map(self._inner, node.choices))
        return f"{self._inner(node.operand)} là {choices}"

    def _not(self, node: Not) -> str:
        inner = node.operand
        if isinstance(inner, Name) and inner.name in DENIED:
            return DENIED[inner.name]
        return f"không phải là {self._inner(inner)}"

    def _logic(self, node: Logic) -> str:
        return _JOINED[node.word].join(map(self._inner, node.operands))

    def _choice(self, node: Choice) -> str:
        then, otherwise = self.say(node.then), self.say(node.otherwise)
        return f"{then} nếu {self.say(node.condition)}, không thì {otherwise}"

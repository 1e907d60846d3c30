"""The grammar of a template's expressions: text → tree, with limits on all that can grow."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

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

LONGEST, DEEPEST, MOST_NODES, MOST_DIGITS = 500, 20, 200, 15
ITEM_FUNCTIONS = ("full", "points", "share")
FUNCTIONS: Mapping[str, tuple[int, int]] = {
    "min": (1, 20),
    "max": (1, 20),
    "round": (1, 2),
    "floor": (1, 1),
    "abs": (1, 1),
}
"""Function → fewest and most arguments."""
WORDS = frozenset({"and", "or", "not", "in", "if", "else", "true", "false", "True", "False"})
_COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")
_TOKEN = re.compile(
    r"(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<text>'[^']*'|\"[^\"]*\")|(?P<sign><=|>=|==|!=|[-<>+*/(),\[\]])"
)
_ITEM = re.compile(r"'[^']+'|\"[^\"]+\"|[\w.\-]+")
_SPACE = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    """``number``, ``name``, ``text``, ``sign``, ``word``, ``item``, ``end``."""
    text: str
    at: int


def fault(text: str, at: int, kind: str, detail: str = "") -> ExpressionProblem:
    """Return the problem of an expression; ``at`` counts from 0."""
    return ExpressionProblem(text, at + 1, kind, detail)


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    at = _after_space(text, 0)
    while at < len(text):
        wants_item = len(found) > 1 and found[-1].text == "(" and found[-2].text in ITEM_FUNCTIONS
        token = _item(text, at) if wants_item else _token(text, at)
        found.append(token)
        at = _after_space(text, at + len(token.text))
    found.append(_Token("end", "", len(text)))
    return found


def _after_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _item(text: str, at: int) -> _Token:
    found = _ITEM.match(text, at)
    if found is None:
        raise fault(text, at, "item")
    return _Token("item", found.group(), at)


def _token(text: str, at: int) -> _Token:
    found = _TOKEN.match(text, at)
    if found is None:
        kind = {"'": "string", '"': "string", "=": "equals"}.get(text[at], "char")
        raise fault(text, at, kind, text[at] if kind == "char" else "")
    kind, told = found.lastgroup or "", found.group()
    if kind == "number":
        digits = len(told.replace(".", ""))
        if digits > MOST_DIGITS or re.match(r"[\w.]", text[found.end() : found.end() + 1]):
            raise fault(text, at, "number", told)
    return _Token("word" if told in WORDS else kind, told, at)


class _Parser:
    """Recursive descent, one method a level of precedence, loosest first."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = _tokens(text)
        self._next = 0
        self._depth = 0
        self._nodes = 0

    def whole(self) -> Node:
        tree = self._nested(self._choice)
        self._expect_end()
        return tree

    # --- tokens ----------------------------------------------------------------------------------

    @property
    def _now(self) -> _Token:
        return self._tokens[self._next]

    def _take(self, *texts: str) -> _Token | None:
        """Return the next token and step over it, if it is one of these signs or words."""
        now = self._now
        if now.kind not in {"sign", "word"} or now.text not in texts:
            return None
        self._next += 1
        return now

    def _must(self, text: str) -> None:
        if self._take(text) is None:
            raise self._unexpected()

    def _expect_end(self) -> None:
        if self._now.kind != "end":
            raise self._unexpected()

    def _unexpected(self) -> ExpressionProblem:
        now = self._now
        if now.kind == "end":
            return fault(self._text, now.at, "end")
        kind = "chained" if now.text in _COMPARISONS else "token"
        return fault(self._text, now.at, kind, now.text)

    def _nested(self, level: Callable[[], Node]) -> Node:
        """Go one level deeper: what recurses must come through here."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise fault(self._text, self._now.at, "deep")
        tree = level()
        self._depth -= 1
        return tree

    def _made(self, node: Node) -> Node:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            raise fault(self._text, node.at, "big")
        return node

    # --- grammar ---------------------------------------------------------------------------------

    def _choice(self) -> Node:
        then = self._any()
        word = self._take("if")
        if word is None:
            return then
        condition = self._any()
        self._must("else")
        return self._made(Choice(word.at, condition, then, self._nested(self._choice)))

    def _any(self) -> Node:
        return self._logic("or", self._all)

    def _all(self) -> Node:
        return self._logic("and", self._not)

    def _logic(self, word: str, level: Callable[[], Node]) -> Node:
        at = self._now.at
        operands = [level()]
        while self._take(word):
            operands.append(level())
        if len(operands) == 1:
            return operands[0]
        return self._made(Logic(at, word, tuple(operands)))

    def _not(self) -> Node:
        word = self._take("not")
        if word is None:
            return self._comparison()
        return self._made(Not(word.at, self._nested(self._not)))

    def _comparison(self) -> Node:
        left = self._sum()
        sign = self._take(*_COMPARISONS, "in", "not")
        if sign is None:
            return left
        if sign.text in _COMPARISONS:
            return self._made(Comparison(sign.at, sign.text, left, self._sum()))
        if sign.text == "not":
            self._must("in")
        among = self._made(Among(sign.at, left, self._list()))
        return self._made(Not(sign.at, among)) if sign.text == "not" else among

    def _list(self) -> tuple[Node, ...]:
        self._must("[")
        return self._several("]")

    def _several(self, closing: str) -> tuple[Node, ...]:
        found = [self._nested(self._choice)]
        while self._take(","):
            found.append(self._nested(self._choice))
        self._must(closing)
        return tuple(found)

    def _sum(self) -> Node:
        return self._chain(("+", "-"), self._product)

    def _product(self) -> Node:
        return self._chain(("*", "/"), self._signed)

    def _chain(self, signs: tuple[str, str], level: Callable[[], Node]) -> Node:
        at = self._now.at
        first = level()
        rest = []
        while sign := self._take(*signs):
            rest.append((sign.text, level()))
        return self._made(Arithmetic(at, first, tuple(rest))) if rest else first

    def _signed(self) -> Node:
        sign = self._take("-")
        if sign is None:
            return self._atom()
        return self._made(Negative(sign.at, self._nested(self._signed)))

    def _atom(self) -> Node:
        now = self._now
        if self._take("("):
            inner = self._nested(self._choice)
            self._must(")")
            return inner
        if word := self._take("true", "false", "True", "False"):
            return self._made(Constant(now.at, word.text.lower() == "true"))
        if now.kind not in {"number", "text", "name"}:
            raise self._unexpected()
        self._next += 1
        if now.kind == "number":
            return self._made(Constant(now.at, Decimal(now.text)))
        if now.kind == "text":
            return self._made(Constant(now.at, now.text[1:-1]))
        return self._call(now) if self._take("(") else self._made(Name(now.at, now.text))

    def _call(self, name: _Token) -> Node:
        if name.text in ITEM_FUNCTIONS:
            item = self._now
            if item.kind != "item":
                raise fault(self._text, item.at, "item")
            self._next += 1
            self._must(")")
            return self._made(ItemCall(name.at, name.text, item.text.strip("'\"")))
        if name.text not in FUNCTIONS:
            raise fault(self._text, name.at, "function", name.text)
        arguments = self._several(")")
        fewest, most = FUNCTIONS[name.text]
        if not fewest <= len(arguments) <= most or not _digits_told(name.text, arguments):
            raise fault(self._text, name.at, "arguments", name.text)
        return self._made(Call(name.at, name.text, arguments))


def _digits_told(function: str, arguments: tuple[Node, ...]) -> bool:
    """Whether the digits of ``round(x, n)`` are a plain number from 0 to 6."""
    if function != "round" or len(arguments) == 1:
        return True
    told = arguments[1].value if isinstance(arguments[1], Constant) else None
    return isinstance(told, Decimal) and told in map(Decimal, range(7))


def tree_of(text: str) -> Node:
    """Return the tree of an expression.

    Raises:
        ExpressionProblem: it is not one, or it is too long, too deep or too big.
    """
    if len(text) > LONGEST:
        raise fault(text, LONGEST, "long")
    if not text.strip():
        raise fault(text, 0, "empty")
    return _Parser(text).whole()

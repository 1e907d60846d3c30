"""What kind of value an expression gives: checked before a template is used."""

from collections.abc import Collection, Iterable, Mapping

from tcxd_desktop.domain.expression_parser import fault
from tcxd_desktop.domain.expression_tree import (
    Among,
    Arithmetic,
    Call,
    Comparison,
    Constant,
    ItemCall,
    Logic,
    Name,
    Negative,
    Node,
    Not,
    below,
)
from tcxd_desktop.domain.expressions import Expression, ValueKind


def kind_of(
    expression: Expression,
    catalogue: Mapping[str, ValueKind],
    words: Mapping[str, Collection[str]] | None = None,
) -> ValueKind:
    """Return what kind of value an expression gives.

    Args:
        expression: a parsed one.
        catalogue: kind of every fact it may use.
        words: of facts that are one of a few words, which ones.

    Raises:
        ExpressionProblem: an unknown name, an operand of the wrong kind, a word the fact it is
            compared with never is.
    """
    return _Kinds(expression.text, catalogue, words or {}).of(expression.tree)


class _Kinds:
    def __init__(
        self,
        text: str,
        catalogue: Mapping[str, ValueKind],
        words: Mapping[str, Collection[str]],
    ) -> None:
        self._text, self._catalogue, self._words = text, catalogue, words

    def of(self, node: Node) -> ValueKind:
        match node:
            case Constant():
                kind = _constant_kind(node)
            case Name():
                kind = self._named(node)
            case ItemCall(function=function):
                kind = ValueKind.FLAG if function == "full" else ValueKind.NUMBER
            case Call() | Arithmetic() | Negative():
                kind = self._all(below(node), ValueKind.NUMBER)
            case Not() | Logic():
                kind = self._all(below(node), ValueKind.FLAG)
            case Comparison(sign=sign, left=left, right=right):
                kind = self._compared(sign, left, right)
            case Among(operand=operand, choices=choices):
                kind = self._chosen(operand, choices)
            case _:
                self._all((node.condition,), ValueKind.FLAG)
                kind = self._alike(node.then, node.otherwise)
        return kind

    def _named(self, node: Name) -> ValueKind:
        if node.name not in self._catalogue:
            raise fault(self._text, node.at, "name", node.name)
        return self._catalogue[node.name]

    def _chosen(self, operand: Node, choices: Iterable[Node]) -> ValueKind:
        for choice in choices:
            self._compared("==", operand, choice)
        return ValueKind.FLAG

    def _all(self, nodes: Iterable[Node], kind: ValueKind) -> ValueKind:
        for node in nodes:
            if self.of(node) is not kind:
                raise fault(self._text, node.at, f"{kind}_wanted")
        return kind

    def _alike(self, one: Node, other: Node) -> ValueKind:
        kind = self.of(one)
        if self.of(other) is not kind:
            raise fault(self._text, other.at, "same_kind")
        return kind

    def _compared(self, sign: str, left: Node, right: Node) -> ValueKind:
        if sign not in {"==", "!="}:
            self._all((left, right), ValueKind.NUMBER)
            return ValueKind.FLAG
        self._alike(left, right)
        for name, word in ((left, right), (right, left)):
            if isinstance(name, Name) and isinstance(word, Constant):
                self._known_word(name, word)
        return ValueKind.FLAG

    def _known_word(self, name: Name, word: Constant) -> None:
        known = self._words.get(name.name)
        if known is not None and word.value not in known:
            raise fault(self._text, word.at, "word", str(word.value))


def _constant_kind(node: Constant) -> ValueKind:
    if isinstance(node.value, bool):
        return ValueKind.FLAG
    return ValueKind.TEXT if isinstance(node.value, str) else ValueKind.NUMBER

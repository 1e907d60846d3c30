"""The tree of a template's expression."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Constant:
    """Hằng: a number, a word, true or false."""

    at: int
    value: Decimal | str | bool


@dataclass(frozen=True, slots=True)
class Name:
    """Tên số liệu."""

    at: int
    name: str


@dataclass(frozen=True, slots=True)
class ItemCall:
    """Hàm hỏi điểm một tiêu chí: ``full``, ``points``, ``share``."""

    at: int
    function: str
    item: str


@dataclass(frozen=True, slots=True)
class Call:
    """Hàm số học."""

    at: int
    function: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Chuỗi cộng trừ, or a chain of multiplications and divisions; signs between the operands."""

    at: int
    first: "Node"
    rest: tuple[tuple[str, "Node"], ...]


@dataclass(frozen=True, slots=True)
class Negative:
    """Số đối."""

    at: int
    operand: "Node"


@dataclass(frozen=True, slots=True)
class Comparison:
    """So sánh."""

    at: int
    sign: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Among:
    """Thuộc danh sách: ``x in [a, b]``."""

    at: int
    operand: "Node"
    choices: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Phủ định."""

    at: int
    operand: "Node"


@dataclass(frozen=True, slots=True)
class Logic:
    """Nối bằng ``and`` hoặc ``or``."""

    at: int
    word: str
    operands: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Chọn theo điều kiện: ``a if c else b``."""

    at: int
    condition: "Node"
    then: "Node"
    otherwise: "Node"


Node = (
    Constant
    | Name
    | ItemCall
    | Call
    | Arithmetic
    | Negative
    | Comparison
    | Among
    | Not
    | Logic
    | Choice
)


def below(node: Node) -> tuple[Node, ...]:
    """Return the operands of a node."""
    match node:
        case Call(arguments=found) | Logic(operands=found):
            pass
        case Arithmetic(first=first, rest=rest):
            found = (first, *(operand for _, operand in rest))
        case Negative(operand=operand) | Not(operand=operand):
            found = (operand,)
        case Comparison(left=left, right=right):
            found = (left, right)
        case Among(operand=operand, choices=choices):
            found = (operand, *choices)
        case Choice(condition=condition, then=then, otherwise=otherwise):
            found = (condition, then, otherwise)
        case _:
            found = ()
    return found


def walk(tree: Node) -> Iterator[Node]:
    """Yield every node."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(below(node))

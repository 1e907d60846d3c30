"""Reads the use cases themselves: which permission each function of ``office`` asks for.

A function declares by ``desk.check``, ``desk.read``, ``desk.write``, ``desk.line`` or
``desk.deed``, or by calling only functions that do.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tcxd_desktop.domain.history import Permission

OFFICE = Path(__file__).parents[2] / "tcxd_desktop" / "office"
_OF_DESK = {"check", "read", "write", "line", "deed"}
_TIME = {"clock", "today", "day"}
_INSIDE = {"Work", "Reading", "Permission"}
"""Who is given one of these stands inside a use case that declared before, or is told what to ask
for by the one that calls."""
_DESKS = {"desk", "self.desk", "self._desk"}
Key = tuple[str, str]


@dataclass
class Function:
    """A public function that takes a desk."""

    key: Key
    asked: set[Permission] = field(default_factory=set)
    touches: set[str] = field(default_factory=set)
    """What it takes from its desk; ``?`` where it hands the desk to somebody unknown."""
    calls: set[Key] = field(default_factory=set)
    inside: bool = False
    unclear: list[str] = field(default_factory=list)
    """Permissions that cannot be read off: worked out while running."""


def sources() -> dict[str, str]:
    """Return the office modules by name, without those that only invent the demo office."""
    return {
        path.stem: path.read_text(encoding="utf-8")
        for path in sorted(OFFICE.glob("*.py"))
        if not path.stem.startswith(("demo", "__"))
    }


def functions(found: Mapping[str, str]) -> dict[Key, Function]:
    """Return every function that takes a desk, private ones too, as its source declares."""
    made: dict[Key, Function] = {}
    for module, source in found.items():
        tree = ast.parse(source)
        names = _imported(tree, module)
        for node, owner in _defined(tree):
            if _takes_desk(node) or owner:
                function = _read(module, node, owner, names)
                made[function.key] = function
    return made


def permissions(known: Mapping[Key, Function], key: Key) -> frozenset[Permission]:
    """Return everything a function asks for, itself or through what it calls."""
    asked: set[Permission] = set()
    seen: set[Key] = set()
    waiting = [key]
    while waiting:
        current = waiting.pop()
        if current in known and current not in seen:
            seen.add(current)
            asked |= known[current].asked
            waiting.extend(known[current].calls)
    return frozenset(asked)


def public(known: Mapping[Key, Function]) -> dict[Key, frozenset[Permission]]:
    """Return what each public use case asks for; nothing: it forgot to say."""
    return {
        key: permissions(known, key)
        for key, function in known.items()
        if not function.inside and not idle(known, key)
        if not any(part.startswith("_") for part in key[1].split("."))
    }


def idle(known: Mapping[Key, Function], key: Key) -> bool:
    """Tell whether a function asks its desk for nothing but the time."""
    function = known[key]
    if function.asked or function.unclear or not function.touches <= _TIME:
        return False
    return all(
        idle(known, called) for called in function.calls if called in known and called != key
    )


def undeclared(known: Mapping[Key, Function]) -> list[str]:
    """Return the public use cases that declare nothing, or nothing that can be read."""
    silent = [
        ".".join(key)
        for key, asked in public(known).items()
        if not asked or ("store" in known[key].touches and not known[key].asked)
    ]
    vague = [
        f"{'.'.join(function.key)}: {why}"
        for function in known.values()
        for why in function.unclear
        if not function.inside
    ]
    return sorted(silent + vague)


def _imported(tree: ast.Module, module: str) -> dict[str, Key]:
    """Names of a module that lead to office functions: ``people`` and ``people.lines`` alike."""
    names: dict[str, Key] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                name = alias.asname or alias.name
                if node.module == "tcxd_desktop.office":
                    names[name] = (alias.name, "")
                elif node.module.startswith("tcxd_desktop.office."):
                    names[name] = (node.module.rpartition(".")[2], alias.name)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            names[node.name] = (module, node.name)
    return names


def _defined(tree: ast.Module) -> Iterator[tuple[ast.FunctionDef, str]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node, ""
        elif isinstance(node, ast.ClassDef) and _holds_desk(node):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    yield inner, node.name


def _holds_desk(node: ast.ClassDef) -> bool:
    return any(
        isinstance(part, ast.AnnAssign) and ast.unparse(part.annotation) == "Desk"
        for part in node.body
    )


def _arguments(node: ast.FunctionDef) -> list[ast.arg]:
    return [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]


def _takes_desk(node: ast.FunctionDef) -> bool:
    return any(_annotated(arg, {"Desk"}) for arg in _arguments(node))


def _annotated(arg: ast.arg, names: set[str]) -> bool:
    return arg.annotation is not None and ast.unparse(arg.annotation) in names


def _read(module: str, node: ast.FunctionDef, owner: str, names: Mapping[str, Key]) -> Function:
    key = (module, f"{owner}.{node.name}" if owner else node.name)
    found = Function(key, inside=any(_annotated(arg, _INSIDE) for arg in _arguments(node)))
    for part in ast.walk(node):
        if isinstance(part, ast.Attribute) and ast.unparse(part.value) in _DESKS:
            found.touches.add(part.attr)
        if isinstance(part, ast.Call):
            before = len(found.calls)
            _read_call(found, part, owner, names)
            handed = any(ast.unparse(arg) in _DESKS for arg in part.args)
            if handed and len(found.calls) == before and not _known(part, owner, names):
                found.touches.add("?")
    return found


def _known(call: ast.Call, owner: str, names: Mapping[str, Key]) -> bool:
    of = ast.unparse(call.func).partition(".")[0]
    return of in names or (of == "self" and bool(owner))


def _read_call(found: Function, call: ast.Call, owner: str, names: Mapping[str, Key]) -> None:
    target = call.func
    if isinstance(target, ast.Name) and target.id in names:
        found.calls.add(names[target.id])
    elif isinstance(target, ast.Attribute):
        of = ast.unparse(target.value)
        if of in _DESKS and target.attr in _OF_DESK:
            _declare(found, call, target.attr)
        elif of == "self" and owner:
            found.calls.add((found.key[0], f"{owner}.{target.attr}"))
        elif of in names and not names[of][1]:
            found.calls.add((names[of][0], target.attr))


def _declare(found: Function, call: ast.Call, method: str) -> None:
    given = call.args[0] if call.args else next(
        (word.value for word in call.keywords if word.arg == "permission"), None
    )  # fmt: skip
    if given is None and method == "read":
        found.asked.add(Permission.VIEW)
        return
    text = ast.unparse(given) if given is not None else ""
    name = text.removeprefix("Permission.")
    if text.startswith("Permission.") and name in Permission.__members__:
        found.asked.add(Permission[name])
    else:
        found.unclear.append(f"desk.{method}({text})")

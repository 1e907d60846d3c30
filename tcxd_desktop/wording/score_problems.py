"""Sentences of the problems of score templates, of the facts and the entries they score."""

from collections.abc import Callable

from tcxd_desktop.domain import errors
from tcxd_desktop.domain.errors import Problem

SCORE_SENTENCES: dict[type[Problem], str] = {
    errors.ExpressionProblem: (
        "Công thức “{0}” chưa đúng ở ký tự thứ {1}: {2}{3}. Hãy sửa lại công thức của mẫu."
    ),
    errors.ScoreEntryProblem: "Điểm của {0} chưa ghi được: {1}{2}. Hãy xem lại rồi ghi lại.",
    errors.FactsFileProblem: "Tệp số liệu chưa dùng được. Ở {0}: {1}{2}. Hãy sửa tệp rồi chạy lại.",
}

EXPRESSION_FAULTS: dict[str, str] = {
    "empty": "chưa có nội dung",
    "long": "dài quá 500 ký tự",
    "deep": "lồng nhau quá 20 lớp",
    "big": "có quá 200 thành phần",
    "char": "không dùng được ký tự ",
    "string": "chữ thiếu dấu nháy đóng",
    "number": "số viết chưa đúng (tối đa 15 chữ số, phần lẻ sau dấu chấm): ",
    "equals": "so sánh bằng nhau phải viết ==",
    "end": "còn thiếu phần sau",
    "token": "thừa hoặc sai chỗ: ",
    "chained": "so sánh liền nhau thì phải nối bằng and: ",
    "function": "không có hàm ",
    "arguments": "giá trị trong ngoặc không đúng cho hàm ",
    "item": "trong ngoặc phải là mã một tiêu chí",
    "name": "không có số liệu tên ",
    "number_wanted": "chỗ này phải là số",
    "flag_wanted": "chỗ này phải là điều kiện đúng hay sai",
    "text_wanted": "chỗ này phải là chữ trong dấu nháy",
    "same_kind": "hai vế không cùng loại (số, chữ, đúng hay sai)",
    "word": "số liệu này không bao giờ có giá trị ",
}
"""By kind of fault; those that end in a space are followed by the detail."""


def expression_fault(kind: str) -> str:
    """Return the words for a kind of fault."""
    return EXPRESSION_FAULTS.get(kind, "viết chưa đúng")


ENTRY_FAULTS: dict[str, str] = {
    "unknown": "mẫu này không có tiêu chí ấy",
    "points": "điểm phải từ 0 đến ",
    "step": "điểm phải là bội số của ",
    "level": "số mức của tiêu chí chỉ là ",
    "times": "số lần phải từ 0 đến ",
    "method": "tiêu chí này chấm theo cách khác",
}
FILE_FAULTS: dict[str, str] = {
    "size": "tệp lớn quá 1 MB",
    "utf8": "tệp không phải chữ UTF-8",
    "json": "không đúng cú pháp JSON, dòng ",
    "depth": "lồng nhau quá sâu",
    "twice": "tên ghi hai lần: ",
    "constant": "không dùng được giá trị ",
    "object": "phải là một nhóm tên và giá trị",
    "fact": "không có số liệu tên ",
    "number": "phải là số, không âm và không quá 1 tỷ",
    "whole": "phải là số nguyên",
    "flag": "phải là true hoặc false",
    "text": "phải là chữ, không quá 2.000 ký tự",
    "word": "phải là một trong: ",
    "scorer": "mẫu không có người chấm ",
    "item": "mẫu không có tiêu chí ",
    "entry": "phải là true, false, một số, hoặc nhóm gồm points, level, met, times, na, note",
    "key": "không dùng được tên ",
    "points": ENTRY_FAULTS["points"],
    "step": ENTRY_FAULTS["step"],
    "level": ENTRY_FAULTS["level"],
    "times": ENTRY_FAULTS["times"],
    "method": ENTRY_FAULTS["method"],
}
"""By kind of fault; those that end in a space are followed by the detail."""


def _item_name(item: str) -> str:
    return "cả phiếu" if item == "*" else f"tiêu chí {item}"


_ARGUMENTS: dict[type[Problem], tuple[tuple[int, Callable[[str], str]], ...]] = {
    errors.ExpressionProblem: ((2, expression_fault),),
    errors.ScoreEntryProblem: (
        (0, _item_name),
        (1, lambda kind: ENTRY_FAULTS.get(kind, "không hợp với mẫu")),
    ),
    errors.FactsFileProblem: (
        (0, lambda place: place or "cả tệp"),
        (1, lambda kind: FILE_FAULTS.get(kind, "không hợp lệ")),
    ),
}


def score_arguments(problem: Problem, texts: list[str]) -> list[str]:
    """Return the arguments of a problem with its keys in words."""
    shown = list(texts)
    for position, words in _ARGUMENTS.get(type(problem), ()):
        if position < len(shown):
            shown[position] = words(shown[position])
    return shown

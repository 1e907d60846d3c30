"""What is wrong with a file that should be a scoring template, in words."""

from tcxd_desktop.wording.template_places import path_text

FILE_FAULTS: dict[str, str] = {
    "size": "lớn quá 1 MB",
    "encoding": "không viết bằng mã chữ Unicode (UTF-8)",
    "syntax": "không đúng dạng JSON ở dòng {0}",
    "deep": "lồng nhau quá 30 lớp ở dòng {0}",
    "many": "có quá {0} dòng",
    "doubled": "viết hai lần",
    "unknown": "không có mục tên này",
    "missing": "còn thiếu",
    "text": "phải là chữ trong dấu nháy kép",
    "number": "phải là số, không đặt trong dấu nháy",
    "whole": "phải là số nguyên từ 0 trở lên",
    "flag": "phải là true hoặc false",
    "list": "phải là danh sách trong ngoặc vuông",
    "object": "phải là nhóm thông tin trong ngoặc nhọn",
    "choice": "phải là một trong: {0}",
    "digits": "“{0}” không phải là số dùng được (tối đa 12 chữ số)",
    "date": "“{0}” không phải là ngày có trên lịch, viết như 2025-10-28",
    "long": "chữ dài quá {0} ký tự",
    "points": "phải có một trong hai: {0}",
}
"""By kind of ``TemplateProblem``."""


def problem_words(place: str, kind: str = "", detail: str = "") -> tuple[str, str]:
    """Return where a file is wrong, in words and as its path, and what is wrong there."""
    said = FILE_FAULTS.get(kind, "không đọc được").format(detail)
    if kind == "unknown" and detail:
        said += f", có phải “{detail}”"
    if not place:
        return "cả tệp", said
    return f"{path_text(place)} ({place})", said

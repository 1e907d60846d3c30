"""Sentences of problems with imports."""

from collections.abc import Mapping
from typing import Final

from tcxd_desktop.domain import import_errors as errors
from tcxd_desktop.domain.errors import Problem

SENTENCES: Final[Mapping[type[Problem], str]] = {
    errors.DoubtfulRowsProblem: (
        "Còn {0} dòng nghi vấn chưa quyết định (dòng đầu tiên: {1}) nên chưa nhập dòng nào. Ở bảng"
        " xem trước, hãy chọn hồ sơ tương ứng, chọn “Người mới”, hoặc bỏ qua từng dòng."
    ),
    errors.ImportUndoProblem: (
        "Chưa hoàn tác được: có {0} việc làm sau đó dựa vào dữ liệu của lần nhập này. {1} Hãy gỡ"
        " các việc trong danh sách rồi hoàn tác lại; chưa có gì bị thay đổi."
    ),
    errors.ImportUndoneProblem: (
        "Lần nhập tệp “{0}” đã được hoàn tác trước đó, không còn gì để hoàn tác."
    ),
    errors.SameNumberTwiceProblem: (
        "Dòng {0} cùng được ghi vào hồ sơ {1} nên không rõ dòng nào đúng. Hãy giữ một dòng và bỏ"
        " qua các dòng kia ở bảng xem trước."
    ),
    errors.SharedNumberProblem: (
        "Dòng {0} là những người mới có cùng {1}, mà mỗi số chỉ thuộc một người, nên chưa nhập"
        " dòng nào. Hãy sửa số theo giấy tờ, hoặc giữ một dòng và bỏ qua các dòng kia."
    ),
}

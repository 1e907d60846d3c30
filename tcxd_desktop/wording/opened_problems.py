"""Sentences of what goes wrong when the program is started with a file, too early, incomplete."""

from collections.abc import Mapping
from typing import Final

from tcxd_desktop.domain import opened_errors as errors
from tcxd_desktop.domain.errors import Problem

SENTENCES: Final[Mapping[type[Problem], str]] = {
    errors.UnknownFileProblem: (
        "Không mở thẳng được tệp {0}: chương trình chỉ mở tệp .phieu, .goi, .bien-nhan, .the và"
        " .capnhat. Danh sách Excel thì nhập ở trang Nhập Excel."
    ),
    errors.BeingInstalledProblem: (
        "Bản mới đang được cài. Hãy đợi bộ cài chạy xong rồi mở lại chương trình."
    ),
    errors.DamagedProgramProblem: (
        "{0} tệp của chương trình bị thiếu hoặc bị đổi, như {1}. Thường là phần mềm diệt vi-rút đã"
        " giữ tệp lại: hãy khôi phục tệp đó, hoặc nhờ người hỗ trợ, rồi cài lại."
    ),
}

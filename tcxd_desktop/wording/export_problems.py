"""What the program says when an export by a layout, or a layout, is not possible."""

from collections.abc import Mapping
from typing import Final

from tcxd_desktop.domain import export_errors as errors
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.wording.dossier import label

SENTENCES: Final[Mapping[type[Problem], str]] = {
    errors.NoLayoutProblem: (
        "Không có mẫu danh sách “{0}”. Hãy chọn một mẫu có trong trang Xuất Excel."
    ),
    errors.LayoutFileProblem: (
        "Tệp mẫu danh sách không dùng được: {0}: {1}. Hãy xin lại tệp từ nơi đã xuất ra nó."
    ),
    errors.BadLayoutProblem: (
        "Mẫu danh sách chưa lưu được vì {0}: {1}. Hãy sửa chỗ này rồi lưu lại."
    ),
    errors.TakenLayoutProblem: (
        "Đã có mẫu danh sách khác tên là “{0}”, hai mẫu cùng tên sẽ lẫn nhau. Hãy đặt tên khác."
    ),
    errors.NobodyToExportProblem: (
        "Không có ai khớp với điều kiện đã chọn nên không có gì để xuất. Hãy chọn lại tổ chức,"
        " ngày tính danh sách hoặc bỏ bớt điều kiện."
    ),
    errors.NothingChangedProblem: (
        "Không ai thay đổi theo điều kiện đã chọn nên không có gì để xuất. Bỏ điều kiện “có thay"
        " đổi” nếu cần cả danh sách."
    ),
    errors.SealedLayoutProblem: (
        "Mẫu “{0}” có mục niêm phong ({1}) mà tài khoản này không được mở. Hãy nhờ người giữ ngăn"
        " niêm phong xuất, hoặc bỏ cột đó khỏi mẫu."
    ),
}


def export_arguments(problem: Problem, texts: list[str]) -> list[str]:
    """Return the arguments with keys of fields in words."""
    if isinstance(problem, errors.SealedLayoutProblem) and len(texts) > 1:
        return [texts[0], label(texts[1]), *texts[2:]]
    return texts

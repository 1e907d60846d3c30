"""What can be wrong with an export by a layout, and with a layout."""

from tcxd_desktop.domain.errors import Problem


class NoLayoutProblem(Problem):
    """Không có mẫu danh sách này. args: key."""


class LayoutFileProblem(Problem):
    """Tệp mẫu danh sách không đọc được. args: place and fault, in words."""


class BadLayoutProblem(Problem):
    """Mẫu danh sách chưa dùng được. args: place and fault, in words."""


class TakenLayoutProblem(Problem):
    """Đã có mẫu danh sách khác mang tên này. args: title."""


class NobodyToExportProblem(Problem):
    """Không có ai trong danh sách cần xuất. No args."""


class NothingChangedProblem(Problem):
    """Không ai thay đổi so với lần xuất trước. No args."""


class SealedLayoutProblem(Problem):
    """Mẫu có mục niêm phong (26–28) mà tài khoản không được mở. args: title, field key."""

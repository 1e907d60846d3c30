"""What can be wrong with a transfer case as a whole; its steps: ``transfer_errors``."""

from tcxd_desktop.domain.errors import Problem


class AlreadyHereProblem(Problem):
    """Người chuyển đến đã có trong danh sách: args: name."""


class NotMemberProblem(Problem):
    """Người chuyển đi không có trong danh sách: args: name, the day."""


class NotFromThereProblem(Problem):
    """Người chuyển đi không sinh hoạt ở chi bộ ghi là nơi đi: args: name, the chi bộ."""


class CaseOpenProblem(Problem):
    """Đang có ca chuyển chưa xong: args: name."""


class TravellerTwiceProblem(Problem):
    """Đã có ca chuyển đến của chính người này: args: name."""


class LetterTwiceProblem(Problem):
    """Số sê-ri giấy đã dùng cho ca khác: args: serial, name on the other case."""


class SameUnitProblem(Problem):
    """Nơi đi và nơi đến là một: args: the chi bộ."""


class CaseDatesProblem(Problem):
    """Ngày kết thúc trước ngày bắt đầu: args: end, start."""


class CaseLockedProblem(Problem):
    """Điều ghi trên giấy đã ký: no args."""


class CaseWrittenProblem(Problem):
    """Điều đã ghi vào hồ sơ đảng viên theo ca: no args."""


class RegisterNumberProblem(Problem):
    """Số không nối tiếp sổ: args: what was typed, the next number."""


class BlockedProblem(Problem):
    """Ca đang bị chặn: args: why, by which text."""


class NoTargetProblem(Problem):
    """Chưa chọn chi bộ nhận: no args."""


class TooEarlyToStrikeProblem(Problem):
    """Chưa quá hạn để đề nghị xóa tên: args: the last day."""


class StoppedByCheckProblem(Problem):
    """Mục kiểm tra không đạt nên chưa tiếp nhận: args: the items."""


class NothingToAnswerProblem(Problem):
    """Chưa có kết quả để trả lời nơi gửi: args: name."""


class NotIntroducedProblem(Problem):
    """Chưa giới thiệu đi nên chưa có phiếu chuyển: no args."""


class NotOurCaseProblem(Problem):
    """Phiếu trả lời không khớp ca nào ở đây: no args."""

"""Problems of rules and of the calendar; sentences in ``wording/rule_problems.py``."""

from tcxd_desktop.domain.errors import Problem


class UnknownRuleProblem(Problem):
    """Không có quy tắc này. args: key."""


class UnknownRuleKindProblem(Problem):
    """Loại quy tắc không có. args: what stood there."""


class UnknownTriggerProblem(Problem):
    """Mốc bắt đầu tính thời hạn không có. args: key of the rule, what stood there."""


class UnknownRuleSetProblem(Problem):
    """Bộ quy định không có. args: what was given."""


class UnknownRoleProblem(Problem):
    """Vai trò của đảng bộ không có. args: what was given."""


class RuleContentProblem(Problem):
    """Nội dung quy tắc chưa đúng. args: key of the rule, field (key), what stood there."""


class RuleFieldMissingProblem(Problem):
    """Quy tắc thiếu một ô bắt buộc. args: key of the rule, field (key)."""


class RuleFieldUnknownProblem(Problem):
    """Quy tắc có ô chương trình không biết. args: key of the rule, field as it stood there."""


class RuleKeyProblem(Problem):
    """Mã quy tắc không dùng được. args: kind (key), what stood there."""


class RuleDatesProblem(Problem):
    """Ngày hết hiệu lực trước ngày có hiệu lực. args: key of the rule, first, last (ISO)."""


class RuleSourceProblem(Problem):
    """Quy tắc chưa ghi căn cứ. args: key of the rule."""


class RuleSameDayProblem(Problem):
    """Quy tắc đã có bản khác có hiệu lực cùng ngày. args: key of the rule, day (ISO)."""


class RuleUnchangedProblem(Problem):
    """Nội dung mới giống nội dung đang áp dụng. args: key of the rule."""


class RuleNotOursProblem(Problem):
    """Quy tắc có sẵn theo chương trình, không bỏ được. args: key of the rule."""


class RuleWithdrawnProblem(Problem):
    """Quy tắc đã bỏ rồi. args: key of the rule."""


class RuleFileProblem(Problem):
    """Tệp quy định không đọc được. args: why (key), detail."""


class NoRouteProblem(Problem):
    """Không có tuyến cho loại giấy và loại tổ chức này. args: letter, end type (key)."""


class NoDayProblem(Problem):
    """Quy tắc này không tính ra ngày. args: key of the rule."""


class NoRestDayProblem(Problem):
    """Ngày làm bù phải là thứ Bảy hoặc Chủ nhật. args: day in words."""


class CalendarYearProblem(Problem):
    """Năm ngoài lịch. args: year, first, last."""

"""Problems of meetings, scores and periods; sentences in ``wording/meeting_problems.py``."""

from tcxd_desktop.domain.errors import Problem


class BadTimeProblem(Problem):
    """Giờ không hợp lệ. args: what was typed."""


class MeetingTimesProblem(Problem):
    """Buổi họp kết thúc trước khi bắt đầu. args: start, end."""


class MeetingTwiceProblem(Problem):
    """Tháng này chi bộ đã có buổi thường kỳ. args: chi bộ, period in words, day of the other."""


class MeetingMonthProblem(Problem):
    """Ngày họp xa tháng của buổi họp. args: day in words, period in words."""


class CountedTwiceProblem(Problem):
    """Một người đứng hai lần trong điểm danh. args: name."""


class UncalledProblem(Problem):
    """Còn người chưa điểm danh. args: how many, names (tuple)."""


class StrangerProblem(Problem):
    """Người trong điểm danh không thuộc chi bộ ngày đó. args: name, day in words."""


class NoMembersProblem(Problem):
    """Chi bộ không có đảng viên trong ngày họp. args: chi bộ, day in words."""


class CountsProblem(Problem):
    """Số liệu ghi tay không khớp. args: members, sum of the rest."""


class VotesProblem(Problem):
    """Số biểu quyết nhiều hơn số người dự. args: subject, votes, present."""


class NotACellProblem(Problem):
    """Tổ chức này không phải chi bộ. args: name."""


class NotHeldYetProblem(Problem):
    """Buổi họp chưa ghi là đã họp nên chưa chấm được. No args."""


class HeldProblem(Problem):
    """Buổi họp đã ghi rồi, không còn là lịch. args: chi bộ."""


class LockedSheetProblem(Problem):
    """Phiếu đã xác nhận mức. args: chi bộ, period in words."""


class SheetStateProblem(Problem):
    """Phiếu chưa ở bước này. args: what is needed first, in words."""


class IncompleteSheetProblem(Problem):
    """Phiếu còn tiêu chí chưa có điểm. args: chi bộ, items (tuple)."""


class DifferenceReasonProblem(Problem):
    """Chênh lệch lớn chưa có lý do. args: chi bộ, difference, threshold."""


class NoTemplateProblem(Problem):
    """Không có mẫu chấm điểm cho buổi này. args: kind of meeting in words, day in words."""


class PublishedTemplateProblem(Problem):
    """Mẫu đã ban hành không sửa được. args: title, version."""


class TemplateStateProblem(Problem):
    """Mẫu chưa ban hành hoặc đã thôi dùng. args: title."""


class FaultyTemplateProblem(Problem):
    """Mẫu còn lỗi nên chưa ban hành được. args: how many, sentences (tuple)."""


class TemplateClashProblem(Problem):
    """Hai mẫu cùng dùng cho một phạm vi, thời gian. args: title of the other."""


class PeriodClosedProblem(Problem):
    """Kỳ đã chốt. args: period in words."""


class PeriodOpenProblem(Problem):
    """Chưa chốt được kỳ. args: what is still open, in words."""


class BadPeriodProblem(Problem):
    """Không phải tháng, quý, năm. args: what was given."""


class AssignedProblem(Problem):
    """Người này đang được phân công dự chi bộ ấy. args: name, chi bộ."""


class PeriodDatesProblem(Problem):
    """Ngày kết thúc trước ngày bắt đầu. args: first, last."""


class NoSuchLineProblem(Problem):
    """Số thứ tự không có trong danh sách điểm danh. args: what was typed, last number."""


class DoubledLineProblem(Problem):
    """Một số thứ tự ghi hai lần. args: number, name."""


class NotPresentProblem(Problem):
    """Người ghi phát biểu lại không có mặt. args: number, name."""


class NotApplicablePointsProblem(Problem):
    """Điểm không hợp với cách chấm của tiêu chí. args: what was typed, what is taken."""


class GroupByItemsProblem(Problem):
    """Nhóm đã chấm theo từng tiêu chí, không ghi điểm cả nhóm. args: title of the group."""


class DayOfMonthProblem(Problem):
    """Ngày thường lệ không phải ngày trong tháng. args: what was typed."""


class OutOfRangeProblem(Problem):
    """Con số ngoài khoảng cho phép. args: what was typed, what is taken."""


class NothingHeldProblem(Problem):
    """Tháng này chưa ghi buổi họp nào để in. args: period in words."""


class NothingToPrintProblem(Problem):
    """Tháng này chưa có phiếu chấm nào để in. args: period in words."""


class TooLongProblem(Problem):
    """Đoạn chữ dài quá mức giữ được. args: how many characters, the most taken."""


class TooManyProblem(Problem):
    """Danh sách dài quá mức giữ được. args: how many rows, the most taken."""


class DecidedBeforeProblem(Problem):
    """Ngày quyết định trước ngày họp. args: day decided, chi bộ, day it met."""

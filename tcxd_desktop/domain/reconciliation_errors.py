"""Problems of reconciliation; their sentences are in ``wording/reconciliation_problems.py``."""

from tcxd_desktop.domain.errors import Problem


class ClosedRoundProblem(Problem):
    """Đợt đối chiếu đã kết thúc. args: name of the round."""


class RoundRunningProblem(Problem):
    """Đợt đối chiếu chưa kết thúc nên không có gì để mở lại. args: name of the round."""


class NoFieldsProblem(Problem):
    """Đợt đối chiếu không có mục nào. No args."""


class UnknownFieldProblem(Problem):
    """Mục không đối chiếu được. args: target."""


class NotInRoundProblem(Problem):
    """Người này không thuộc đợt đối chiếu. args: name."""


class BasisNeededProblem(Problem):
    """Chưa ghi căn cứ. args: target."""


class NothingToDecideProblem(Problem):
    """Mục không có gì khác nhau để giải quyết. args: target."""


class SourceSilentProblem(Problem):
    """Nguồn không ghi mục này nên không lấy theo được. args: target, source key."""


class NotWritableProblem(Problem):
    """Nơi sinh hoạt chỉ đổi qua Chuyển sinh hoạt. No args."""


class PersonNotTakenProblem(Problem):
    """Dòng của danh sách không được ghi thành hồ sơ tại đây. No args."""


class DecidedElsewhereProblem(Problem):
    """Cách giải quyết không hợp với mục này. args: decision key."""


class ChangedSinceProblem(Problem):
    """Giá trị đã được sửa tiếp từ lúc quyết định. args: target."""


class CentralTwiceProblem(Problem):
    """Hai dòng của danh sách cùng được gán cho một người. args: name, first line, second line."""


class NoVerdictProblem(Problem):
    """Không tìm thấy quyết định. No args."""


class NothingToRequestProblem(Problem):
    """Không có mục nào giữ theo hồ sơ để đề nghị. No args."""


class SentRequestProblem(Problem):
    """Mục đã nằm trong văn bản đề nghị. args: number of the paper, its ISO day."""


class NotRequestedProblem(Problem):
    """Mục chưa được đề nghị cấp trên sửa. args: target."""


class BadSlipCodeProblem(Problem):
    """Mã phiếu không đúng. args: what was typed or scanned."""


class SlipNotPrintedProblem(Problem):
    """Phiếu của người này chưa in trong đợt. args: name."""


class SlipNotKeyedProblem(Problem):
    """Phiếu chưa được nhập lần một. args: name."""


class NoSecondKeyingProblem(Problem):
    """Đợt này không nhập hai lần. args: name of the round."""


class DoubleKeyingProblem(Problem):
    """Hai lần nhập khác nhau. args: tuple of targets."""


class NotOnSlipProblem(Problem):
    """Mục không có trên phiếu. args: target."""

"""Problems of updating the program, which the user can mend."""

from tcxd_desktop.domain.errors import DiskFullProblem, Problem


class BadVersionProblem(Problem):
    """Không phải số phiên bản. args: what was given."""


class DowngradeProblem(Problem):
    """Bản đem đến cũ hơn bản trên máy. args: its version, version on this machine."""


class UpgradeCopyProblem(Problem):
    """Bản chép trước nâng cấp không đọc lại được như đã ghi. args: folder."""


class UpdateRoomProblem(DiskFullProblem):
    """Ổ đĩa không đủ chỗ cho việc cập nhật. args: megabytes needed, folder."""


class BadUpdateProblem(Problem):
    """Ruột gói cập nhật chương trình sai quy cách. args: part (``wording.updates.PARTS``)."""


class UpdateSignerProblem(Problem):
    """Gói cập nhật chương trình không do nơi phát hành chương trình ký. args: issuer, key."""


class UpdateElsewhereProblem(Problem):
    """Gói cập nhật chương trình không nhận ở trang gói quy định. No args."""


class LowerSchemaProblem(Problem):
    """Bản đem đến không đọc được dữ liệu hiện có. args: its version, version in use."""


class SameVersionProblem(Problem):
    """Bản đem đến chính là bản đang dùng. args: its version."""


class StepUpdateProblem(Problem):
    """Phải qua một bản khác trước. args: its version, version needed before, version in use."""


class NoFileForThisProblem(Problem):
    """Gói không có tệp cho cách cài này. args: ending wanted."""


class MissingSetupProblem(Problem):
    """Không thấy tệp đi cùng gói. args: its name."""


class AlteredSetupProblem(Problem):
    """Tệp đi cùng gói không phải tệp nơi phát hành đã ký. args: its name."""


class SetupNotStartedProblem(Problem):
    """Hệ điều hành không chạy được bộ cài. args: its path."""


class PackNameTakenProblem(Problem):
    """Tên gói đã dùng cho loại khác. args: name."""


class TemplateTakenProblem(Problem):
    """Mẫu cùng mã, cùng bản nhưng khác nội dung đã có. args: code, version."""


class BadTemplatePackProblem(Problem):
    """Gói mẫu chấm điểm trống hoặc sai quy cách. No args."""


class UpdateStoppedProblem(Problem):
    """Người dùng dừng việc cập nhật. No args."""


class NoPackChosenProblem(Problem):
    """Chưa chọn gói cập nhật. No args."""

"""Sentences of what can go wrong when the program is updated."""

from collections.abc import Mapping
from typing import Final

from tcxd_desktop.domain import update_errors as errors
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.wording.updates import PARTS

SENTENCES: Final[Mapping[type[Problem], str]] = {
    errors.BadVersionProblem: (
        "“{0}” không phải số phiên bản. Số phiên bản gồm ba số, viết như 0.1.0."
    ),
    errors.DowngradeProblem: (
        "Bản {0} cũ hơn bản {1} đã dùng trên máy: bản cũ có thể không đọc được dữ liệu bản mới đã"
        " ghi. Hãy lấy bản {1} hoặc mới hơn."
    ),
    errors.UpgradeCopyProblem: (
        "Chép dữ liệu trước khi nâng cấp chưa xong: tệp trong {0} đọc lại không giống lúc ghi. Chưa"
        " có gì thay đổi. Hãy nhờ kiểm tra ổ đĩa rồi làm lại."
    ),
    errors.UpdateRoomProblem: (
        "Ổ đĩa không đủ chỗ: cần {0} MB ở {1}. Chưa có gì thay đổi. Hãy dọn bớt tệp trên ổ đĩa rồi"
        " làm lại."
    ),
    errors.BadUpdateProblem: (
        "Gói cập nhật có chữ ký đúng nhưng {0} sai quy cách nên không nhận. Hãy báo nơi phát hành."
    ),
    errors.UpdateSignerProblem: (
        "Gói cập nhật chương trình do {0} ký (dãy số {1}), không phải nơi phát hành chương trình"
        " này. Chỉ nhận bản cập nhật của nơi phát hành; chưa có gì thay đổi."
    ),
    errors.UpdateElsewhereProblem: (
        "Đây là gói cập nhật chương trình, không phải gói quy định hay mẫu chấm điểm. Hãy mở bằng"
        " Trợ giúp, Cập nhật chương trình."
    ),
    errors.LowerSchemaProblem: (
        "Bản {0} cũ, không đọc được dữ liệu mà bản {1} đang dùng đã ghi nên không nhận. Cần quay"
        " lại thì dùng bản chép trước nâng cấp trong thư mục truoc-nang-cap."
    ),
    errors.SameVersionProblem: "Chương trình đang dùng đúng bản {0} này, không cần cập nhật nữa.",
    errors.StepUpdateProblem: (
        "Bản {0} chỉ cập nhật được từ bản {1} trở lên, máy này đang dùng bản {2}. Hãy cập nhật lên"
        " bản {1} trước."
    ),
    errors.NoFileForThisProblem: (
        "Gói này không có tệp {0} cho cách cài trên máy này. Hãy xin nơi phát hành đúng loại."
    ),
    errors.MissingSetupProblem: (
        "Không thấy tệp {0} bên cạnh gói cập nhật. Hãy chép cả hai tệp vào cùng một thư mục hoặc"
        " USB rồi mở lại gói."
    ),
    errors.AlteredSetupProblem: (
        "Tệp {0} không phải tệp nơi phát hành đã ký: chép hỏng hoặc đã bị thay. Chưa chạy gì cả."
        " Hãy chép lại từ nơi phát hành."
    ),
    errors.SetupNotStartedProblem: (
        "Hệ điều hành không chạy được {0}. Tệp đã được kiểm là đúng: hãy đóng chương trình rồi mở"
        " tệp đó bằng tay, hoặc nhờ người quản trị máy."
    ),
    errors.UpdateStoppedProblem: (
        "Đã dừng: bộ cài chưa chạy, chương trình vẫn là bản cũ. Muốn cập nhật thì bấm lại."
    ),
    errors.NoPackChosenProblem: "Chưa chọn gói cập nhật. Hãy chọn tệp .capnhat trước.",
    errors.PackNameTakenProblem: (
        "Tên gói “{0}” đã dùng cho một loại gói khác nên không nhận. Hãy báo nơi phát hành đặt tên"
        " khác."
    ),
    errors.TemplateTakenProblem: (
        "Mẫu “{0}” bản {1} đã có trong văn phòng với nội dung khác. Mẫu đã ban hành không đổi được:"
        " nơi phát hành cần tăng số bản. Cả gói chưa được nhận."
    ),
    errors.BadTemplatePackProblem: (
        "Gói mẫu chấm điểm trống hoặc sai quy cách nên không nhận. Hãy báo nơi phát hành."
    ),
}


def update_arguments(problem: Problem, texts: list[str]) -> list[str]:
    """Return the arguments of a problem with its keys in words."""
    if isinstance(problem, errors.BadUpdateProblem) and texts:
        return [PARTS.get(texts[0], texts[0]), *texts[1:]]
    return texts

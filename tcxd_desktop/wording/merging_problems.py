"""The sentence of each Problem of records that stand twice."""

from tcxd_desktop.domain import merging_errors as errors
from tcxd_desktop.domain.errors import Problem

SENTENCES: dict[type[Problem], str] = {
    errors.SameRecordProblem: (
        "Hai bên đang là cùng một hồ sơ nên không có gì để so. Hãy chọn một hồ sơ khác ở một bên."
    ),
    errors.MergeObstaclesProblem: (
        "Chưa gộp được vì có {0} vướng mắc; trước hết: {1} "
        "Hãy xử lý hết các vướng mắc ghi dưới bảng so sánh rồi gộp lại."
    ),
    errors.MergeUndecidedProblem: (
        "Hai hồ sơ ghi khác nhau ở mục cố định: {0}. "
        "Mục này chỉ được chọn khi có căn cứ; hãy chọn bên đúng và ghi căn cứ."
    ),
    errors.MergeStateProblem: (
        "Lần gộp này đã được tách lại nên không tách lần nữa. "
        "Hãy mở lại danh sách để xem tình trạng hiện nay."
    ),
    errors.UnmergeProblem: (
        "Không tách lại được vì có {0} điều cản trở; trước hết: {1} "
        "Hãy xử lý hết các điều đó, hoặc lập lại hồ sơ kia bằng Thêm đảng viên."
    ),
    errors.AlreadyDistinctProblem: (
        "Hai hồ sơ này đã được ghi là của hai người, không cần ghi nữa. "
        "Hãy mở lại danh sách để xem ghi nhận đó."
    ),
}

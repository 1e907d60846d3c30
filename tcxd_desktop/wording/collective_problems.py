"""The sentence of each Problem of collective transfers."""

from tcxd_desktop.domain import collective_errors as errors
from tcxd_desktop.domain.errors import Problem

SENTENCES: dict[type[Problem], str] = {
    errors.CollectiveFaultsProblem: (
        "Đợt này chưa thực hiện được vì còn {0} vướng mắc; trước hết: {1} "
        "Hãy xử lý hết các vướng mắc ở phần Xem trước rồi thực hiện lại."
    ),
    errors.CollectiveUndoProblem: (
        "Không hoàn tác được vì đã có {0} việc ghi sau dựa vào đợt này; trước hết: {1} "
        "Hãy hoàn tác các việc đó trước, hoặc ghi một đợt mới theo quyết định mới."
    ),
    errors.CollectiveStateProblem: (
        "Đợt này {0} nên không làm việc đó được. "
        "Hãy mở lại danh sách các đợt để xem tình trạng hiện nay."
    ),
    errors.CollectiveListProblem: (
        "Dòng {0} của danh sách không đọc được: {1} "
        "Hãy sửa trong tệp rồi lấy lại danh sách; chưa có dòng nào được nhận."
    ),
}

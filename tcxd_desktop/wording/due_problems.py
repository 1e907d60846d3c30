"""What to say about problems of *Việc hôm nay*: sai gì, vì sao, sửa thế nào."""

from collections.abc import Mapping

from tcxd_desktop.domain import due_errors as errors
from tcxd_desktop.domain.errors import Problem

SENTENCES: Mapping[type[Problem], str] = {
    errors.NotLaterProblem: (
        "Ngày {0} không ở sau hôm nay nên không hoãn được gì. Hãy ghi ngày muốn được nhắc lại."
    ),
    errors.NoDutyProblem: (
        "Việc này không còn trong danh sách: có thể đã xong hoặc vừa thay đổi."
        " Hãy xem lại danh sách."
    ),
    errors.NoMarkProblem: (
        "Việc này chưa ghi đã xong hay hoãn nên không có gì để bỏ. Hãy chọn việc có dấu."
    ),
}

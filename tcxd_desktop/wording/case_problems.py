"""What the program says when a transfer case cannot be."""

from collections.abc import Mapping
from typing import Final

from tcxd_desktop.domain import case_errors
from tcxd_desktop.domain.errors import Problem

CASE_SENTENCES: Final[Mapping[type[Problem], str]] = {
    case_errors.AlreadyHereProblem: (
        "{0} đang có tên trong danh sách đảng viên ở đây nên không ghi là chuyển đến nữa."
        " Hãy mở hồ sơ để xem lại, hoặc sửa số thẻ, số lý lịch nếu nhập nhầm."
    ),
    case_errors.NotMemberProblem: (
        "Ngày {1}, {0} không có tên trong danh sách đảng viên của văn phòng"
        " nên không làm thủ tục chuyển đi được. Hãy xem lại mục biến động trong hồ sơ."
    ),
    case_errors.NotFromThereProblem: (
        "{0} không sinh hoạt ở {1} nên không chuyển đi từ đó được."
        " Hãy chọn lại nơi đi, hoặc xem lại mục biến động trong hồ sơ."
    ),
    case_errors.CaseOpenProblem: (
        "{0} đang có một ca chuyển sinh hoạt chưa xong; mỗi lúc chỉ làm một ca."
        " Hãy hoàn tất hoặc hủy ca đó trước."
    ),
    case_errors.TravellerTwiceProblem: (
        "Đã có ca chuyển đến của {0} chưa xong; không nhận một người hai lần."
        " Hãy mở ca đó, hoặc sửa ngày sinh, số thẻ nếu là người khác trùng tên."
    ),
    case_errors.LetterTwiceProblem: (
        "Giấy giới thiệu số {0} đã dùng cho {1}; mỗi giấy chỉ dùng cho một người."
        " Hãy xem lại số in trên giấy."
    ),
    case_errors.SameUnitProblem: (
        "Nơi đi và nơi đến đều là {0}. Hãy chọn chi bộ khác làm nơi đến."
    ),
    case_errors.CaseDatesProblem: (
        "Ngày kết thúc {0} sớm hơn ngày bắt đầu {1}. Hãy xem lại hai ngày."
    ),
    case_errors.CaseLockedProblem: (
        "Ô số 1 đã ký nên những điều ghi trên giấy không sửa được nữa: ô số 1 sai thì phải"
        " viết giấy khác. Hãy chọn bước Hủy giấy rồi sửa và viết giấy mới."
    ),
    case_errors.CaseWrittenProblem: (
        "Hồ sơ đảng viên đã ghi biến động theo thông tin này, sửa riêng ở ca thì hai nơi sẽ khác"
        " nhau. Hãy lùi lại bước đã ghi, sửa thông tin rồi ghi lại bước ấy."
    ),
    case_errors.RegisterNumberProblem: (
        "Số ghi sổ “{0}” không nối tiếp số trước, sổ sẽ bị nhảy hoặc trùng số."
        " Số tiếp theo của sổ là {1}."
    ),
    case_errors.BlockedProblem: (
        "Chưa làm được bước này: {0} Căn cứ: {1}."
        " Hãy giải quyết xong, hoặc đề nghị trưởng ban cho qua nếu quy định cho phép."
    ),
    case_errors.NoTargetProblem: (
        "Chưa ghi chi bộ tiếp nhận nên chưa hoàn tất được. Hãy sửa ca, chọn chi bộ ở mục Nơi đến."
    ),
    case_errors.TooEarlyToStrikeProblem: (
        "Chưa quá ba tháng nên chưa đề nghị xóa tên được: hạn đến hết ngày {0}."
        " Hãy liên hệ, nhắc đảng viên và nơi chuyển đi trước."
    ),
    case_errors.StoppedByCheckProblem: (
        "Phiếu kiểm tra còn mục không đạt ({0}) nên chưa tiếp nhận được."
        " Hãy chọn bước Dừng tiếp nhận và gửi công văn cho nơi chuyển đi,"
        " hoặc sửa kết quả kiểm tra nếu đã bổ sung."
    ),
    case_errors.NothingToAnswerProblem: (
        "Chưa có kết quả tiếp nhận {0} nên chưa trả lời nơi gửi được."
        " Hãy ghi ô của chi bộ nhận, hoặc bước dừng tiếp nhận, chuyển tiếp, rồi làm phiếu trả lời."
    ),
    case_errors.NotIntroducedProblem: (
        "Giấy chưa ký đến ô giới thiệu ra ngoài, hoặc ca đã hủy, nên chưa có phiếu chuyển cho"
        " nơi đến. Hãy ghi đủ các ô của nơi đi trước."
    ),
    case_errors.NotOurCaseProblem: (
        "Phiếu này không trả lời ca chuyển nào của văn phòng."
        " Hãy kiểm tra có lấy nhầm phiếu của nơi khác không."
    ),
}

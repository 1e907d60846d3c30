"""What the program says when a line of the letters' ledger cannot be written."""

from collections.abc import Mapping
from typing import Final

from tcxd_desktop.domain import stock_errors
from tcxd_desktop.domain.errors import Problem

STOCK_SENTENCES: Final[Mapping[type[Problem], str]] = {
    stock_errors.BadSerialProblem: (
        "“{0}” không phải số seri của giấy giới thiệu."
        " Hãy ghi ký hiệu rồi đến các chữ số như in trên giấy, ví dụ NB 0012345."
    ),
    stock_errors.SerialUsedProblem: (
        "Giấy số {0} đã dùng cho {1}; mỗi giấy chỉ dùng một lần."
        " Hãy xem lại số in trên giấy đang cầm."
    ),
    stock_errors.NotInStockProblem: (
        "Giấy số {0} không có trong số giấy đã nhận."
        " Hãy ghi nhận giấy vào sổ trước, hoặc xem lại số."
    ),
    stock_errors.SerialTwiceProblem: (
        "Giấy số {0} đã được ghi nhận trước đó, không nhận hai lần được."
        " Hãy xem lại số đầu và số cuối."
    ),
    stock_errors.TooManyLettersProblem: (
        "Số cuối phải không nhỏ hơn số đầu và mỗi lần ghi không quá {0} tờ."
        " Hãy xem lại số đầu và số cuối."
    ),
    stock_errors.NotSpoiledProblem: (
        "Giấy số {0} chưa ghi là hỏng nên chưa tiêu hủy được."
        " Hãy ghi giấy hỏng, kèm lý do, rồi ghi tiêu hủy theo biên bản."
    ),
    stock_errors.StockMoveInUseProblem: (
        "Giấy số {0} có dòng ghi sau dựa vào dòng này nên không gạch được."
        " Hãy gạch dòng ghi sau trước."
    ),
}

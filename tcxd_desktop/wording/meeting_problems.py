"""The sentence of each Problem of meetings, scores and periods."""

from tcxd_desktop.domain import meeting_errors as errors
from tcxd_desktop.domain.errors import Problem

MEETING_SENTENCES: dict[type[Problem], str] = {
    errors.BadTimeProblem: "“{0}” không phải là giờ. Hãy gõ như 19:30, 1930 hoặc 19h30.",
    errors.MeetingTimesProblem: (
        "Buổi họp bắt đầu {0} mà kết thúc {1}: giờ kết thúc phải sau giờ bắt đầu. "
        "Hãy xem lại hai giờ này."
    ),
    errors.MeetingTwiceProblem: (
        "{0} đã có buổi sinh hoạt thường kỳ {1} (ngày {2}); mỗi tháng chỉ có một. "
        "Hãy mở buổi đã có, hoặc ghi buổi này là chuyên đề hay bất thường."
    ),
    errors.MeetingMonthProblem: (
        "Ngày họp {0} cách {1} quá xa. Hãy xem lại ngày, hoặc chọn đúng tháng của buổi họp."
    ),
    errors.CountedTwiceProblem: (
        "{0} đứng hai lần trong danh sách điểm danh nên sẽ bị đếm hai lần. Hãy bỏ bớt một dòng."
    ),
    errors.UncalledProblem: (
        "Còn {0} người chưa điểm danh: {1}. Hãy ghi có mặt hay vắng cho từng người rồi lưu lại."
    ),
    errors.StrangerProblem: (
        "{0} không thuộc chi bộ này ngày {1} nên không điểm danh được. "
        "Hãy xem lại ngày họp, hoặc lấy lại danh sách điểm danh theo ngày họp."
    ),
    errors.NoMembersProblem: (
        "{0} không có đảng viên nào ngày {1} nên không ghi được buổi họp. "
        "Hãy xem lại ngày họp, hoặc xem danh sách đảng viên của chi bộ."
    ),
    errors.CountsProblem: (
        "Chi bộ có {0} đảng viên mà có mặt, vắng, miễn, tạm đi, làm nhiệm vụ cộng lại là {1}. "
        "Hai số phải bằng nhau: hãy xem lại các số đã ghi."
    ),
    errors.VotesProblem: (
        "Biểu quyết “{0}” có {1} phiếu mà chỉ {2} người dự. Hãy xem lại số phiếu."
    ),
    errors.NotACellProblem: (
        "{0} không phải chi bộ nên không có sinh hoạt chi bộ. Hãy chọn một chi bộ."
    ),
    errors.NotHeldYetProblem: (
        "Buổi họp này chưa ghi là đã họp nên chưa chấm điểm được. Hãy ghi buổi họp trước."
    ),
    errors.HeldProblem: (
        "Buổi họp của {0} đã ghi rồi nên lịch của nó không đổi được nữa. "
        "Nếu ghi nhầm, hãy mở buổi họp đó ra sửa."
    ),
    errors.LockedSheetProblem: (
        "Phiếu chấm {1} của {0} đã xác nhận mức nên đang khóa. "
        "Muốn sửa, hãy chọn Mở lại và ghi lý do."
    ),
    errors.SheetStateProblem: "Chưa làm được bước này: {0}.",
    errors.IncompleteSheetProblem: (
        "Phiếu của {0} còn tiêu chí chưa có điểm: {1}. Hãy chấm đủ rồi làm lại bước này."
    ),
    errors.DifferenceReasonProblem: (
        "{0}: điểm tự chấm và điểm thẩm định lệch nhau {1} điểm, từ {2} điểm trở lên "
        "phải có lý do. Hãy ghi lý do rồi lưu lại."
    ),
    errors.NoTemplateProblem: (
        "Chưa có mẫu chấm điểm nào dùng cho buổi {0} ngày {1}. "
        "Hãy vào Mẫu chấm điểm, đưa một mẫu vào dùng, rồi chấm lại."
    ),
    errors.PublishedTemplateProblem: (
        "Mẫu “{0}” bản {1} đã ban hành nên giữ nguyên mãi: phiếu đã chấm dựa vào nó. "
        "Muốn sửa, hãy tạo bản mới."
    ),
    errors.TemplateStateProblem: (
        "Mẫu “{0}” chưa ban hành hoặc đã thôi dùng nên không chấm bằng mẫu này được. "
        "Hãy chọn mẫu khác, hoặc ban hành mẫu này trước."
    ),
    errors.FaultyTemplateProblem: (
        "Mẫu còn {0} chỗ chưa đúng nên chưa ban hành được: {1}. Hãy sửa từng chỗ rồi làm lại."
    ),
    errors.TemplateClashProblem: (
        "Mẫu “{0}” đang dùng cho cùng loại buổi họp, loại hình chi bộ và thời gian. "
        "Hãy thôi dùng mẫu đó trước, hoặc sửa phạm vi, ngày hiệu lực."
    ),
    errors.PeriodClosedProblem: (
        "Kỳ {0} đã chốt nên số liệu giữ nguyên như đã báo cáo. "
        "Muốn sửa, hãy mở lại kỳ và ghi lý do."
    ),
    errors.PeriodOpenProblem: "Chưa chốt được kỳ này: {0}.",
    errors.BadPeriodProblem: (
        "“{0}” không phải là một kỳ. Hãy ghi tháng như 2026-10, quý như 2026-Q3, hoặc năm như 2026."
    ),
    errors.AssignedProblem: (
        "{0} đang được phân công dự {1} rồi. Hãy chọn chi bộ khác, hoặc thôi phân công cũ trước."
    ),
    errors.PeriodDatesProblem: "Ngày cuối {1} đứng trước ngày đầu {0}. Hãy xem lại hai ngày này.",
    errors.NoSuchLineProblem: (
        "Danh sách điểm danh không có số “{0}” (số cuối là {1}). "
        "Hãy gõ số thứ tự in trên phiếu, cách nhau bằng dấu phẩy hoặc dấu cách, ví dụ 3, 7k."
    ),
    errors.DoubledLineProblem: (
        "Số {0} ({1}) được ghi hai lần. Hãy bỏ một, hoặc sửa thành số đúng trên phiếu."
    ),
    errors.NotPresentProblem: (
        "Số {0} ({1}) không được ghi có mặt nên không ghi phát biểu được. "
        "Hãy xem lại số, hoặc sửa điểm danh trước."
    ),
    errors.NotApplicablePointsProblem: "“{0}” không ghi được ở tiêu chí này. Hãy gõ {1}.",
    errors.GroupByItemsProblem: (
        "Nhóm “{0}” đã chấm theo từng tiêu chí nên điểm nhóm là tổng của chúng. "
        "Hãy sửa ở từng tiêu chí, hoặc xóa điểm các tiêu chí đó (phím Delete) rồi ghi cả nhóm."
    ),
    errors.DayOfMonthProblem: (
        "“{0}” không phải là ngày trong tháng. Hãy gõ một số từ 1 đến 31, hoặc để trống."
    ),
    errors.OutOfRangeProblem: "“{0}” không dùng được ở ô này. Hãy gõ {1}.",
    errors.NothingHeldProblem: (
        "Trong {0} chưa có buổi sinh hoạt nào được ghi là đã họp. Hãy ghi buổi họp trước, "
        "hoặc chọn in bản trắng để ghi tay."
    ),
    errors.NothingToPrintProblem: (
        "Trong {0} chưa có phiếu chấm nào để in. Hãy ghi buổi họp và chấm điểm trước, "
        "hoặc chọn in phiếu trắng."
    ),
    errors.TooLongProblem: (
        "Đoạn chữ này dài {0} ký tự, nhiều hơn {1} ký tự mà một ô giữ được. "
        "Hãy rút gọn, hoặc tách sang mục khác."
    ),
    errors.TooManyProblem: (
        "Danh sách này có {0} dòng, nhiều hơn {1} dòng ghi được một lần. Hãy ghi làm nhiều lần; "
        "nếu là điểm danh, hãy ghi số liệu thay cho danh sách tên."
    ),
    errors.DecidedBeforeProblem: (
        "Mức của {1} ghi quyết định ngày {0}, trước ngày họp {2}. Hãy xem lại ngày quyết định."
    ),
}

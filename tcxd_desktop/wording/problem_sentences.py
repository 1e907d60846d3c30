"""The sentence of each Problem: what is wrong, why, and how to mend it."""

from collections.abc import Callable
from decimal import Decimal

from tcxd_desktop.domain import errors, meeting_errors
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.wording.dossier import label
from tcxd_desktop.wording.feature_problems import FEATURE_SENTENCES, feature_arguments
from tcxd_desktop.wording.formats import DOTS, show_date, show_number
from tcxd_desktop.wording.people import PERMISSION
from tcxd_desktop.wording.periods import period_text
from tcxd_desktop.wording.template_problems import problem_words

_LONGEST = 80
"""A pasted page must not fill the window: what was typed is quoted no further than this."""

SENTENCES: dict[type[Problem], str] = {
    **FEATURE_SENTENCES,
    errors.BadDateProblem: (
        "“{0}” không phải là ngày có trên lịch. Hãy gõ ngày, tháng, năm như 05/03/1962; "
        "nếu giấy tờ chỉ ghi tháng hoặc năm thì gõ 03/1962, 1962 hoặc khoảng 1962."
    ),
    errors.FutureDateProblem: (
        "Ngày {0} chưa tới, trong khi đây phải là việc đã xảy ra. Hãy kiểm tra lại năm."
    ),
    errors.WholeDateProblem: ("“{0}” chưa đủ ngày, tháng, năm. Hãy gõ đủ như 31/12/2025."),
    errors.BadNumberProblem: "“{0}” không đúng dạng {1}. Hãy xem lại trên giấy tờ gốc và gõ đủ.",
    errors.NotANumberProblem: (
        "“{0}” không phải là số. Hãy gõ bằng chữ số; phần lẻ viết sau dấu phẩy, ví dụ 1.250,5."
    ),
    errors.RequiredProblem: "Chưa có thông tin bắt buộc: {0}. Hãy điền rồi lưu lại.",
    errors.NotInListProblem: (
        "“{0}” không có trong danh mục. Hãy chọn một giá trị trong danh sách xổ xuống."
    ),
    errors.LockedFactProblem: (
        "{0} đã cố định từ khi kết nạp nên không sửa trực tiếp được. "
        "Hãy dùng Đính chính và ghi rõ căn cứ."
    ),
    errors.DecisionNeededProblem: (
        "Thay đổi này phải có căn cứ. Hãy ghi đủ số, ngày và cơ quan ban hành quyết định."
    ),
    errors.ReasonNeededProblem: "Chưa ghi lý do. Hãy ghi lý do để sau này còn tra lại được.",
    errors.UnchangedProblem: (
        "{0}: giá trị mới giống giá trị đang ghi nên không có gì để đính chính."
    ),
    errors.TakenNumberProblem: (
        "Số {0} đã cấp cho {1}, mà mỗi số chỉ dùng cho một người. "
        "Hãy kiểm tra lại số, hoặc mở hồ sơ của người đó để đối chiếu."
    ),
    errors.NoNumberLeftProblem: (
        "Không còn số lý lịch để cấp: chưa khai cụm số được giao, hoặc cụm số đã dùng hết. "
        "Hãy khai cụm số mới ở trang Cấp số."
    ),
    errors.OutsideBlockProblem: (
        "Số {0} nằm ngoài các cụm số được giao. Hãy kiểm tra lại số, hoặc khai thêm cụm số."
    ),
    errors.BlockOverlapProblem: (
        "Cụm số từ {0} đến {1} trùng với cụm số đã khai. Hãy xem lại văn bản giao số."
    ),
    errors.NotFoundProblem: (
        "Không tìm thấy “{0}”. Có thể đã bị hủy hoặc gõ chưa đúng. Hãy kiểm tra rồi thử lại."
    ),
    errors.ConflictProblem: (
        "Hồ sơ này đã được sửa ở nơi khác từ lúc bạn mở. Những gì bạn gõ chưa được lưu. "
        "Hãy mở lại hồ sơ rồi sửa tiếp."
    ),
    errors.NotAllowedProblem: (
        "Tài khoản này không có quyền {0}. Hãy nhờ trưởng ban làm việc này hoặc cấp quyền."
    ),
    errors.UnitNotEmptyProblem: (
        "{0} còn {1} đảng viên và {2} tổ chức trực thuộc nên chưa kết thúc được. "
        "Hãy chuyển hết sang tổ chức khác trước."
    ),
    errors.UnitLoopProblem: (
        "{0} không thể trực thuộc chính nó hoặc tổ chức cấp dưới của nó. Hãy chọn cấp trên khác."
    ),
    errors.UnitDatesProblem: (
        "Tổ chức này đã có thay đổi ghi từ ngày {0}. Hãy chọn ngày muộn hơn, "
        "hoặc bỏ thay đổi đó trước."
    ),
    errors.UnitAbsentProblem: (
        "{0} không có trong ngày {1}: chưa thành lập hoặc đã kết thúc. "
        "Hãy xem lại ngày, hoặc chọn tổ chức khác."
    ),
    errors.TakenUnitProblem: (
        "“{0}” đã dùng cho {1}. Hãy xem lại tên hoặc mã, hoặc mở tổ chức đó để đối chiếu."
    ),
    errors.UnitInUseProblem: (
        "{0} đã có đảng viên, tổ chức trực thuộc hoặc tổ chức liên quan ghi vào nên không bỏ được. "
        "Hãy dùng Kết thúc hoạt động và ghi rõ quyết định."
    ),
    errors.HasNumberProblem: (
        "{0} đã có số lý lịch {1}, mà mỗi người chỉ một số. Hãy xem lại hồ sơ của người này."
    ),
    errors.BlockUsedProblem: (
        "Cụm số này đã cấp {0} số nên không bỏ được. Số đã cấp không dùng lại cho người khác."
    ),
    errors.WrongPasswordProblem: (
        "Mật khẩu chưa đúng. Hãy xem phím Caps Lock và bộ gõ tiếng Việt rồi gõ lại."
    ),
    errors.NotAnOfficeProblem: (
        "Thư mục {0} không chứa dữ liệu của văn phòng nào. Hãy chọn thư mục có tệp office.db."
    ),
    errors.DamagedFileProblem: (
        "Tệp dữ liệu {0} bị hỏng nên chương trình không mở, để khỏi hỏng thêm. "
        "Hãy giữ nguyên tệp này và mở bản sao lưu gần nhất."
    ),
    errors.NewerFileProblem: (
        "Dữ liệu này do bản chương trình mới hơn ghi (dữ liệu bản {0}, chương trình đọc được "
        "đến bản {1}). Hãy cài bản chương trình mới rồi mở lại."
    ),
    errors.ReadOnlyProblem: (
        "Không ghi được vào {0} vì nơi này chỉ cho đọc. "
        "Hãy bỏ chế độ chỉ đọc, hoặc chọn thư mục khác mà bạn được ghi."
    ),
    errors.DiskFullProblem: (
        "Đĩa đã đầy nên không ghi được vào {0}. Việc vừa làm chưa được lưu. Chương trình đã nhả "
        "phần đĩa để dành: hãy bấm lưu lại một lần nữa, thoát, rồi dọn bớt tệp trên đĩa."
    ),
    errors.OfficeInUseProblem: (
        "Văn phòng này đang được mở: {0}. Mỗi lúc chỉ một nơi được mở. "
        "Hãy đóng chương trình ở nơi đó rồi thử lại."
    ),
    errors.NetworkDriveProblem: (
        "{0} nằm trên ổ mạng, ổ rời hoặc thư mục đồng bộ (OneDrive, Dropbox, Google Drive), nơi dữ "
        "liệu dễ hỏng và có thể bị gửi ra ngoài. "
        "Hãy chọn thư mục trên ổ đĩa trong máy này."
    ),
    errors.NotEncryptedProblem: (
        "Không mã hóa được dữ liệu nên chương trình dừng lại, không ghi gì. "
        "Hãy cài lại chương trình. Chi tiết: {0}."
    ),
    errors.FolderNotEmptyProblem: (
        "Thư mục {0} đã có tệp. Hãy chọn một thư mục trống để không ghi đè lên dữ liệu khác."
    ),
    errors.MigrationProblem: (
        "Chưa nâng cấp được dữ liệu lên bản {0}. Dữ liệu cũ còn nguyên. "
        "Hãy giữ lại bản sao lưu và báo người hỗ trợ. Chi tiết: {1}."
    ),
    errors.NotASheetProblem: (
        "Tệp này không phải bảng tính (.xlsx, .xls, .ods, .csv) hoặc đã hỏng nên không đọc được. "
        "Hãy mở tệp bằng Excel, chọn Lưu thành (Save As) dạng .xlsx rồi chọn lại."
    ),
    errors.SheetTooBigProblem: (
        "Bảng tính quá lớn: chương trình đọc tối đa 200.000 dòng, 200 cột, 500 trang, 20 MB. "
        "Hãy chép riêng phần danh sách sang một tệp mới rồi chọn lại."
    ),
    errors.MissingColumnsProblem: (
        "Bảng tính thiếu cột: {0}. Hãy kiểm tra dòng tiêu đề, hoặc xuất lại danh sách cho đủ cột."
    ),
    errors.DoubledColumnsProblem: (
        "Bảng tính có nhiều hơn một cột: {0}. Không rõ phải lấy cột nào. "
        "Hãy xóa cột thừa rồi chọn lại tệp."
    ),
    errors.EmptySheetProblem: (
        "Bảng tính không có dòng nào để đọc. Hãy mở tệp xem danh sách có nằm ở trang đầu không."
    ),
    errors.ProtectedSheetProblem: (
        "Bảng tính này đặt mật khẩu nên không đọc được. "
        "Hãy mở bằng Excel, bỏ mật khẩu, lưu lại rồi chọn lại tệp."
    ),
    errors.MacroSheetProblem: (
        "Bảng tính này có macro nên không được nhận, để giữ an toàn cho máy. "
        "Hãy mở bằng Excel, chọn Lưu thành (Save As) dạng .xlsx rồi chọn lại."
    ),
    errors.FormulaWithoutValueProblem: (
        "Bảng tính có {0} ô công thức chưa có kết quả, đọc vào sẽ thành ô trống. "
        "Hãy mở tệp bằng Excel, bấm Lưu rồi chọn lại tệp."
    ),
    errors.NotAPictureProblem: (
        "Tệp này không phải ảnh JPEG hoặc PNG. Hãy chọn ảnh có đuôi .jpg hoặc .png."
    ),
    errors.PictureTooBigProblem: (
        "Ảnh quá lớn: chương trình đọc tối đa 40 triệu điểm ảnh và 20 MB. "
        "Hãy thu nhỏ ảnh rồi chọn lại."
    ),
    errors.PictureDamagedProblem: (
        "Tệp ảnh bị hỏng hoặc chưa chép hết. Hãy chép lại từ máy ảnh, điện thoại rồi chọn lại."
    ),
    errors.ParserFailedProblem: (
        "Chương trình đã dừng đọc tệp này vì {0}. Chưa có gì được ghi. "
        "Hãy mở tệp bằng phần mềm tạo ra nó, lưu lại thành tệp mới rồi thử lại."
    ),
    errors.ImportHasErrorsProblem: (
        "Tệp còn {0} dòng lỗi nên chưa nhập dòng nào. "
        "Hãy sửa các dòng lỗi trong tệp, lưu lại rồi chọn lại tệp."
    ),
    errors.SelftestProblem: (
        "Chạy thử không đạt: {0}. Hãy chép dòng này gửi người phụ trách chương trình."
    ),
    errors.WeakPasswordProblem: (
        "Mật khẩu quá ngắn hoặc hai lần gõ không giống nhau. "
        "Hãy gõ lại, ít nhất {0} ký tự, hai ô giống hệt nhau."
    ),
    errors.ShortPasswordProblem: (
        "Mật khẩu quá ngắn nên dễ dò ra. Hãy gõ ít nhất {0} ký tự; "
        "năm tiếng bất kỳ cách nhau bằng dấu cách thì vừa chắc vừa dễ nhớ."
    ),
    errors.PatternPasswordProblem: (
        "Mật khẩu chỉ gồm {0} nên dò ra rất nhanh. "
        "Hãy chọn mật khẩu khác, như năm tiếng bất kỳ không thành câu."
    ),
    errors.CommonPasswordProblem: (
        "Mật khẩu này nằm trong số hay bị đoán trước nhất, thêm năm hoặc vài số vào sau cũng vậy. "
        "Hãy chọn mật khẩu khác, như năm tiếng bất kỳ không thành câu."
    ),
    errors.NamePasswordProblem: (
        "Mật khẩu chỉ gồm tên cơ quan hoặc tên người dùng nên người quen đoán được. "
        "Hãy thêm vài tiếng không liên quan, hoặc chọn mật khẩu khác."
    ),
    errors.DifferentPasswordsProblem: (
        "Hai lần gõ mật khẩu không giống nhau. "
        "Hãy tắt bộ gõ tiếng Việt, xem phím Caps Lock rồi gõ lại cả hai ô."
    ),
    errors.BadRecoveryCodeProblem: (
        "Mã khôi phục chưa đúng: {0}{1}. Hãy tắt bộ gõ tiếng Việt, "
        "đối chiếu từng nhóm với tờ mã khôi phục rồi gõ lại."
    ),
    errors.SealedProblem: (
        "“{0}” có các mục niêm phong (26, 27, 28) mà tài khoản này không được mở, nên không làm "
        "được. Hãy nhờ người được giao ngăn niêm phong."
    ),
    errors.SealedFieldProblem: (
        "“{0}” thuộc mục niêm phong (26, 27, 28) mà tài khoản này không được mở, nên không xem, "
        "lọc hay sửa được. Hãy nhờ người được giao ngăn niêm phong."
    ),
    errors.SealedMissingProblem: (
        "Không thấy tệp niêm phong {0} của văn phòng. Hãy chép lại tệp này về chỗ cũ, "
        "hoặc khôi phục từ bản sao lưu gần nhất."
    ),
    errors.ChooseAccountProblem: (
        "Văn phòng có nhiều người dùng: {0}. Hãy chọn người đăng nhập (dòng lệnh: --user TÊN)."
    ),
    errors.NoSuchAccountProblem: (
        "Không có người dùng “{0}” đang được phép đăng nhập. Hãy chọn tên khác, "
        "hoặc nhờ trưởng ban mở lại tài khoản."
    ),
    errors.LastHeadProblem: (
        "Văn phòng phải còn ít nhất một trưởng ban đăng nhập được. "
        "Hãy giao vai trò trưởng ban cho người khác trước."
    ),
    errors.WaitProblem: (
        "Đã gõ sai mật khẩu nhiều lần. Hãy chờ {0} giây nữa rồi thử lại; "
        "mật khẩu đúng luôn mở được sau khi chờ."
    ),
    errors.LockedForCheckProblem: (
        "Tệp dữ liệu không giống lần đóng trước nên lúc này chỉ xem được. "
        "Hãy nhờ trưởng ban đăng nhập, xem lại và xác nhận ở trang An toàn."
    ),
    errors.OutsideScopeProblem: (
        "Hồ sơ hoặc tổ chức này nằm ngoài phạm vi được giao cho tài khoản này. "
        "Hãy nhờ người phụ trách, hoặc trưởng ban giao thêm phạm vi."
    ),
    errors.RestrictedProblem: (
        "Dữ liệu của {0} đang bị khóa theo quyết định nên chỉ đọc được, không sửa, in, xuất được. "
        "Hãy chọn những người khác rồi làm lại, hoặc nhờ trưởng ban gỡ khóa."
    ),
    errors.ErasedProblem: (
        "Dữ liệu của người này đã được xóa theo quyết định. Hãy chọn người khác."
    ),
    errors.LentProblem: (
        "Hồ sơ của {0} đang cho {1} mượn. Hãy ghi nhận trả trước khi cho người khác mượn."
    ),
    errors.TakenNameProblem: (
        "Đã có người dùng tên “{0}”. Hãy thêm chức danh hoặc chữ phân biệt, ví dụ “{0} (xã đội)”."
    ),
    errors.NumberElsewhereProblem: (
        "Số {0} đã cấp cho một người ngoài phạm vi được giao cho tài khoản này, mà mỗi số chỉ "
        "dùng cho một người. Hãy kiểm tra lại số, hoặc nhờ trưởng ban đối chiếu."
    ),
    errors.NoRecoveryProblem: (
        "Văn phòng chưa có phiếu khôi phục. Hãy lập phiếu ở trang An toàn, in ra "
        "và cất trong phong bì niêm phong."
    ),
    errors.NobodyToPrintProblem: (
        "Không có ai để in. Hãy chọn người trong danh sách, hoặc chọn tổ chức khác."
    ),
    errors.UnknownUnitsProblem: (
        "Trong tệp có chi bộ chưa có trong cây tổ chức: {0}. "
        "Hãy nhập bằng cửa sổ chương trình để chọn chi bộ tương ứng hoặc tạo mới ở bảng xem trước."
    ),
    errors.NoDisplayProblem: (
        "Máy này không có màn hình để mở cửa sổ. Hãy chạy trong phiên làm việc có màn hình, hoặc"
        " dùng các lệnh của tcxd (xem tcxd --help)."
    ),
    errors.BadPlaceProblem: (
        "Không có hoặc không tạo được {0}. Hãy xem lại đường dẫn, rồi chọn một thư mục có thật."
    ),
    errors.DiskFaultProblem: (
        "Ổ đĩa báo lỗi khi đọc hoặc ghi {0}. Việc vừa làm chưa được lưu. "
        "Hãy làm lại; nếu vẫn lỗi, hãy sao lưu ngay sang ổ khác và nhờ kiểm tra ổ đĩa này."
    ),
    errors.BackupFailedProblem: (
        "Bản sao lưu vừa làm không qua được khôi phục thử nên không được giữ ({0}). "
        "Dữ liệu đang làm vẫn như cũ. Hãy sao lưu lại; nếu vẫn lỗi, hãy nhờ kiểm tra ổ đĩa."
    ),
    errors.BadBackupProblem: (
        "{0} không phải là bản sao lưu còn nguyên vẹn. Hãy chọn một bản sao lưu khác."
    ),
    errors.BackupKeyProblem: (
        "Mật khẩu hoặc mã này không mở được bản sao lưu. Hãy dùng mật khẩu của tài khoản vào lúc "
        "sao lưu, hoặc mã trên phiếu khôi phục có hiệu lực lúc đó."
    ),
    errors.OtherOfficeProblem: (
        "{0} là bản sao lưu của một văn phòng khác nên không khôi phục vào đây được. "
        "Hãy chọn bản sao lưu của văn phòng này."
    ),
    errors.SecondPlaceProblem: (
        "Không ghi được vào nơi sao lưu thứ hai {0}. Hãy cắm ổ hoặc USB vào, xem còn chỗ không, "
        "hoặc chọn một thư mục khác, rồi chép lại."
    ),
    errors.NoBackupProblem: (
        "Chưa có bản sao lưu nào dùng được. Hãy sao lưu, hoặc chọn tệp sao lưu ở nơi thứ hai."
    ),
    errors.TypedNameProblem: (
        "Họ tên gõ vào không khớp với hồ sơ “{0}”. Hãy xem lại có đúng người không, rồi gõ lại "
        "đủ họ, chữ đệm và tên."
    ),
    errors.TemplateProblem: (
        "Tệp này chưa dùng làm mẫu chấm điểm được. Ở {0}: {1}. "
        "Hãy sửa chỗ đó trong tệp, hoặc xin lại tệp, rồi chọn lại."
    ),
}

_FAILURES: dict[str, str] = {
    "time": "đọc quá lâu",
    "memory": "tệp cần quá nhiều bộ nhớ",
    "crash": "tệp hỏng hoặc không đúng dạng",
}

_PATTERNS: dict[str, str] = {
    "repeat": "một ký tự hay một cụm ngắn lặp lại",
    "run": "những phím hoặc chữ số liền nhau",
    "date": "một ngày tháng (như ngày sinh)",
}

_CODE_FAULTS: dict[str, str] = {
    "letter": "trong mã không dùng ký tự ",
    "length": "phải đủ 26 chữ và số, đếm được ",
    "check": "có chữ hoặc số gõ nhầm",
}

_PERMISSIONS: dict[str, str] = {key.value: text for key, text in PERMISSION.items()}

_OTHER_FIELDS: dict[str, str] = {
    "name": "tên",
    "office": "văn phòng",
    "head": "họ và tên trưởng ban",
    "unit_id": "tổ chức đảng",
    "columns": "cột để in",
    "on": "ngày",
    "type": "loại tổ chức",
    "parent_id": "tổ chức cấp trên",
    "successor_id": "tổ chức liên quan",
    "symbol": "ký hiệu tỉnh",
    "first": "số đầu",
    "last": "số cuối",
    "borrower": "người mượn",
    "purpose": "mục đích",
    "approved_by": "người cho phép",
    "decision": "quyết định",
    "held_on": "ngày họp",
    "reason": "lý do",
    "period": "tháng của buổi họp",
    "decided_by": "người xác nhận",
    "since": "ngày bắt đầu",
    "text": "nội dung nhiệm vụ",
    "level": "mức xếp loại",
    "person_id": "người được phân công",
    "unit_ids": "chi bộ",
    "proof": "giấy tờ chứng minh",
    "to": "ngày nhắc lại",
}
"""Fields that are not boxes of the dossier."""

_NUMBERS: dict[str, str] = {
    "dossier_no": "số lý lịch (6 chữ số rồi 2 hoặc 3 chữ cái, như 000001 HN)",
    "card_no": "số thẻ đảng viên (12 chữ số)",
    "old_card_no": "số thẻ đảng viên cũ (6 đến 8 chữ số)",
    "citizen_id": "số căn cước công dân (12 chữ số)",
    "old_citizen_id": "số giấy tờ cũ (9 số chứng minh nhân dân, hoặc 12 chữ số)",
    "economy_year": "năm (4 chữ số)",
    "year": "năm (4 chữ số)",
    "symbol": "ký hiệu tỉnh (2 hoặc 3 chữ cái in hoa, như HN)",
    "block": "cụm số (từ 000001 đến 999999, số đầu không lớn hơn số cuối)",
    "code": "mã tổ chức (như 37.001.002.003.004)",
}

_ARGUMENTS: dict[type[Problem], tuple[int, Callable[[str], str]]] = {
    errors.BadNumberProblem: (1, lambda kind: _NUMBERS.get(kind, "của số này")),
    errors.UnchangedProblem: (0, label),
    errors.RequiredProblem: (0, lambda field: _OTHER_FIELDS.get(field) or label(field)),
    errors.LockedFactProblem: (0, label),
    errors.SealedFieldProblem: (0, label),
    errors.ParserFailedProblem: (0, lambda why: _FAILURES.get(why, _FAILURES["crash"])),
    errors.PatternPasswordProblem: (0, lambda kind: _PATTERNS.get(kind, _PATTERNS["run"])),
    errors.BadRecoveryCodeProblem: (0, lambda why: _CODE_FAULTS.get(why, _CODE_FAULTS["check"])),
    errors.NotAllowedProblem: (0, lambda key: _PERMISSIONS.get(key, key)),
    errors.UnitDatesProblem: (0, show_date),
    meeting_errors.MeetingTwiceProblem: (1, period_text),
    meeting_errors.MeetingMonthProblem: (1, period_text),
    meeting_errors.LockedSheetProblem: (1, period_text),
    meeting_errors.PeriodClosedProblem: (0, period_text),
    meeting_errors.NothingHeldProblem: (0, period_text),
    meeting_errors.NothingToPrintProblem: (0, period_text),
}
"""Which argument of a problem is a key, and how it reads."""


_NAMED = 3
"""How many of several names a sentence tells."""


def sentence(problem: Problem) -> str:
    """Return what to tell the user about ``problem``."""
    found = next((cls for cls in type(problem).__mro__ if cls in SENTENCES), None)
    if found is None:
        return "Không làm được việc này. Chưa có gì được ghi. Hãy thử lại."
    return SENTENCES[found].format(*_shown(problem), "", "", "")


def _shown(problem: Problem) -> list[str]:
    texts = [_text(arg) for arg in problem.args]
    if isinstance(problem, errors.TemplateProblem):
        return list(problem_words(str(problem.args[0]), *texts[1:]))
    for kind, (position, shown) in _ARGUMENTS.items():
        if isinstance(problem, kind) and len(texts) > position:
            texts[position] = shown(texts[position])
    return feature_arguments(problem, texts)


def _text(arg: object) -> str:
    if isinstance(arg, tuple):
        more = len(arg) - _NAMED
        named = ", ".join(str(part) for part in arg[:_NAMED])
        return f"{named} và {more} mục khác" if more > 0 else named
    if isinstance(arg, Decimal):
        return show_number(arg)
    text = show_date(arg) if isinstance(arg, PartialDate) else str(arg)
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST].rstrip()}{DOTS}"

"""Problems: what the user can mend. Each class has its sentence in ``wording/problems.py``."""


class Problem(Exception):
    """Vấn đề người dùng xử lý được: one foreseen cause each; anything else is a bug.

    ``field`` names the record field beside which the sentence is shown, or is empty.
    """

    field: str = ""

    def __init__(self, *args: object, field: str = "") -> None:
        """Keep the facts the sentence needs as ``args``, in the order the class documents."""
        super().__init__(*args)
        if field:
            self.field = field


class BadDateProblem(Problem):
    """Ngày không hợp lệ. args: what was typed."""


class FutureDateProblem(Problem):
    """Ngày ở tương lai. args: PartialDate."""


class WholeDateProblem(Problem):
    """Cần đủ ngày, tháng, năm. args: PartialDate or what was typed."""


class BadNumberProblem(Problem):
    """Số định danh sai độ dài hoặc có chữ. args: what was typed, kind of number (key)."""


class NotANumberProblem(Problem):
    """Không phải là số. args: what was typed."""


class RequiredProblem(Problem):
    """Thiếu thông tin bắt buộc. args: field key."""


class NotInListProblem(Problem):
    """Giá trị không có trong danh mục. args: what was typed, list id."""


class LockedFactProblem(Problem):
    """Thông tin đã cố định. args: field key. Mend: correction with a decision."""


class DecisionNeededProblem(Problem):
    """Cần số, ngày, cơ quan ra quyết định. args: field key."""


class ReasonNeededProblem(Problem):
    """Cần ghi lý do. No args."""


class UnchangedProblem(Problem):
    """Giá trị đính chính giống giá trị đang ghi. args: field key."""


class TakenNumberProblem(Problem):
    """Số đã cấp cho người khác. args: number, name of the holder."""


class NoNumberLeftProblem(Problem):
    """Cụm số lý lịch đã hết hoặc chưa khai. No args."""


class OutsideBlockProblem(Problem):
    """Số lý lịch nằm ngoài cụm được giao. args: number."""


class BlockOverlapProblem(Problem):
    """Cụm số chồng lên cụm đã có. args: from, to."""


class NotFoundProblem(Problem):
    """Không tìm thấy. args: what was looked for."""


class ConflictProblem(Problem):
    """Hồ sơ đã được sửa từ lúc mở. No args."""


class NotAllowedProblem(Problem):
    """Tài khoản không có quyền này. args: permission key."""


class UnitNotEmptyProblem(Problem):
    """Tổ chức còn đảng viên hoặc tổ chức trực thuộc. args: name, members, sub-units."""


class UnitLoopProblem(Problem):
    """Tổ chức không thể trực thuộc chính nó. args: name."""


class UnitDatesProblem(Problem):
    """Ngày thay đổi trước ngày của thay đổi đã ghi. args: PartialDate of the one recorded."""


class UnitAbsentProblem(Problem):
    """Tổ chức không có trong ngày đó. args: name, PartialDate or ``""``."""


class TakenUnitProblem(Problem):
    """Tên hoặc mã đã dùng cho tổ chức khác. args: what was typed, name of the other."""


class UnitInUseProblem(Problem):
    """Tổ chức đã có liên quan nên không bỏ được như chưa từng có. args: name."""


class HasNumberProblem(Problem):
    """Người này đã có số lý lịch. args: name, number."""


class BlockUsedProblem(Problem):
    """Cụm số đã cấp cho người. args: how many numbers."""


class WrongPasswordProblem(Problem):
    """Sai mật khẩu. No args."""


class NotAnOfficeProblem(Problem):
    """Thư mục không phải là dữ liệu của một văn phòng. args: path."""


class DamagedFileProblem(Problem):
    """Tệp dữ liệu hỏng. args: path."""


class NewerFileProblem(Problem):
    """Tệp do bản chương trình mới hơn ghi. args: file version, program version."""


class ReadOnlyProblem(Problem):
    """Không ghi được: chỉ đọc. args: path."""


class DiskFullProblem(Problem):
    """Đĩa đầy. args: path."""


class OfficeInUseProblem(Problem):
    """Văn phòng đang được mở ở nơi khác. args: who holds it."""


class NetworkDriveProblem(Problem):
    """Dữ liệu không được đặt trên ổ mạng hay ổ rời. args: path."""


class NotEncryptedProblem(Problem):
    """Không mã hóa được: chương trình từ chối chạy. args: detail."""


class FolderNotEmptyProblem(Problem):
    """Thư mục đã có tệp. args: path."""


class MigrationProblem(Problem):
    """Nâng cấp tệp dữ liệu không thành; tệp cũ còn nguyên. args: version, detail."""


class NotASheetProblem(Problem):
    """Không phải bảng tính Excel. No args."""


class SheetTooBigProblem(Problem):
    """Bảng tính vượt quá cỡ đọc được. No args."""


class MissingColumnsProblem(Problem):
    """Bảng tính thiếu cột. args: names of the columns, joined."""


class DoubledColumnsProblem(Problem):
    """Bảng tính có hai cột cùng một nội dung. args: names of the columns, joined."""


class EmptySheetProblem(Problem):
    """Bảng tính không có dòng nào để đọc. No args."""


class ProtectedSheetProblem(Problem):
    """Bảng tính đặt mật khẩu mở. No args."""


class MacroSheetProblem(Problem):
    """Bảng tính chứa macro. No args."""


class FormulaWithoutValueProblem(Problem):
    """Bảng tính có ô công thức chưa có kết quả, đọc sẽ thành ô trống. args: how many cells."""


class NotAPictureProblem(Problem):
    """Không phải ảnh JPEG hay PNG. No args."""


class PictureTooBigProblem(Problem):
    """Ảnh quá lớn. No args."""


class PictureDamagedProblem(Problem):
    """Tệp ảnh hỏng hoặc chưa chép hết. No args."""


class ParserFailedProblem(Problem):
    """Tiến trình đọc tệp đã dừng. args: ``time``, ``memory`` or ``crash``."""


class ImportHasErrorsProblem(Problem):
    """Tệp nhập còn dòng lỗi. args: how many."""


class UnknownUnitsProblem(Problem):
    """Tệp nhập có chi bộ chưa có trong cây tổ chức. args: names."""


class WeakPasswordProblem(Problem):
    """Mật khẩu quá ngắn hoặc hai lần gõ khác nhau. args: least length."""


class SelftestProblem(Problem):
    """Chạy thử không đạt. args: what went wrong."""


class NobodyToPrintProblem(Problem):
    """Không có ai để in. No args."""


class BadPlaceProblem(Problem):
    """Không có hoặc không tạo được thư mục, tệp này. args: path."""


class NoDisplayProblem(Problem):
    """Không có màn hình để mở cửa sổ. No args."""


class SealedProblem(Problem):
    """Tài khoản không được mở mục niêm phong (26–28). args: what was wanted (form code, field)."""


class SealedMissingProblem(Problem):
    """Không thấy tệp niêm phong của văn phòng. args: path."""


class ChooseAccountProblem(Problem):
    """Văn phòng có nhiều người dùng, cần nói ai đăng nhập. args: names, joined."""


class NoSuchAccountProblem(Problem):
    """Không có người dùng này, hoặc đã ngừng. args: what was typed."""


class LastHeadProblem(Problem):
    """Văn phòng phải còn ít nhất một trưởng ban đăng nhập được. No args."""


class WaitProblem(Problem):
    """Gõ sai nhiều lần, phải chờ. args: seconds left."""


class LockedForCheckProblem(Problem):
    """Dữ liệu khác lần đóng trước, chỉ xem được cho đến khi trưởng ban xác nhận. No args."""


class OutsideScopeProblem(Problem):
    """Người hoặc tổ chức ngoài phạm vi được giao. No args."""


class NoRecoveryProblem(Problem):
    """Văn phòng chưa có phiếu khôi phục. No args."""


class ShortPasswordProblem(WeakPasswordProblem):
    """Mật khẩu quá ngắn. args: least length."""


class PatternPasswordProblem(WeakPasswordProblem):
    """Mật khẩu chỉ là ký tự lặp, phím liền nhau hoặc ngày. args: ``repeat``, ``run``, ``date``."""


class CommonPasswordProblem(WeakPasswordProblem):
    """Mật khẩu nằm trong số hay bị đoán. No args."""


class NamePasswordProblem(WeakPasswordProblem):
    """Mật khẩu chỉ gồm tên cơ quan hoặc tên người dùng. No args."""


class DifferentPasswordsProblem(WeakPasswordProblem):
    """Hai lần gõ mật khẩu khác nhau. No args."""


class BadRecoveryCodeProblem(Problem):
    """Mã khôi phục gõ chưa đúng. args: ``letter``, ``length`` or ``check``; letter, or how many."""


class DiskFaultProblem(Problem):
    """Ổ đĩa báo lỗi khi đọc hoặc ghi. args: path."""


class TakenNameProblem(Problem):
    """Tên người dùng đã có. args: name."""


class NumberElsewhereProblem(TakenNumberProblem):
    """Số đã cấp cho người ngoài phạm vi được giao. args: number."""


class SealedFieldProblem(SealedProblem):
    """Thông tin thuộc mục niêm phong mà tài khoản không được mở. args: field key."""


class RestrictedProblem(Problem):
    """Dữ liệu đang bị khóa theo quyết định: chỉ đọc được. args: tuple of names."""


class ErasedProblem(Problem):
    """Dữ liệu của người này đã xóa theo quyết định. No args."""


class LentProblem(Problem):
    """Hồ sơ giấy đang cho mượn. args: name, borrower."""


class BackupFailedProblem(Problem):
    """Bản sao lưu vừa làm không qua được khôi phục thử. args: what was found."""


class BadBackupProblem(Problem):
    """Tệp không phải bản sao lưu còn nguyên vẹn. args: path."""


class BackupKeyProblem(Problem):
    """Mật khẩu hoặc mã không mở được bản sao lưu này. args: path."""


class OtherOfficeProblem(Problem):
    """Bản sao lưu của văn phòng khác. args: path."""


class SecondPlaceProblem(Problem):
    """Không có hoặc không ghi được nơi sao lưu thứ hai. args: path, empty when none is chosen."""


class NoBackupProblem(Problem):
    """Chưa có bản sao lưu nào dùng được. No args."""


class TypedNameProblem(Problem):
    """Họ tên gõ để xác nhận không khớp với hồ sơ. args: name of the record."""


class ExpressionProblem(Problem):
    """Công thức của mẫu chấm điểm viết chưa đúng.

    args: expression, place counted from 1, kind of fault (see ``wording.expressions``), detail.
    """


class TemplateProblem(Problem):
    """Tệp mẫu chấm điểm không đọc được.

    args: place (``items[2].children[0].maxx``; empty: the file), kind (see ``template_codecs`` and
    ``template_json``), detail.
    """


class ScoreEntryProblem(Problem):
    """Điểm ghi không hợp với mẫu chấm điểm.

    args: id of the item, kind of fault (see ``wording.score_problems``), its bound.
    """


class FactsFileProblem(Problem):
    """Tệp số liệu để chấm thử viết chưa đúng.

    args: place in the file, kind of fault (see ``wording.score_problems``), detail.
    """

"""The sentence of each Problem of cards, packets, packages and packs."""

import re
from collections.abc import Callable, Mapping

from tcxd_desktop.domain import packet_errors as errors
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.packets import JSON_FAULTS, PACK_KIND, PACKAGE_FAULTS, packet_field

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")

SENTENCES: dict[type[Problem], str] = {
    errors.NotAPacketProblem: (
        "Đây không phải phiếu chuyển sinh hoạt của chương trình. "
        "Hãy chọn tệp .phieu, ảnh chụp mã QR trên tờ bìa, hoặc quét lại mã."
    ),
    errors.CutPacketProblem: (
        "Phiếu bị cắt: mới có {0} trên {1} ký tự. "
        "Hãy quét lại trọn mã (chờ máy quét đọc hết), hoặc chép lại tệp từ nơi gửi."
    ),
    errors.AlteredPacketProblem: (
        "Phiếu không khớp chữ ký của nơi lập: đã bị sửa, hoặc đọc sai một chỗ. "
        "Hãy quét lại mã; nếu vẫn vậy, hãy đề nghị nơi gửi lập lại phiếu."
    ),
    errors.NewerPacketProblem: (
        "Phiếu này do bản chương trình mới hơn lập (dạng {0}) nên chưa đọc được. "
        "Hãy cập nhật chương trình, hoặc nhập theo giấy giới thiệu."
    ),
    errors.BadPacketFieldProblem: (
        "Phiếu có ô “{0}” ghi không đúng nên không dùng được. "
        "Hãy đề nghị nơi lập sửa ô này rồi lập lại phiếu."
    ),
    errors.PacketTooBigProblem: (
        "Nội dung phiếu dài {0} byte, một mã QR chỉ chứa được {1}. "
        "Hãy rút gọn tên nơi đi, nơi đến hoặc ghi chú rồi lập lại."
    ),
    errors.PacketFieldTooLongProblem: (
        "Ô “{0}” của phiếu dài hơn {1} ký tự cho phép. Hãy rút gọn rồi lập lại phiếu."
    ),
    errors.PacketTakenProblem: (
        "Phiếu này đã tiếp nhận ngày {0} nên không nhận lần nữa. "
        "Hãy mở việc chuyển đã có, hoặc kiểm tra xem có đưa nhầm phiếu không."
    ),
    errors.NotForUsProblem: (
        "Phiếu này gửi cho {0}, không phải cho cơ quan này. "
        "Hãy chuyển đến đúng nơi nhận, hoặc hỏi lại nơi gửi."
    ),
    errors.RevokedSenderProblem: (
        "Thẻ của {0} đã thu hồi ngày {1} nên những gì khóa đó ký không còn được nhận. "
        "Hãy đề nghị nơi gửi trao thẻ mới rồi gửi lại."
    ),
    errors.NoCodeInPictureProblem: (
        "Không thấy mã QR nào đọc được trong ảnh. "
        "Hãy chụp thẳng, đủ sáng, lấy trọn bốn góc của mã rồi thử lại."
    ),
    errors.SeveralCodesProblem: (
        "Ảnh có {0} mã QR khác nhau nên không biết lấy mã nào. Hãy chụp từng mã một."
    ),
    errors.ForeignCodeProblem: (
        "Mã QR trong ảnh không phải của phiếu chuyển sinh hoạt. "
        "Hãy chụp mã trên tờ bìa bộ hồ sơ chuyển."
    ),
    errors.NotACardProblem: (
        "Đây không phải thẻ cơ quan của chương trình. Hãy chọn tệp .the do cơ quan kia gửi."
    ),
    errors.AlteredCardProblem: (
        "Thẻ cơ quan không khớp chữ ký trong chính nó: tệp hỏng hoặc đã bị sửa. "
        "Hãy xin lại tệp thẻ từ cơ quan đó."
    ),
    errors.OwnCardProblem: (
        "Đây là thẻ của chính cơ quan mình, không cần thêm. Hãy chọn thẻ của cơ quan khác."
    ),
    errors.KnownCardProblem: (
        "Thẻ này đã có trong danh sách, dưới tên {0}. Hãy mở thẻ đó ra đối chiếu."
    ),
    errors.RevokedCardProblem: (
        "Thẻ này của {0} đã thu hồi ngày {1} nên không thêm lại được. "
        "Hãy đề nghị cơ quan đó làm thẻ mới."
    ),
    errors.FingerprintProblem: (
        "Dãy số vừa ghi khác dãy số của thẻ ở {0} trong 6 nhóm. Hãy đọc lại cho nhau nghe; "
        "nếu vẫn khác thì đây không phải thẻ của cơ quan đó, đừng dùng."
    ),
    errors.FingerprintFormatProblem: (
        "Dãy số đối chiếu phải đủ 6 nhóm, mỗi nhóm 5 chữ số; mới có {0} chữ số. "
        "Hãy ghi đủ 30 chữ số nghe được."
    ),
    errors.CardNotComparedProblem: (
        "Thẻ của {0} chưa đối chiếu nên chưa dùng được vào việc này. "
        "Hãy gọi cho cơ quan đó, đọc dãy số đối chiếu rồi xác nhận ở mục Thẻ cơ quan."
    ),
    errors.NotAPackageProblem: (
        "Đây không phải gói hồ sơ của chương trình, hoặc tệp bị cắt. "
        "Hãy chọn tệp .goi do nơi gửi trao, hoặc chép lại tệp."
    ),
    errors.PackageNotForUsProblem: (
        "Gói này không mở được bằng khóa của cơ quan mình: gói gửi cho nơi khác, hoặc tệp đã hỏng. "
        "Hãy hỏi lại nơi gửi và đề nghị làm gói mới theo thẻ của cơ quan mình."
    ),
    errors.AlteredPackageProblem: (
        "Gói không khớp chữ ký của nơi gửi nên không nhận. Hãy đề nghị nơi gửi làm lại gói."
    ),
    errors.BadPackageProblem: (
        "Gói sai quy cách ({0}) nên không nhận, chưa có gì được ghi. "
        "Hãy đề nghị nơi gửi làm lại gói."
    ),
    errors.PackageTooBigProblem: (
        "Gói lớn hơn {0} MB mà chương trình đọc được. Hãy đề nghị nơi gửi chia làm nhiều gói."
    ),
    errors.UnknownSenderProblem: (
        "Chưa có thẻ cơ quan của nơi gửi (gói ghi: {0}) nên không nhận gói. "
        "Hãy xin thẻ của cơ quan đó, đối chiếu, rồi mở lại gói."
    ),
    errors.PackageTakenProblem: (
        "Gói này đã nhận ngày {0} nên không nhận lần nữa. "
        "Nếu cần biên nhận, hãy lập lại biên nhận của gói này."
    ),
    errors.OldPackageProblem: (
        "Gói số {0} cũ hơn gói số {1} đã nhận của {2} nên không nhận. "
        "Nếu vẫn cần, hãy đề nghị nơi gửi làm lại gói với số mới."
    ),
    errors.NewerPackageProblem: (
        "Tệp này do bản chương trình mới hơn làm (dạng {0}) nên chưa đọc được. "
        "Hãy cập nhật chương trình rồi mở lại."
    ),
    errors.NothingToPackProblem: (
        "Chưa chọn hồ sơ nào để đưa vào gói. Hãy chọn ít nhất một đảng viên."
    ),
    errors.NotAReceiptProblem: (
        "Đây không phải biên nhận gói hồ sơ. Hãy chọn tệp .bien-nhan do nơi nhận trao lại."
    ),
    errors.AlteredReceiptProblem: (
        "Biên nhận không khớp chữ ký, hoặc không khớp gói đã gửi. "
        "Hãy xin nơi nhận lập lại biên nhận."
    ),
    errors.StrangeReceiptProblem: (
        "Biên nhận này là của một gói không do cơ quan này gửi. Hãy kiểm tra lại tệp."
    ),
    errors.NotAPackProblem: (
        "Đây không phải gói cập nhật của chương trình. Hãy chọn tệp .capnhat đã ký."
    ),
    errors.AlteredPackProblem: (
        "Gói cập nhật không khớp chữ ký: tệp hỏng hoặc đã bị sửa. "
        "Hãy chép lại từ nơi phát hành; chưa có gì được ghi."
    ),
    errors.UntrustedPackProblem: (
        "Gói cập nhật do {0} ký (dãy số {1}), nơi này chưa được tin để phát hành. "
        "Hãy đối chiếu thẻ của nơi đó và cho phép nhận gói cập nhật, rồi làm lại."
    ),
    errors.OldPackProblem: (
        "Gói “{0}” bản {1} không mới hơn bản {2} đã nhận nên không nhận. "
        "Hãy xin bản mới nhất từ nơi phát hành."
    ),
    errors.PackKindProblem: (
        "Gói cập nhật loại “{0}” thì bản chương trình này chưa nhận được. "
        "Hãy cập nhật chương trình trước."
    ),
    errors.NothingToIssueProblem: (
        "Cơ quan này chưa sửa quy định nào nên không có gì để phát hành. "
        "Hãy sửa quy định ở trang Quy định trước, rồi làm gói."
    ),
    errors.BadJsonProblem: (
        "Nội dung tệp không đúng quy cách ({0}) nên không đọc được. "
        "Hãy xin lại tệp từ nơi gửi; chưa có gì được ghi."
    ),
}


def _day(text: str) -> str:
    """Return an ISO day as people write it; anything else stands bare."""
    return show_date(text) if _ISO.fullmatch(text) else text


ARGUMENTS: Mapping[type[Problem], tuple[int, Callable[[str], str]]] = {
    errors.BadPacketFieldProblem: (0, packet_field),
    errors.PacketFieldTooLongProblem: (0, packet_field),
    errors.PacketTakenProblem: (0, _day),
    errors.RevokedSenderProblem: (1, _day),
    errors.RevokedCardProblem: (1, _day),
    errors.PackageTakenProblem: (0, _day),
    errors.BadPackageProblem: (0, lambda key: PACKAGE_FAULTS.get(key, key)),
    errors.BadJsonProblem: (0, lambda key: JSON_FAULTS.get(key, key)),
    errors.PackKindProblem: (0, lambda key: PACK_KIND.get(key, key)),
}
"""Which argument of a problem is a key, and how it reads."""

"""Problems of cards, packets, packages and packs; sentences in ``wording/packet_problems.py``."""

from tcxd_desktop.domain.errors import Problem


class NotAPacketProblem(Problem):
    """Không phải phiếu chuyển của chương trình. No args."""


class CutPacketProblem(Problem):
    """Mã hoặc tệp phiếu bị cắt. args: how much there is, how much there should be."""


class AlteredPacketProblem(Problem):
    """Phiếu không khớp chữ ký của nơi lập. No args."""


class NewerPacketProblem(Problem):
    """Phiếu do bản chương trình mới hơn lập. args: version of its format."""


class BadPacketFieldProblem(Problem):
    """Phiếu ký đúng nhưng có ô ghi sai. args: field key (``wording.packets``)."""


class PacketTooBigProblem(Problem):
    """Nội dung phiếu không vừa một mã QR. args: bytes there are, bytes there may be."""


class PacketFieldTooLongProblem(Problem):
    """Một ô của phiếu quá dài. args: field key, most characters."""


class PacketTakenProblem(Problem):
    """Phiếu này đã tiếp nhận rồi. args: day (ISO) it was taken."""


class NotForUsProblem(Problem):
    """Phiếu, gói gửi cho cơ quan khác. args: whom it is for."""


class RevokedSenderProblem(Problem):
    """Thẻ của nơi gửi đã thu hồi. args: name, day (ISO) of revoking."""


class NoCodeInPictureProblem(Problem):
    """Không thấy mã QR nào đọc được trong ảnh. No args."""


class SeveralCodesProblem(Problem):
    """Ảnh có nhiều mã QR khác nhau. args: how many."""


class ForeignCodeProblem(Problem):
    """Mã QR không phải của phiếu chuyển. No args."""


class NotACardProblem(Problem):
    """Không phải thẻ cơ quan. No args."""


class AlteredCardProblem(Problem):
    """Thẻ cơ quan không khớp chữ ký của chính nó. No args."""


class OwnCardProblem(Problem):
    """Thẻ này là của chính cơ quan mình. No args."""


class KnownCardProblem(Problem):
    """Thẻ này đã có trong danh sách. args: name."""


class RevokedCardProblem(Problem):
    """Thẻ này đã bị thu hồi. args: name, day (ISO) of revoking."""


class FingerprintProblem(Problem):
    """Dãy số đối chiếu không khớp. args: how many of the six groups differ."""


class FingerprintFormatProblem(Problem):
    """Dãy số đối chiếu gõ chưa đủ sáu nhóm năm chữ số. args: how many digits were typed."""


class CardNotComparedProblem(Problem):
    """Thẻ chưa đối chiếu nên chưa dùng được. args: name."""


class NotAPackageProblem(Problem):
    """Không phải gói hồ sơ. No args."""


class PackageNotForUsProblem(Problem):
    """Gói không mở được bằng khóa của cơ quan này. No args."""


class AlteredPackageProblem(Problem):
    """Gói không khớp chữ ký của nơi gửi. No args."""


class BadPackageProblem(Problem):
    """Ruột gói sai quy cách. args: kind of fault (``wording.packets.PACKAGE_FAULTS``)."""


class PackageTooBigProblem(Problem):
    """Gói lớn hơn cỡ đọc được. args: most MB."""


class UnknownSenderProblem(Problem):
    """Chưa có thẻ của nơi gửi. args: name the package gives."""


class PackageTakenProblem(Problem):
    """Gói này đã nhận rồi. args: day (ISO) it was taken."""


class OldPackageProblem(Problem):
    """Gói cũ hơn gói đã nhận của nơi này. args: its number, number taken last, name."""


class NewerPackageProblem(Problem):
    """Gói do bản chương trình mới hơn làm. args: version of its format."""


class NothingToPackProblem(Problem):
    """Chưa chọn hồ sơ nào để gửi. No args."""


class NotAReceiptProblem(Problem):
    """Không phải biên nhận gói hồ sơ. No args."""


class AlteredReceiptProblem(Problem):
    """Biên nhận không khớp chữ ký hoặc không khớp gói đã gửi. No args."""


class StrangeReceiptProblem(Problem):
    """Biên nhận cho một gói không phải của cơ quan này gửi. No args."""


class NotAPackProblem(Problem):
    """Không phải gói cập nhật. No args."""


class AlteredPackProblem(Problem):
    """Gói cập nhật không khớp chữ ký. No args."""


class UntrustedPackProblem(Problem):
    """Gói cập nhật do nơi chưa được tin ký. args: issuer it names, fingerprint."""


class OldPackProblem(Problem):
    """Gói cập nhật không mới hơn bản đã nhận. args: id, its version, version taken."""


class PackKindProblem(Problem):
    """Loại gói cập nhật này bản chương trình chưa nhận. args: kind."""


class NothingToIssueProblem(Problem):
    """Cơ quan chưa sửa quy định nào nên không có gì để phát hành. No args."""


class BadJsonProblem(Problem):
    """Nội dung tệp không đúng quy cách. args: kind of fault (``wording.packets.JSON_FAULTS``)."""

"""Words of cards, packets, packages and packs."""

from collections.abc import Mapping

from tcxd_desktop.domain.office_cards import CardState
from tcxd_desktop.domain.packets import PacketKind, Result, Trust

TRUST: Mapping[Trust, str] = {
    Trust.VERIFIED: "đã xác thực",
    Trust.UNVERIFIED: "chưa xác thực",
    Trust.OWN: "do chính cơ quan này lập",
}
TRUST_WHY: Mapping[Trust, str] = {
    Trust.VERIFIED: "Chữ ký đúng là của {0}, thẻ cơ quan đã đối chiếu.",
    Trust.UNVERIFIED: (
        "Nội dung còn nguyên, nhưng chưa biết chắc nơi lập đúng là {0}: thẻ cơ quan của nơi này "
        "chưa có hoặc chưa đối chiếu. Hãy đối chiếu từng ô với giấy giới thiệu có dấu."
    ),
    Trust.OWN: "Phiếu do chính cơ quan này lập.",
}
"""Why, in a sentence; {0} is the name of the sender."""

CARD_STATE: Mapping[CardState, str] = {
    CardState.NOT_COMPARED: "chưa đối chiếu",
    CardState.COMPARED: "đã đối chiếu",
    CardState.REVOKED: "thẻ đã thu hồi",
}
PACKET_KIND: Mapping[PacketKind, str] = {
    PacketKind.TRANSFER: "phiếu chuyển",
    PacketKind.RETURN: "phiếu trả lời",
}
RESULT: Mapping[Result, str] = {
    Result.NONE: "",
    Result.ACCEPTED: "đã tiếp nhận",
    Result.STOPPED: "dừng tiếp nhận",
    Result.ONWARD: "chuyển tiếp nơi khác",
    Result.NOT_ARRIVED: "chưa thấy đến",
}
PACK_KIND: Mapping[str, str] = {
    "rules": "bộ quy định",
    "templates": "mẫu chấm điểm",
    "update": "bản cập nhật chương trình",
}

PACKET_FIELD: Mapping[str, str] = {
    "uuid": "mã phiếu",
    "seq": "số thứ tự phiếu",
    "sender": "nơi lập phiếu",
    "receiver": "nơi nhận",
    "receiver_key": "khóa nơi nhận",
    "made_on": "ngày lập phiếu",
    "person.birth_name": "họ và tên khai sinh",
    "person.used_name": "tên gọi khác",
    "person.sex": "giới tính",
    "person.birth_date": "ngày sinh",
    "person.origin": "quê quán",
    "person.home": "nơi thường trú",
    "person.citizen_id": "số căn cước công dân",
    "person.card_no": "số thẻ đảng viên",
    "person.old_card_no": "số thẻ đảng viên cũ",
    "person.dossier_no": "số lý lịch",
    "person.decision_date": "ngày quyết định kết nạp",
    "person.ceremony_date": "ngày vào Đảng",
    "person.official_date": "ngày chính thức",
    "person.edu": "trình độ học vấn",
    "person.theory": "lý luận chính trị",
    "letter.case_kind": "loại chuyển sinh hoạt",
    "letter.letter": "loại giấy giới thiệu",
    "letter.serial": "số in trên giấy",
    "letter.number": "số GTSHĐ",
    "letter.introduced_on": "ngày giới thiệu",
    "letter.dues_until": "đã đóng đảng phí hết tháng",
    "letter.enclosed": "hồ sơ kèm theo",
    "letter.from_place": "nơi đi",
    "letter.to_place": "nơi đến",
    "letter.basis": "căn cứ",
    "letter.term_from": "tạm thời từ ngày",
    "letter.term_to": "tạm thời đến ngày",
    "letter.notice_number": "số phiếu báo",
    "answer": "phần trả lời",
    "answer.transfer": "mã phiếu được trả lời",
    "answer.result": "kết quả",
    "answer.on": "ngày",
    "answer.cell": "chi bộ tiếp nhận",
    "answer.number": "số văn bản trả lời",
    "answer.note": "ghi chú",
}
"""Every field of a packet by the name its Problems give."""

PACKAGE_FAULTS: Mapping[str, str] = {
    "zip": "phần ruột không phải tệp nén đọc được",
    "entries": "có quá nhiều tệp",
    "size": "bung ra quá lớn",
    "ratio": "nén quá mức cho phép",
    "name": "có tên tệp lạ",
    "double": "có hai tệp trùng tên",
    "encrypted": "có tệp đặt mật khẩu riêng",
    "compressed": "có tệp không để nguyên dạng",
    "manifest": "thiếu hoặc sai bản kê",
    "extra": "có tệp ngoài bản kê",
    "missing": "thiếu tệp có trong bản kê",
    "digest": "có tệp khác bản kê",
    "record": "hồ sơ bên trong không đọc được",
}
JSON_FAULTS: Mapping[str, str] = {
    "text": "không phải chữ Unicode",
    "json": "viết không đúng dạng",
    "depth": "lồng quá sâu",
    "items": "có quá nhiều mục",
    "double": "có hai mục trùng tên",
    "number": "có số không hợp lệ",
    "shape": "thiếu mục, hoặc có mục lạ",
    "size": "quá lớn",
}


def trust_sentence(trust: Trust, sender: str) -> str:
    """Return how far a packet is to be believed, in a sentence."""
    return TRUST_WHY[trust].format(sender or "nơi ghi trên phiếu")


def packet_field(name: str) -> str:
    """Return what a field of a packet is called."""
    return PACKET_FIELD.get(name, name)

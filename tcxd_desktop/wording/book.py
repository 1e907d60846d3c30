"""Words of the access book: kinds of lines, what each leaves in a history, faults of the chain."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tcxd_desktop.domain import book
from tcxd_desktop.domain.book import BookCheck
from tcxd_desktop.wording.dossier import label
from tcxd_desktop.wording.formats import show_number

ERASED: Final = "(đã xóa theo quyết định)"
"""What stands for the name of somebody whose data was erased."""
SEALED_VALUE: Final = "(niêm phong)"
"""What stands for a value the account may not see."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Loại dòng: what it is called, and the use cases it takes in (``*`` for any ending)."""

    label: str
    use_cases: tuple[str, ...]


DRAFTS: Final = (
    "people.draft*", "meetings.draft*", "transfers.draft*", "imports.draft*", "recon.draft*",
)  # fmt: skip
KINDS: Mapping[str, Kind] = {
    "session": Kind("Đăng nhập, đăng xuất", ("session.*", "accounts.recovered")),
    "view": Kind(
        "Xem hồ sơ", ("people.view", "people.reveal", "loans.*", "data.show", "incidents.show")
    ),
    "change": Kind(
        "Thêm, sửa hồ sơ và tổ chức",
        (
            "people.create", "people.save", "people.correct", "people.photo*", "people.void",
            "people.card*",
            "people.draft*", "numbers.*", "supplements.*", "units.*", "data.restrict",
            "data.lift", "data.erase*", "duplicates.*", "merging.*",
        ),
    ),
    "meeting": Kind(
        "Sinh hoạt, chấm điểm",
        ("meetings.*", "assignments.*", "scoring.*", "templates.*", "periods.*"),
    ),
    "transfer": Kind(
        "Chuyển sinh hoạt, việc hôm nay",
        ("transfers.*", "collective.*", "letters.*", "packets.*", "due.*"),
    ),
    "recon": Kind("Đối chiếu dữ liệu", ("recon.*",)),
    "print": Kind(
        "In, sao", ("printing.*", "book.print", "data.extract", "incidents.print", "recovery.sheet")
    ),
    "export": Kind("Xuất tệp, giao dữ liệu", ("exports.*", "book.export", "data.extract",
                                              "backups.second", "packets.package")),
    "import": Kind("Nhập tệp", ("imports.*", "packets.take")),
    "backup": Kind("Sao lưu, khôi phục", ("backups.*",)),
    "key": Kind("Người dùng và khóa", ("accounts.*", "keys.*", "recovery.*", "cards.*")),
    "setting": Kind("Thiết lập", ("office.*", "people.filter*", "demo.*", "rules.*", "layouts.*",
                                      "updates.*")),
    "clock": Kind("Đồng hồ máy", ("clock.*",)),
    "book": Kind("Sổ truy cập", ("book.*",)),
}  # fmt: skip
"""Kinds the book is filtered by; a line may be of two."""

READ_IN: Final = ("people.view", "people.reveal")
"""Use cases of *Sổ mượn đọc*, beside the loans of paper dossiers."""
HANDED_OVER: Final = (
    "exports.*", "book.export", "data.extract", "backups.second", "packets.package",
)  # fmt: skip
TAKEN_IN: Final = ("imports.members", "packets.take")
COPIED: Final = KINDS["print"].use_cases
REGISTERS: Mapping[str, str] = {
    "reading": "Sổ mượn đọc hồ sơ đảng viên",
    "handover": "Sổ giao nhận hồ sơ, tệp dữ liệu",
    "copies": "Sổ in, sao tài liệu",
}

_FOOTPRINT: Mapping[str, str] = {
    book.VIEW: "Xem hồ sơ",
    book.REVEAL: "Xem số đầy đủ",
    book.PRINT: "In",
    book.EXPORT: "Có trong tệp xuất",
    book.EXTRACT: "Cấp bản trích dữ liệu",
    book.LENT: "Mượn đọc hồ sơ giấy",
    "restriction": "Khóa dữ liệu",
    "erased": "Xóa dữ liệu theo quyết định",
    "void_reason": "Lý do hủy bản ghi",
    "merged": "Gộp hồ sơ",
    "distinct": "Hai người khác nhau",
    "imported": "Nhập từ tệp",
    "recon": "Giải quyết đối chiếu",
    "central_id": "Mã trong hệ thống cấp trên",
}
_SUBJECT: Mapping[str, str] = {
    "office": "Văn phòng",
    "unit": "Tổ chức",
    "number": "Cụm số",
    "account": "Người dùng",
    "people": "Nhiều người",
    "loan": "Cho mượn hồ sơ giấy",
    "meeting": "Sinh hoạt chi bộ",
    "template": "Mẫu chấm điểm",
    "period": "Kỳ tổng hợp",
    "assignment": "Phân công dự sinh hoạt",
    "habit": "Nề nếp sinh hoạt",
    "rule": "Quy định",
    "calendar": "Lịch làm việc",
    "card": "Thẻ cơ quan",
    "transfer": "Chuyển sinh hoạt",
    "letter": "Giấy giới thiệu",
    "collective": "Chuyển giao tập thể",
    "package": "Gói hồ sơ",
    "due": "Việc hôm nay",
    "calibration": "Canh chỉnh phôi",
    "recon": "Đợt đối chiếu",
    "recon_entry": "Nguồn đối chiếu",
    "recon_verdict": "Giải quyết đối chiếu",
    "import": "Lần nhập từ tệp",
    "merge": "Gộp hồ sơ",
}
_FIELD: Mapping[str, str] = {
    "name": "tên",
    "province": "đảng bộ cấp trên",
    "place": "nơi đóng",
    "symbol": "ký hiệu",
    "rule_set": "bộ quy định",
    "commune_role": "vai trò của đảng bộ",
    "rule": "nội dung áp dụng",
    "day": "ngày",
    "block": "cụm số lý lịch",
    "closed": "ngày kết thúc",
    "role": "vai trò",
    "sealed": "ngăn niêm phong",
    "units": "phạm vi",
    "password": "mật khẩu",
    "type": "loại",
    "parent_id": "cấp trên",
    "code": "mã",
    "has_committee": "có cấp ủy",
    "has_seal": "có con dấu",
    "lent_on": "ngày cho mượn",
    "returned_on": "ngày trả",
    "planned": "lịch họp",
    "held": "buổi họp",
    "counts": "số liệu điểm danh",
    "attendance": "điểm danh",
    "minutes": "nội dung biên bản",
    "tasks": "nhiệm vụ",
    "votes": "biểu quyết",
    "template": "mẫu chấm",
    "state": "tình trạng phiếu",
    "tu_cham": "điểm tự chấm",
    "tham_dinh": "điểm thẩm định",
    "score": "điểm",
    "level": "mức xếp loại",
    "status": "tình trạng mẫu",
    "in_use": "dùng để chấm",
    "content": "nội dung mẫu",
    "measures": "số đo",
    "draft": "dự thảo",
    "carried_out": "thực hiện",
    "undone": "hoàn tác",
    "period": "kỳ",
    "decided": "mức cấp ủy quyết định",
    "assigned": "phân công",
    "until": "đến ngày",
    "usual": "nề nếp",
    "kind": "loại",
    "transfer": "ca chuyển",
    "checks": "phiếu kiểm tra tiếp nhận",
    "packet": "mã phiếu chuyển",
    "traveller": "nhân thân trên giấy",
    "source": "nơi đi",
    "target": "nơi đến",
    "reason": "lý do",
    "basis": "căn cứ",
    "effective": "ngày có hiệu lực",
    "serial": "số seri của giấy",
    "dues_until": "đảng phí đến hết tháng",
    "enclosed": "hồ sơ kèm theo",
    "term_from": "từ ngày",
    "term_to": "đến ngày",
    "introduced": "ngày giới thiệu",
    "portal_code": "mã hồ sơ trên Cổng",
    "note": "ghi chú",
    "nhan": "nhận giấy",
    "cap": "cấp giấy",
    "hong": "giấy hỏng",
    "giao_xuong": "giao xuống cơ sở",
    "tra_lai": "trả lại cấp trên",
    "tieu_huy": "tiêu hủy giấy",
    "difference": "ngưỡng chênh lệch",
    "card": "dãy số của thẻ",
    "card_state": "tình trạng thẻ",
    "packs": "được ký gói cập nhật",
    "pack": "gói cập nhật",
    "program": "phiên bản chương trình",
    "answered": "ngày biên nhận",
    "away_counts": "tính người tạm đi vào mẫu số",
    "print": "in giấy tờ",
    "task": "việc",
    "done_on": "ngày làm xong",
    "proof": "giấy tờ chứng minh",
    "postponed_to": "hoãn đến",
    "sheet_layout": "mẫu danh sách",
    "import_profile": "cách đọc tệp đã lưu",
    "merged": "gộp hồ sơ",
    "alike_from": "số phiếu giống nhau thì nhắc",
    "fields": "các mục",
    "twice": "nhập hai lần",
    "central": "danh sách cấp trên",
    "person": "đảng viên",
    "slip": "phiếu rà soát",
    "slips": "số phiếu đã in",
    "verdict": "cách giải quyết",
    "request": "văn bản đề nghị",
}
_SUPPLEMENT = "supplement."


def field_name(name: str) -> str:
    """Return what a line of a member's history is about."""
    if name.startswith(_SUPPLEMENT):
        return f"Phiếu bổ sung năm {name.removeprefix(_SUPPLEMENT)}"
    return _FOOTPRINT.get(name) or label(name)


def change_name(subject: str, name: str) -> str:
    """Return what a change is about, whatever its subject."""
    if subject == book.PERSON:
        return field_name(name)
    if subject == book.PEOPLE:
        return f"{_SUBJECT[subject]}: {field_name(name)}"
    told = _FIELD.get(name, label(name))
    return f"{_SUBJECT.get(subject, subject)}: {told}"


_FAULTS: Mapping[str, str] = {
    "line": "dòng số {0} của sổ đã bị sửa hoặc đổi chỗ",
    "text": "lý do, mục đích của dòng số {0} đã bị sửa hoặc xóa",
    "value": "giá trị cũ, mới của dòng {0} đã bị sửa hoặc xóa",
    "gap": "thiếu dòng số {0}",
    "signature": "phiên làm việc kết thúc ở dòng số {0} không có chữ ký đúng của người làm",
    "photo": "ảnh {0} không khớp",
}
_RECORDS: Mapping[str, str] = {
    "person": "hồ sơ số {0} không giống lần ghi cuối trong sổ",
    "person.sealed": "phần niêm phong của hồ sơ số {0} không giống lần ghi cuối trong sổ",
    "unit": "tổ chức số {0} không giống lần ghi cuối trong sổ",
    "account": "người dùng số {0} không giống lần ghi cuối trong sổ",
    "office": "thiết lập của văn phòng không giống lần ghi cuối trong sổ",
    "meeting": "buổi sinh hoạt số {0} không giống lần ghi cuối trong sổ",
    "template": "mẫu chấm điểm số {0} không giống lần ghi cuối trong sổ",
    "period": "kỳ tổng hợp số {0} không giống lần ghi cuối trong sổ",
    "transfer": "ca chuyển sinh hoạt số {0} không giống lần ghi cuối trong sổ",
    "letter": "dòng sổ giấy giới thiệu số {0} không giống lần ghi cuối trong sổ",
    "collective": "đợt chuyển giao số {0} không giống lần ghi cuối trong sổ",
    "due": "dấu của việc hôm nay số {0} không giống lần ghi cuối trong sổ",
    "card": "thẻ cơ quan số {0} không giống lần ghi cuối trong sổ",
    "import": "lần nhập từ tệp số {0} không giống lần ghi cuối trong sổ",
    "export": "lần xuất theo mẫu số {0} không giống lần ghi cuối trong sổ",
    "merge": "lần gộp hồ sơ số {0} không giống lần ghi cuối trong sổ",
    "recon": "đợt đối chiếu số {0} không giống lần ghi cuối trong sổ",
    "recon_entry": "dòng đối chiếu số {0} không giống lần ghi cuối trong sổ",
    "recon_verdict": "kết quả đối chiếu số {0} không giống lần ghi cuối trong sổ",
}
LEFT: Mapping[str, str] = {
    "same": "",
    "no_anchor": "lần đầu mở trên máy này",
    "unclean": "lần trước chưa kịp đóng (mất điện hoặc bị tắt ngang)",
    "older": "tệp cũ hơn lần đóng trước",
    "altered": "tệp bị thay đổi khi không ai làm việc",
}
"""How the files stood against the anchors at a sign-in, in words."""
_ORPHAN = "phần niêm phong có hồ sơ số {0} mà tệp chính không có"


def fault_words(kind: str, where: str) -> str:
    """Return what a fault the check of the book found means.

    Args:
        kind: of the fault, as ``storage.audit.Fault`` has it.
        where: number of the line, or subject and number of the record.
    """
    if kind != "record":
        return _FAULTS.get(kind, "{0} không khớp").format(where)
    subject, _, number = where.partition(" ")
    return _RECORDS.get(subject, _ORPHAN).format(number)


def check_words(check: BookCheck) -> str:
    """Return in a sentence what the check of the whole book found."""
    lines = show_number(check.lines)
    if check.sound:
        return f"Đã kiểm tra {lines} dòng của sổ: chuỗi, chữ ký và hồ sơ đều khớp."
    parts = (("chuỗi", check.chain), ("chữ ký", check.signatures), ("hồ sơ", check.records))
    wrong = "; ".join(f"{name}: {found}" for name, found in parts if found != "ok")
    return f"Đã kiểm tra {lines} dòng của sổ, có chỗ không khớp. {wrong[0].upper()}{wrong[1:]}."

"""What every box of the dossier is called, in the words and the numbering of the paper."""

from collections.abc import Mapping
from dataclasses import dataclass

from tcxd_desktop.domain.dossier import FACTS, TABLES

LABELS: Mapping[str, str] = {
    "dossier_no": "Số lý lịch đảng viên",
    "card_no": "Số thẻ đảng viên",
    "old_card_no": "Số thẻ cũ",
    "card_issued": "Ngày cấp thẻ",
    "card_issuer": "Nơi cấp thẻ",
    "photo": "Ảnh 3×4",
    "birth_name": "Họ và tên khai sinh",
    "sex": "Giới tính",
    "other_names": "Tên gọi khác",
    "birth_date": "Ngày sinh",
    "civil_birth_date": "Ngày sinh trong giấy khai sinh (nếu khác)",
    "birth_place": "Nơi đăng ký khai sinh",
    "origin": "Quê quán",
    "home": "Nơi thường trú",
    "lodging": "Nơi tạm trú",
    "ethnicity": "Dân tộc",
    "ethnicity_note": "Ghi thêm về dân tộc",
    "religion": "Tôn giáo",
    "religious_rank": "Chức sắc, chức việc",
    "family_class": "Thành phần gia đình",
    "occupation": "Nghề nghiệp hiện nay",
    "occupation_group": "Nhóm nghề nghiệp (để thống kê)",
    "occupation_before": "Nghề nghiệp khi vào Đảng",
    "workplace": "Nơi làm việc",
    "decision_date": "Ngày quyết định kết nạp",
    "decision_no": "Số quyết định kết nạp",
    "decision_by": "Cấp ủy ra quyết định kết nạp",
    "ceremony_date": "Ngày vào Đảng (lễ kết nạp)",
    "ceremony_at": "Tại chi bộ (khi vào Đảng)",
    "official_date": "Ngày chính thức",
    "official_at": "Tại chi bộ (khi chính thức)",
    "official_decision_no": "Số quyết định công nhận chính thức",
    "official_decision_date": "Ngày quyết định công nhận chính thức",
    "introducers": "Người giới thiệu vào Đảng",
    "recruited_date": "Ngày được tuyển dụng",
    "recruited_by": "Cơ quan tuyển dụng",
    "union_date": "Ngày vào Đoàn TNCS Hồ Chí Minh",
    "union_at": "Nơi vào Đoàn",
    "social_orgs": "Tổ chức xã hội đã tham gia",
    "services": "Thời gian tại ngũ",
    "edu_general": "Giáo dục phổ thông",
    "edu_level": "Cấp học (để thống kê)",
    "profession": "Chuyên môn, nghiệp vụ",
    "profession_level": "Bậc đào tạo (để thống kê)",
    "science": "Khoa học công nghệ",
    "degree": "Học vị cao nhất",
    "academic_rank": "Học hàm cao nhất",
    "theory": "Lý luận chính trị",
    "theory_mode": "Hệ học lý luận chính trị",
    "languages": "Ngoại ngữ",
    "informatics": "Tin học",
    "minority_languages": "Tiếng dân tộc thiểu số",
    "health": "Tình trạng sức khỏe",
    "invalid_class": "Thương binh loại",
    "martyr_family": "Gia đình liệt sĩ",
    "merit_family": "Gia đình có công với cách mạng",
    "citizen_id": "Số căn cước",
    "old_citizen_id": "Số chứng minh nhân dân cũ",
    "exemptions": "Được miễn công tác và sinh hoạt đảng",
    "jobs": "Quá trình hoạt động và công tác",
    "trainings": "Đào tạo, bồi dưỡng",
    "rewards": "Khen thưởng",
    "badges": "Huy hiệu Đảng",
    "titles": "Danh hiệu được phong",
    "disciplines": "Kỷ luật",
    "exits": "Bị khai trừ, xóa tên; xin ra khỏi Đảng",
    "readmissions": "Được kết nạp lại vào Đảng",
    "restorations": "Được khôi phục đảng tịch",
    "legal_cases": "Bị xử lý theo pháp luật",
    "old_regime": "Làm việc trong chế độ cũ",
    "abroad": "Đã đi nước ngoài",
    "foreign_ties": "Quan hệ với tổ chức ở nước ngoài",
    "relatives_abroad": "Thân nhân ở nước ngoài",
    "family": "Quan hệ gia đình",
    "economy_year": "Năm kê khai",
    "household_income": "Tổng thu nhập của hộ trong 1 năm (đồng)",
    "income_per_head": "Bình quân 1 người trong hộ (đồng)",
    "home_granted": "Nhà ở được cấp, được thuê: loại nhà",
    "home_granted_area": "Diện tích nhà được cấp, thuê (m²)",
    "home_owned": "Nhà ở tự mua, tự xây: loại nhà",
    "home_owned_area": "Diện tích nhà tự mua, xây (m²)",
    "land_granted_area": "Đất ở được cấp (m²)",
    "land_owned_area": "Đất ở tự mua (m²)",
    "business": "Hoạt động kinh tế",
    "business_land_ha": "Đất kinh doanh, trang trại (ha)",
    "hired_workers": "Số lao động thuê mướn",
    "assets": "Tài sản có giá trị lớn",
    "early_years": "Lịch sử bản thân",
    "special_history": "Đặc điểm lịch sử",
    "self_remark": "Tự nhận xét",
    "declared_at": "Nơi khai",
    "declared_on": "Ngày khai",
    "phone": "Điện thoại",
    "phone_other": "Điện thoại khác",
    "residence_cell": "Chi bộ nơi cư trú",
    "party_posts": "Chức vụ trong Đảng",
    "dues_paid_to": "Đảng phí đã đóng hết tháng",
    "party_age_basis": "Ngày tính tuổi đảng (nếu khác ngày quyết định)",
    "party_age_paper": "Căn cứ tính tuổi đảng",
    "age_gaps": "Thời gian không tính tuổi đảng",
    "reviews": "Xếp loại hằng năm",
    "under_inspection": "Đang bị kiểm tra, xem xét",
    "inspection_note": "Ghi chú về việc kiểm tra",
    "papers": "Tài liệu trong hồ sơ",
    "index_confirmed_on": "Ngày xác nhận mục lục",
    "index_confirmed_by": "Cấp ủy xác nhận mục lục",
    "events": "Biến động",
    "note": "Ghi chú",
    "void_reason": "Lý do hủy bản ghi",
}
"""Every field and every table of the dossier by key."""

COLUMNS: Mapping[str, Mapping[str, str]] = {
    "introducers": {
        "name": "Họ và tên (hoặc tên tổ chức)",
        "post": "Chức vụ",
        "unit": "Đơn vị",
        "now_at": "Hiện nay ở đâu",
    },
    "social_orgs": {"name": "Tổ chức", "joined": "Ngày tham gia", "note": "Ghi chú"},
    "services": {
        "enlisted": "Nhập ngũ",
        "discharged": "Xuất ngũ",
        "rank": "Quân hàm, chức vụ cao nhất",
        "form": "Hình thức xuất ngũ",
    },
    "exemptions": {
        "since": "Từ ngày",
        "until": "Đến ngày",
        "ground": "Lý do",
        "basis": "Căn cứ",
    },
    "jobs": {
        "since": "Từ tháng",
        "until": "Đến tháng",
        "work": "Làm việc gì",
        "post": "Chức vụ",
        "unit": "Đơn vị",
    },
    "trainings": {
        "school": "Tên trường",
        "subject": "Ngành học, lớp học",
        "since": "Từ tháng",
        "until": "Đến tháng",
        "mode": "Hình thức học",
        "diploma": "Văn bằng, chứng chỉ",
    },
    "rewards": {"form": "Hình thức", "on": "Tháng, năm", "level": "Cấp quyết định"},
    "badges": {"years": "Loại (năm)", "on": "Ngày tặng", "number": "Số huy hiệu"},
    "titles": {"name": "Danh hiệu", "on": "Tháng, năm"},
    "disciplines": {
        "system": "Kỷ luật của",
        "form": "Hình thức",
        "body": "Cơ quan quyết định",
        "on": "Ngày",
        "until": "Hết hạn",
        "reason": "Lý do",
        "amended": "Thay đổi sau đó",
    },
    "exits": {
        "form": "Hình thức",
        "on": "Ngày",
        "reason": "Lý do",
        "at": "Tại chi bộ, đảng bộ",
    },
    "readmissions": {
        "on": "Ngày vào Đảng lần 2",
        "at": "Tại chi bộ",
        "official_on": "Ngày chính thức lần 2",
        "official_at": "Tại chi bộ (chính thức)",
        "introducers": "Người giới thiệu",
    },
    "restorations": {"on": "Ngày", "at": "Tại chi bộ", "reason": "Lý do, cấp quyết định"},
    "legal_cases": {
        "form": "Hình thức",
        "authority": "Cơ quan xử lý",
        "since": "Từ",
        "until": "Đến",
        "at": "Ở đâu",
    },
    "old_regime": {
        "body": "Cơ quan, đơn vị",
        "post": "Chức danh, chức vụ",
        "since": "Từ",
        "until": "Đến",
    },
    "abroad": {
        "since": "Từ tháng",
        "until": "Đến tháng",
        "country": "Nước nào",
        "purpose": "Nội dung đi",
        "sent_by": "Cấp nào cử đi",
    },
    "foreign_ties": {"body": "Tổ chức nào", "work": "Làm gì", "seat": "Trụ sở ở đâu"},
    "relatives_abroad": {
        "relation": "Quan hệ",
        "name": "Họ và tên",
        "country": "Nước",
        "work": "Nghề nghiệp",
        "address": "Địa chỉ",
    },
    "family": {
        "relation": "Quan hệ",
        "name": "Họ và tên",
        "born": "Năm sinh",
        "origin": "Quê quán",
        "occupation": "Nghề nghiệp",
        "post": "Chức vụ, đơn vị",
        "home": "Nơi ở hiện nay",
        "nationality": "Quốc tịch",
        "class_origin": "Thành phần",
        "history": "Lịch sử chính trị",
        "law": "Chấp hành pháp luật",
        "party_member": "Đảng viên",
        "died": "Đã mất (năm, lý do, nơi)",
    },
    "assets": {"name": "Tên tài sản", "value": "Giá trị (đồng)"},
    "early_years": {"since": "Từ tháng", "until": "Đến tháng", "content": "Làm gì, ở đâu"},
    "party_posts": {
        "post": "Chức vụ",
        "unit_id": "Tổ chức đảng",
        "since": "Từ ngày",
        "until": "Đến ngày",
        "basis": "Căn cứ",
    },
    "age_gaps": {
        "since": "Từ ngày",
        "until": "Đến ngày",
        "reason": "Lý do",
        "basis": "Căn cứ",
    },
    "reviews": {"year": "Năm", "level": "Mức xếp loại", "note": "Ghi chú"},
    "papers": {
        "type": "Loại tài liệu",
        "title": "Tên tài liệu",
        "number": "Số",
        "on": "Ngày",
        "issuer": "Nơi ban hành",
        "copy": "Bản",
        "sheets": "Số tờ",
        "present": "Có",
        "note": "Ghi chú",
    },
    "events": {
        "on": "Ngày",
        "kind": "Biến động",
        "unit_id": "Chi bộ",
        "other_place": "Nơi đi, nơi đến",
        "basis": "Căn cứ",
        "note": "Ghi chú",
    },
}
"""Column heads of every repeating table, by table and column key."""

ITEMS: Mapping[str, str] = {
    "01": "Họ và tên khai sinh",
    "02": "Giới tính",
    "03": "Tên gọi khác",
    "04": "Sinh ngày",
    "05": "Nơi đăng ký khai sinh",
    "06": "Quê quán",
    "07": "Nơi cư trú",
    "08": "Dân tộc",
    "09": "Tôn giáo",
    "10": "Thành phần gia đình",
    "11": "Nghề nghiệp hiện nay",
    "12": "Ngày vào Đảng và ngày chính thức",
    "13": "Ngày được tuyển dụng",
    "14": "Ngày vào Đoàn TNCS Hồ Chí Minh",
    "15": "Ngày tham gia các tổ chức xã hội khác",
    "16": "Ngày nhập ngũ, ngày xuất ngũ",
    "17": "Trình độ hiện nay",
    "18": "Tình trạng sức khỏe",
    "19": "Số căn cước",
    "20": "Được miễn công tác và sinh hoạt đảng",
    "21": "Tóm tắt quá trình hoạt động và công tác",
    "22": "Đào tạo, bồi dưỡng về chuyên môn, nghiệp vụ, lý luận chính trị, ngoại ngữ",
    "23": "Khen thưởng",
    "24": "Được tặng Huy hiệu Đảng",
    "25": "Danh hiệu được phong",
    "26": "Kỷ luật",
    "27a": "Bị khai trừ, xóa tên; xin ra khỏi Đảng",
    "27b": "Được kết nạp lại vào Đảng",
    "27c": "Được khôi phục đảng tịch",
    "27d": "Bị xử lý theo pháp luật",
    "27e": "Bản thân có làm việc trong chế độ cũ",
    "28a": "Đã đi nước ngoài (từ 3 tháng trở lên)",
    "28b": "Tham gia, quan hệ với tổ chức ở nước ngoài",
    "28c": "Có thân nhân ở nước ngoài",
    "29": "Quan hệ gia đình",
    "30": "Hoàn cảnh kinh tế",
    "life": "Phần riêng của Lý lịch đảng viên",
    "no": "Số lý lịch và thẻ đảng viên",
    "photo": "Ảnh 3×4",
    "party": "Sinh hoạt đảng",
    "events": "Biến động",
    "papers": "Tài liệu trong hồ sơ",
    "contact": "Liên hệ",
}
"""Titles of the items of the paper and of the groups beside it."""


@dataclass(frozen=True, slots=True)
class Section:
    """Một phần của hồ sơ, as the editor divides it."""

    key: str
    title: str
    items: tuple[str, ...]


SECTIONS: tuple[Section, ...] = (
    Section(
        "person",
        "01–10 Nhân thân",
        ("01", "02", "03", "04", "05", "06", "07", "08", "09", "10"),
    ),
    Section("joining", "11–16 Vào Đảng", ("11", "12", "13", "14", "15", "16")),
    Section("education", "17 Trình độ", ("17",)),
    Section("health", "18–20 Sức khỏe", ("18", "19", "20")),
    Section("jobs", "21 Quá trình công tác", ("21",)),
    Section("trainings", "22 Đào tạo", ("22",)),
    Section("rewards", "23–25 Khen thưởng", ("23", "24", "25")),
    Section("disciplines", "26 Kỷ luật", ("26",)),
    Section("history", "27 Đặc điểm lịch sử", ("27a", "27b", "27c", "27d", "27e")),
    Section("foreign", "28 Quan hệ nước ngoài", ("28a", "28b", "28c")),
    Section("family", "29 Gia đình", ("29",)),
    Section("economy", "30 Kinh tế", ("30",)),
    Section("life", "Lý lịch (14, 16, 22)", ("life",)),
    Section("numbers", "Số thẻ, số lý lịch, ảnh", ("no", "photo")),
    Section("party", "Sinh hoạt đảng", ("party",)),
    Section("events", "Biến động", ("events",)),
    Section("papers", "Tài liệu trong hồ sơ", ("papers",)),
    Section("contact", "Liên hệ", ("contact",)),
)

_SECTION_OF_ITEM = {item: section for section in SECTIONS for item in section.items}


def label(key: str) -> str:
    """Return the words of a field or table, also ``table.column``; an unknown key stands bare."""
    table, _, column = key.partition(".")
    if column:
        return f"{LABELS.get(table, table)}: {column_label(table, column)}"
    return LABELS.get(key, key)


def column_label(table: str, column: str) -> str:
    """Return the head of a column of a repeating table."""
    return COLUMNS.get(table, {}).get(column, column)


def item_of(key: str) -> str:
    """Return the item of the paper a field or table stands in, ``""`` if none."""
    key = key.partition(".")[0]
    if key in FACTS:
        return FACTS[key].item
    return TABLES[key].item if key in TABLES else ""


def item_title(item: str) -> str:
    """Return number and title of an item: ``12  Ngày vào Đảng …``; groups have no number."""
    title = ITEMS.get(item, item)
    return f"{item}  {title}" if item[:1].isdigit() else title


def section_of(key: str) -> Section | None:
    """Return the section in which a field or table is edited."""
    return _SECTION_OF_ITEM.get(item_of(key))

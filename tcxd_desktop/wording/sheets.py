"""What columns of sheets can hold, and what is found at their cells, in words."""

from collections.abc import Mapping

from tcxd_desktop.domain.layout_file import WIDEST, LayoutFault
from tcxd_desktop.domain.sheet_faults import Fault
from tcxd_desktop.domain.targets import ADDRESS, TARGETS, TargetKind
from tcxd_desktop.wording.dossier import LABELS, column_label, label

PARTS: Mapping[str, str] = {
    "detail": "số nhà, đường, thôn",
    "commune": "xã, phường",
    "province": "tỉnh, thành phố",
    "old": "tên cũ",
    "country": "quốc gia",
    ADDRESS: "địa chỉ chi tiết",
    "day": "cột ngày",
    "month": "cột tháng",
    "year": "cột năm",
}
_OTHERS: Mapping[str, str] = {
    "unit": "Chi bộ đang sinh hoạt",
    "standing": "Trạng thái",
    "standing_on": "Ngày rời, mất hoặc miễn sinh hoạt",
    "central_id": "ID của hệ thống cấp trên",
    "ordinal": "Số thứ tự (không nhập)",
    "row_key": "Mã dòng (nối các trang của một tệp)",
    "name.family": "Họ và chữ đệm",
    "name.given": "Tên",
    "birth_date.male": "Ngày sinh, cột Nam",
    "birth_date.female": "Ngày sinh, cột Nữ",
    "sex.male": "Giới tính, cột Nam",
    "sex.female": "Giới tính, cột Nữ",
}
_SHORT: Mapping[str, str] = {
    "birth_name": "Họ và tên",
    "ceremony_date": "Ngày vào Đảng",
    "household_income": "Tổng thu nhập của hộ",
    "income_per_head": "Bình quân 1 người trong hộ",
}
"""In sentences about a cell, where the words of the dossier explain too much."""
NOTES: Mapping[str, str] = {
    "no_name": "Dòng này thiếu họ và tên nên không biết là của ai. Hãy ghi họ và tên, hoặc bỏ "
    "dòng này.",
    "digits": "{0} có {1} chữ số, phải có {2} chữ số. Hãy xem lại giấy tờ và sửa ô này.",
    "signs": "{0} “{1}” có ký tự không phải chữ số. Hãy sửa ô này.",
    "province": "{0} bắt đầu bằng 000, không tỉnh nào có mã này. Hãy sửa ô này.",
    "rounded": "{0} “{1}” đã bị Excel làm tròn, mất các chữ số cuối. Hãy lấy số đầy đủ từ giấy "
    "tờ và ghi lại.",
    "old_id": "{0} “{1}” chỉ có 9 chữ số: đã hiểu là số chứng minh nhân dân cũ.",
    "zeros": "{0} thiếu số 0 ở đầu: “{1}” đã hiểu là {2}.",
    "number_text": "{0} “{1}” đã hiểu là {2}.",
    "dossier_no": "{0} “{1}” không có dạng sáu chữ số rồi ký hiệu tỉnh (ví dụ 000001 HN). Hãy "
    "sửa ô này.",
    "phone": "{0} “{1}” không có chữ số nào. Hãy sửa hoặc xóa ô này.",
    "date": "{0} “{1}” không phải là ngày có trên lịch. Hãy sửa ô này theo giấy tờ.",
    "future": "{0} {1} chưa tới. Hãy sửa ô này theo giấy tờ.",
    "serial": "{0} “{1}” là số ngày của Excel: đã hiểu là {2}.",
    "month_first": "{0} “{1}” có tháng lớn hơn 12: đã hiểu là {2}, tháng viết trước ngày.",
    "serial_guess": "{0} “{1}” có thể là số ngày của Excel ({2}) hoặc ngày viết liền ({3}): đã "
    "hiểu là {2}. Hãy xem lại giấy tờ, sửa ô này nếu sai.",
    "either_way": "{0} “{1}” đã hiểu là {2}, nhưng trong cột có ô viết tháng trước ngày. Hãy xem "
    "lại ô này theo giấy tờ.",
    "month_or_day": "{0} “{1}” có thể là tháng và năm, hoặc ngày và tháng thiếu năm: đã hiểu là "
    "{2}. Hãy xem lại giấy tờ và ghi đủ năm.",
    "date_part": "{0} “{1}” không phải là số ngày, tháng hay năm có thể có. Hãy sửa ô này theo "
    "giấy tờ.",
    "part_missing": "{0} thiếu {1} nên không ghép được từ các cột ngày, tháng, năm. Hãy ghi đủ, "
    "hoặc xóa phần thừa.",
    "parts_differ": "{0}: các cột ngày, tháng, năm ghi trái nhau nên không ghép được. Hãy sửa cho "
    "khớp.",
    "dates_differ": "{0} ở cột riêng và ở các cột ngày, tháng, năm khác nhau. Hãy sửa cho khớp.",
    "name": "{0} “{1}” đã hiểu là {2}.",
    "nickname": "{0} “{1}” đã hiểu là {2}, tên gọi khác {3}.",
    "name_odd": "{0} “{1}” có chữ hoặc dấu lạ so với một họ tên. Hãy xem lại: sửa ô này nếu còn "
    "phần không phải họ tên, bỏ dòng nếu không phải đảng viên.",
    "name_short": "{0} “{1}” chỉ có một chữ. Hãy xem lại và ghi đủ họ, chữ đệm và tên.",
    "name_several": "{0} “{1}” có vẻ là họ tên của nhiều người trong một ô. Hãy tách mỗi người một "
    "dòng.",
    "only_name": "Dòng chỉ có chữ “{1}” ở cột họ tên, không có ngày sinh, số hay mục nào khác: có "
    "thể là tiêu đề hoặc chữ ký. Hãy bỏ dòng nếu không phải đảng viên.",
    "other_heading": "Dòng nằm dưới một tiêu đề khác ở dòng {1} của trang nên các cột không còn "
    "đúng. Hãy tách bảng đó ra trang hoặc tệp riêng, hoặc bỏ dòng này.",
    "ditto": "{0} “{1}” đã hiểu là như dòng trên: {2}.",
    "ditto_number": "{0} “{1}” không phải là số của người này. Hãy ghi số đầy đủ.",
    "ditto_nothing": "{0} “{1}” chỉ dòng trên, nhưng ô phía trên trống. Hãy ghi đủ ô này.",
    "old_charset": "{0} “{1}” là chữ của bảng mã cũ giữa các ô Unicode: đã hiểu là “{2}”. Hãy xem "
    "lại.",
    "too_young": "{0} {1}: người này chưa đủ 18 tuổi. Hãy xem lại năm sinh.",
    "too_old": "{0} {1}: người này hơn 120 tuổi. Hãy xem lại năm sinh.",
    "before_party": "{0} {1} trước ngày thành lập Đảng 03/02/1930. Hãy xem lại năm.",
    "child": "{0} {1} khi chưa đủ 16 tuổi theo ngày sinh trong dòng. Hãy xem lại hai ô này.",
    "order": "{0} phải sau {1}. Hãy xem lại hai ô này.",
    "code": "{0} “{1}” không có trong danh mục. Hãy chọn giá trị tương ứng ở bước “Giá trị và "
    "chữ”.",
    "flag": "{0} “{1}” không đọc được là có hay không. Hãy ghi “x”, “có” hoặc “không”.",
    "number": "{0} “{1}” không phải là số. Hãy sửa ô này.",
    "number_guess": "{0} “{1}” không rõ dấu chấm là phần nghìn hay phần thập phân: đã hiểu là "
    "{2}. Hãy xem lại.",
    "place": "{0} “{1}” chưa tách được thành tỉnh và xã: đã ghi cả vào phần địa chỉ chi tiết. "
    "Hãy xem lại.",
    "split": "{0}: ô ghi nhiều việc, đã tách thành {1} dòng theo cách hiểu của chương trình. Hãy "
    "xem lại từng dòng.",
    "both_sexes": "Cả cột Nam và cột Nữ đều có ghi nên không biết là nam hay nữ. Hãy xóa một "
    "trong hai ô.",
    "sexes_differ": "Giới tính ở cột Giới tính và ở cột Nam, Nữ khác nhau. Hãy sửa cho khớp.",
    "unit": "{0} “{1}” chưa có trong cây tổ chức.",
    "legacy": "Chữ của phông cũ đã chuyển sang Unicode.",
    "mixed_fonts": "{0} “{1}” ghi bằng nhiều phông chữ: đã đoán bảng mã. Hãy xem lại.",
    "double": "{0} trùng với dòng {1}. Hãy xem dòng nào đúng, sửa hoặc bỏ dòng kia.",
    "double_person": "Họ tên và ngày sinh trùng với dòng {1}: có thể một người ghi hai lần. Hãy "
    "xem lại.",
    "key_unknown": "{0} “{1}” không có ở trang đảng viên nên không biết dòng này của ai. Hãy sửa "
    "ô này, hoặc bỏ dòng.",
    "key_twice": "{0} “{1}” có ở nhiều dòng (dòng {2}) nên không biết phần của trang khác thuộc "
    "về ai. Hãy sửa để mỗi người một mã.",
    "error_value": "{0} là lỗi của bảng tính “{1}”, không phải giá trị. Hãy sửa ô này.",
    "section": "{0} lấy theo tiêu đề phía trên hoặc tên trang: {1}.",
}
"""What is found at a cell: ``{0}`` is what the column holds."""
LAYOUT_FAULTS: Mapping[str, str] = {
    "object": "không phải một nhóm giá trị có tên",
    "format": "không phải tệp mẫu danh sách của chương trình này, hoặc của bản mới hơn",
    "unknown": "chương trình này không biết mục này",
    "list": "phải là một danh sách và không được trống",
    "many": "có quá nhiều dòng",
    "twice": "có hai trang cùng tên",
    "target_twice": "có hai cột cùng một nội dung",
    "title_twice": "có hai cột cùng tên trong một nhóm",
    "key": "chỉ được có chữ không dấu, chữ số, gạch ngang",
    "table": "không phải bảng nào của hồ sơ",
    "target": "không phải mục nào dùng được ở đây",
    "width": f"phải là số nguyên từ 0 đến {WIDEST}",
    "form": "không phải cách ghi nào có sẵn",
    "blank": "không được trống",
    "text": "phải là chữ và không quá dài",
    "flag": "phải là đúng hoặc sai",
}
"""What can be wrong with a value of a layout's file."""
_SHORTENED = 40


def target_label(key: str) -> str:
    """Return what a target holds, in words; an unknown key stands bare, none is *not imported*."""
    target = TARGETS.get(key)
    if target is None:
        return key or "Không nhập"
    if key in _OTHERS:
        return _OTHERS[key]
    if target.kind is TargetKind.SPLIT:
        return f"{LABELS[target.table]} (nhiều dòng trong một ô)"
    if target.kind is TargetKind.COLUMN:
        return f"{LABELS[target.table]}: {column_label(target.table, target.field).lower()}"
    if target.part:
        whole = _SHORT.get(target.field) or LABELS[target.field]
        return f"{whole}: {PARTS[target.part]}"
    return label(key)


def say(fault: Fault) -> str:
    """Return what is found at a cell as a sentence: what, why, how to mend it."""
    name = _SHORT.get(fault.target) or target_label(fault.target)
    args = (name, *(_short(arg) for arg in fault.args))
    return NOTES[fault.key].format(*args)


def layout_fault(fault: LayoutFault) -> tuple[str, str]:
    """Return where in a layout's file and what is wrong there, in words."""
    return fault.place or "Tệp", LAYOUT_FAULTS[fault.kind]


def _short(text: str) -> str:
    return text if len(text) <= _SHORTENED else f"{text[:_SHORTENED].rstrip()}…"

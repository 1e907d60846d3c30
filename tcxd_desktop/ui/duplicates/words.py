"""What the page of records that stand twice says."""

from tcxd_desktop.domain.duplicates import PairSide
from tcxd_desktop.domain.merging import MergePlan, Side
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.merging import field_label

EXPLAINED = (
    "Chấm điểm theo số định danh, số thẻ, họ tên, ngày sinh và chi bộ. Chương trình không tự gộp"
    " ai: mỗi cặp do người xem quyết định."
)
NOTHING = "Không có cặp hồ sơ nào đáng ngờ."
NO_MERGES = "Chưa gộp hồ sơ nào. Mỗi lần gộp được ghi ở đây và tách lại được."
NO_DISTINCT = "Chưa ghi cặp nào là hai người khác nhau."
MERGED = "Đã gộp hai hồ sơ. Tách lại được ở danh sách Đã gộp."
UNMERGED = "Đã tách: hai hồ sơ trở lại đúng như trước khi gộp."
IN_THE_WAY = (
    "Có {0} điều cản trở. Tách lại bây giờ sẽ không trả được hai hồ sơ về đúng như trước khi gộp,"
    " nên chương trình không làm."
)
SAID_TWO = "Đã ghi là hai người; cặp này không hiện lại nữa."
TAKEN_BACK = "Đã bỏ ghi nhận; cặp này sẽ hiện lại nếu còn giống nhau."
CHANGED = "Một trong hai hồ sơ vừa được sửa; đã so sánh lại từ đầu."


def born(side: PairSide) -> str:
    """Return what tells somebody from namesakes."""
    parts = (f"sinh {side.birth}" if side.birth else "", side.unit, f"hồ sơ số {side.person_id}")
    return " · ".join(part for part in parts if part)


def waiting(plan: MergePlan) -> str:
    """Return why two records cannot be merged yet; empty: they can."""
    if plan.obstacles:
        return f"Còn {show_number(len(plan.obstacles))} vướng mắc, ghi ở đầu trang"
    left = plan.undecided
    if not left:
        return ""
    open_ones = {one.field for one in plan.fields if one.side is Side.OPEN}
    what = "chọn bên và ghi căn cứ" if open_ones & set(left) else "ghi căn cứ"
    names = ", ".join(field_label(name) for name in left)
    return f"Còn phải {what}: {names}"


def summary(plan: MergePlan) -> str:
    """Return what will be written, before it is."""
    taken = sum(one.side in (Side.GONE, Side.BOTH) for one in plan.fields)
    tables = sum(one.side in (Side.GONE, Side.BOTH) for one in plan.tables)
    parts = []
    if taken:
        parts.append(f"{show_number(taken)} mục")
    if tables:
        parts.append(f"{show_number(tables)} bảng")
    what = f"lấy {' và '.join(parts)}" if parts else "không lấy mục nào"
    return (
        f"Hồ sơ số {plan.kept_id} được giữ và {what} từ hồ sơ kia."
        f" Hồ sơ số {plan.gone_id} chuyển thành đã hủy, vẫn đọc lại được. Tách lại được khi hồ sơ"
        " giữ chưa bị sửa."
    )

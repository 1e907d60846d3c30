"""Words of records that stand twice: signs, sides, what goes along, what hinders."""

from collections.abc import Iterable, Mapping
from typing import Final

from tcxd_desktop.domain.dossier import TABLES
from tcxd_desktop.domain.identities import Sign
from tcxd_desktop.domain.merging import CENTRAL_ID, MergePlan, MergeState, Side, bases
from tcxd_desktop.wording.dossier import label
from tcxd_desktop.wording.formats import show_number

SIGNS: Final[Mapping[Sign, str]] = {
    Sign.CENTRAL_SAME: "trùng ID trên hệ thống cấp trên",
    Sign.CITIZEN_SAME: "trùng số định danh cá nhân",
    Sign.CITIZEN_OLD: "trùng số định danh hoặc CMND cũ",
    Sign.CARD_SAME: "trùng số thẻ đảng viên",
    Sign.CARD_OLD: "trùng số thẻ đảng viên cũ",
    Sign.DOSSIER_SAME: "trùng số lý lịch",
    Sign.NAME_SAME: "trùng họ tên",
    Sign.NAME_BARE: "trùng họ tên, một bên không dấu",
    Sign.NAME_MARKS: "họ tên chỉ khác dấu, hoặc i và y",
    Sign.NAME_LETTER: "họ tên khác một chữ cái",
    Sign.NAME_SHORT: "trùng họ và tên, một bên thiếu tên đệm",
    Sign.BIRTH_SAME: "trùng ngày sinh",
    Sign.BIRTH_PARTIAL: "ngày sinh khớp phần đã ghi",
    Sign.BIRTH_SWAPPED: "ngày sinh đảo ngày và tháng",
    Sign.BIRTH_DIGIT: "ngày sinh khác một chữ số",
    Sign.BIRTH_YEAR: "trùng năm sinh, một bên ghi 01/01",
    Sign.UNIT_SAME: "cùng chi bộ",
    Sign.CENTRAL_OTHER: "khác ID trên hệ thống cấp trên",
    Sign.CITIZEN_NEAR: "số định danh lệch một chữ số",
    Sign.CITIZEN_OTHER: "khác số định danh cá nhân",
    Sign.CARD_NEAR: "số thẻ lệch một chữ số",
    Sign.CARD_OTHER: "khác số thẻ đảng viên",
    Sign.DOSSIER_OTHER: "khác số lý lịch",
    Sign.NAME_OTHER: "khác họ tên",
    Sign.BIRTH_OTHER_DAY: "cùng năm sinh, khác ngày tháng",
    Sign.BIRTH_OTHER: "khác ngày sinh",
    Sign.SEX_OTHER: "khác giới tính",
    Sign.UNIT_OTHER: "khác chi bộ",
}


def reasons_text(reasons: Iterable[Sign]) -> tuple[str, ...]:
    """Return each sign in words."""
    return tuple(SIGNS[sign] for sign in reasons)


def sides(reasons: Iterable[Sign]) -> tuple[str, str]:
    """Return what speaks for one person, and what against it, as one line each."""
    made = tuple(reasons)
    return (
        _line(sign for sign in made if not sign.against),
        _line(sign for sign in made if sign.against),
    )


def _line(reasons: Iterable[Sign]) -> str:
    text = "; ".join(SIGNS[sign] for sign in reasons)
    return text[:1].upper() + text[1:]


SIDE: Final[Mapping[Side, str]] = {
    Side.OPEN: "Chưa chọn",
    Side.KEPT: "Theo hồ sơ giữ",
    Side.GONE: "Theo hồ sơ bỏ",
    Side.BOTH: "Lấy cả hai",
}
STATE: Final[Mapping[MergeState, str]] = {
    MergeState.DONE: "Đã gộp",
    MergeState.UNDONE: "Đã tách lại",
}
BELONGING: Final[Mapping[str, str]] = {
    "meeting_attendance": "lượt điểm danh",
    "meeting.chair_id": "buổi chủ trì",
    "meeting.secretary_id": "buổi ghi biên bản",
    "meeting.upper_id": "buổi dự với tư cách cấp trên",
    "resolution_task.owner_id": "nhiệm vụ được giao",
    "upper_assignment": "phân công dự sinh hoạt",
    "sealed_supplement": "phần niêm phong của phiếu bổ sung",
    "supplement": "phiếu bổ sung hồ sơ",
    "number_issued": "số lý lịch đã cấp",
    "restriction": "lần khóa dữ liệu đã hết",
    "loan": "lượt cho mượn hồ sơ giấy",
    "transfer": "ca chuyển sinh hoạt",
    "collective_member": "đợt chuyển giao tập thể",
    "recon_entry": "dòng đối chiếu",
    "recon_verdict": "quyết định đối chiếu",
    "due_mark": "dấu của việc đến hạn",
}
PHOTO: Final = ("Ảnh của hồ sơ giữ", "Ảnh của hồ sơ bỏ")


def field_label(name: str) -> str:
    """Return what a field or table that is chosen is called."""
    return "ID của hệ thống cấp trên" if name == CENTRAL_ID else label(name)


def item_of(name: str) -> str:
    """Return the item of the form a table belongs to, where it has a number."""
    item = TABLES[name].item if name in TABLES else ""
    return f"Mục {item}" if item[:1].isdigit() else ""


def belonging(kind: str, count: int) -> str:
    """Return how much of something goes along, in words."""
    return f"{show_number(count)} {BELONGING[kind]}"


def goes_along(plan: MergePlan) -> tuple[str, str]:
    """Return what moves to the record that stays, and what remains where it is."""
    moves = [belonging(one.kind, one.moves) for one in plan.belongings if one.moves]
    stays = [belonging(one.kind, one.stays) for one in plan.belongings if one.stays]
    return ", ".join(moves), ", ".join(stays)


def note(plan: MergePlan, reason: str) -> str:
    """Return what the access book says of a merge: why, and what fixed facts rest on."""
    told = "; ".join(f"{field_label(name)}: {basis}" for name, basis in bases(plan))
    return f"{reason} [{told}]" if told else reason


def void_reason(kept_id: int, reason: str) -> str:
    """Return why the other record was withdrawn."""
    return f"Gộp vào hồ sơ số {kept_id}: {reason}"


def merged_line(kept_id: int, gone_id: int) -> str:
    """Return what the history says of both."""
    return f"hồ sơ số {gone_id} gộp vào hồ sơ số {kept_id}"


# --- what hinders ---------------------------------------------------------------------------------


def is_void(name: str) -> str:
    """A record that was withdrawn."""
    return f"Hồ sơ của {name} đã hủy; chỉ gộp được hai hồ sơ đang dùng."


def is_restricted(name: str) -> str:
    """Data that may only be kept."""
    return f"Dữ liệu của {name} đang bị khóa theo quyết định; hãy bỏ khóa ở Dữ liệu cá nhân trước."


def is_erased() -> str:
    """Nothing is left of one of them."""
    return "Dữ liệu của một trong hai người đã xóa theo quyết định; không còn gì để gộp hay tách."


def has_draft(name: str) -> str:
    """Unsaved work would be lost."""
    return f"Hồ sơ của {name} đang có phần sửa chưa lưu; hãy mở hồ sơ, lưu hoặc bỏ phần đó trước."


def open_case(name: str, count: int) -> str:
    """A transfer that is under way."""
    return (
        f"{name} đang có {show_number(count)} ca chuyển sinh hoạt chưa xong ở hồ sơ sẽ bỏ;"
        " hãy hoàn tất hoặc hủy ca trước."
    )


def in_draft_plan(name: str) -> str:
    """A draft of a collective transfer names the record that goes."""
    return (
        f"Hồ sơ sẽ bỏ của {name} đang có tên trong dự thảo chuyển giao tập thể;"
        " hãy bỏ ra khỏi dự thảo trước."
    )


def said_distinct() -> str:
    """Somebody wrote that they are two people."""
    return "Hai hồ sơ này đã được ghi là của hai người; hãy bỏ ghi nhận đó trước."


def sealed_away() -> str:
    """Items 26 to 28 are not at hand."""
    return (
        "Mục 26 đến 28 của hai hồ sơ nằm trong ngăn niêm phong mà tài khoản này không giữ;"
        " hãy để người giữ ngăn niêm phong làm việc này."
    )


def saved_since(name: str) -> str:
    """A record was saved after the merge."""
    return f"Hồ sơ của {name} đã được sửa sau khi gộp; tách ra sẽ mất phần sửa đó."


def moved_since(count: int) -> str:
    """Rows that went along stand elsewhere now."""
    return (
        f"{show_number(count)} dòng đã chuyển theo hồ sơ nay không còn ở chỗ cũ;"
        " không trả lại đúng như trước được."
    )


def number_taken(number: str, name: str) -> str:
    """A number the other record had belongs to somebody else now."""
    return f"Số {number} nay ghi ở hồ sơ của {name}; hãy xem lại số của người đó trước."


def unit_ended(unit: str, name: str) -> str:
    """The chi bộ the record would come back to is no more."""
    return f"{unit}, nơi {name} sinh hoạt theo hồ sơ trước khi gộp, đã kết thúc."


def content_gone() -> str:
    """What taking it back needs was removed by decision."""
    return "Nội dung trước khi gộp đã xóa theo quyết định; không tách lại được."

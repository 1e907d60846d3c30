"""Words of collective transfers: kinds, states, what is written of a member, what hinders."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from tcxd_desktop.domain.collective import CollectiveKind, CollectivePlan, CollectiveState
from tcxd_desktop.domain.collective_faults import Fault, Trouble
from tcxd_desktop.domain.transfers import TransferKind
from tcxd_desktop.domain.units import Decision
from tcxd_desktop.wording.formats import show_date, show_number

KIND: Mapping[CollectiveKind, str] = {
    CollectiveKind.MERGE: "Sáp nhập",
    CollectiveKind.UNITE: "Hợp nhất",
    CollectiveKind.SPLIT: "Chia, tách",
    CollectiveKind.DISSOLVE: "Giải thể",
    CollectiveKind.RENAME: "Đổi tên",
    CollectiveKind.REGROUP: "Điều chuyển đảng viên",
    CollectiveKind.HAND_OVER: "Bàn giao đi",
    CollectiveKind.TAKE_OVER: "Tiếp nhận bàn giao",
}
SAYS: Mapping[CollectiveKind, str] = {
    CollectiveKind.MERGE: "Một hay nhiều tổ chức nhập vào một tổ chức vẫn còn.",
    CollectiveKind.UNITE: "Nhiều tổ chức cùng kết thúc, lập thành một tổ chức mới.",
    CollectiveKind.SPLIT: "Một tổ chức chia thành nhiều, hoặc tách bớt ra tổ chức mới.",
    CollectiveKind.DISSOLVE: "Tổ chức kết thúc, đảng viên về các tổ chức khác.",
    CollectiveKind.RENAME: "Đổi tên theo quyết định; giấy tờ cũ giữ tên cũ.",
    CollectiveKind.REGROUP: "Chuyển cả tập thể đảng viên; không tổ chức nào kết thúc.",
    CollectiveKind.HAND_OVER: "Chuyển giao tổ chức cùng đảng viên sang đảng bộ khác.",
    CollectiveKind.TAKE_OVER: "Nhận tổ chức cùng đảng viên từ đảng bộ khác.",
}
STATE: Mapping[CollectiveState, str] = {
    CollectiveState.DRAFT: "Dự thảo",
    CollectiveState.DONE: "Đã thực hiện",
    CollectiveState.UNDONE: "Đã hoàn tác",
}
IN_STATE: Mapping[CollectiveState, str] = {
    CollectiveState.DRAFT: "mới là dự thảo, chưa thực hiện",
    CollectiveState.DONE: "đã thực hiện",
    CollectiveState.UNDONE: "đã hoàn tác",
}
BASIS: Mapping[CollectiveKind, str] = {
    CollectiveKind.MERGE: "38-HD/BTCTW ngày 29/9/2025, mục II.4.3.3.b",
    CollectiveKind.UNITE: "38-HD/BTCTW ngày 29/9/2025, mục II.4.3.3.b",
    CollectiveKind.SPLIT: "38-HD/BTCTW ngày 29/9/2025, mục II.4.3.3.b",
    CollectiveKind.DISSOLVE: (
        "294-QĐ/TW ngày 26/5/2025, mục 6.3.5; 38-HD/BTCTW ngày 29/9/2025, mục II.4.3.3.a"
    ),
    CollectiveKind.RENAME: "294-QĐ/TW ngày 26/5/2025, mục 10.2",
    CollectiveKind.REGROUP: "06-HD/TW ngày 09/6/2025, mục 10.5",
    CollectiveKind.HAND_OVER: (
        "06-HD/TW ngày 09/6/2025, mục 10.5; 38-HD/BTCTW ngày 29/9/2025, mục II.4.3.3.b"
    ),
    CollectiveKind.TAKE_OVER: (
        "06-HD/TW ngày 09/6/2025, mục 10.5; 38-HD/BTCTW ngày 29/9/2025, mục II.4.3.3.b"
    ),
}
DECISION_OF: Mapping[CollectiveKind, str] = {
    CollectiveKind.HAND_OVER: "Quyết định chuyển giao",
    CollectiveKind.TAKE_OVER: "Quyết định chuyển giao (của nơi giao)",
}
"""Of the other kinds there is one decision."""
ACCEPTANCE_OF: Mapping[CollectiveKind, str] = {
    CollectiveKind.HAND_OVER: "Quyết định tiếp nhận (của nơi nhận)",
    CollectiveKind.TAKE_OVER: "Quyết định tiếp nhận",
}
PLACE_OF: Mapping[CollectiveKind, str] = {
    CollectiveKind.HAND_OVER: "Đảng bộ nhận",
    CollectiveKind.TAKE_OVER: "Đảng bộ giao",
}
NOTHING_MOVES: Final = "Đợt này không chuyển đảng viên nào."
_PART: Final = {"number": "số", "on": "ngày", "issuer": "cơ quan ban hành"}
_MOST_NAMES: Final = 3


def basis(decision: Decision) -> str:
    """Return the paper a member's change rests on, in one line."""
    parts = (
        f"Quyết định {decision.number}" if decision.number else "",
        f"ngày {show_date(decision.on)}" if decision.on else "",
        f"của {decision.issuer}" if decision.issuer else "",
    )
    return " ".join(part for part in parts if part)


def written(plan: CollectivePlan) -> tuple[str, str]:
    """Return what a member's event says: the paper it rests on, and what happened."""
    told = [basis(plan.decision)]
    if plan.acceptance:
        told.append(basis(plan.acceptance))
    return "; ".join(told), f"{KIND[plan.kind]} theo quyết định, không viết giấy giới thiệu"


def title(plan: CollectivePlan) -> str:
    """Return what a plan is called: ``Sáp nhập, 12-QĐ/ĐU, 01/12/2026``."""
    parts = (KIND[plan.kind], plan.decision.number, show_date(plan.on))
    return ", ".join(part for part in parts if part)


def people(names: Sequence[str]) -> str:
    """Return some names in one line: the first ones, and how many more."""
    shown = ", ".join(names[:_MOST_NAMES])
    more = len(names) - _MOST_NAMES
    return f"{shown} và {show_number(more)} người nữa" if more > 0 else shown


def fault_text(fault: Fault) -> str:
    """Return the sentence of a fault: what is wrong, why, and how to mend it."""
    return _SAID[fault.trouble](fault)


def _parts(fault: Fault) -> str:
    return ", ".join(_PART[name] for name in fault.names)


def _counted(fault: Fault) -> str:
    return show_number(len(fault.names))


_ENDS: Mapping[Trouble, Callable[[Fault], str]] = {
    Trouble.NO_DAY: lambda _: (
        "Chưa có ngày thực hiện. Hãy ghi ngày tổ chức mới bắt đầu hoạt động theo quyết định."
    ),
    Trouble.NO_DECISION: lambda f: (
        f"Quyết định còn thiếu {_parts(f)}. Tổ chức chỉ thay đổi theo quyết định của cấp ủy có "
        "thẩm quyền (294-QĐ/TW, mục 10.2): hãy ghi đủ số, ngày, cơ quan ban hành."
    ),
    Trouble.NO_ACCEPTANCE: lambda f: (
        f"Quyết định tiếp nhận còn thiếu {_parts(f)}. Chuyển giao giữa hai đảng bộ phải có quyết "
        "định của cả hai bên (06-HD/TW, mục 10.5): hãy ghi khi đã có."
    ),
    Trouble.NO_PLACE: lambda _: "Chưa ghi đảng bộ ở đầu bên kia. Hãy ghi tên như trong quyết định.",
    Trouble.NO_SOURCE: lambda _: "Chưa chọn tổ chức chuyển đi. Hãy chọn trong cây tổ chức.",
    Trouble.NO_TARGET: lambda _: (
        "Chưa có tổ chức nhận. Hãy chọn tổ chức đang có hoặc thêm tổ chức mới."
    ),
    Trouble.ONE_SOURCE: lambda _: (
        "Hợp nhất phải có ít nhất hai tổ chức. Hãy chọn thêm, hoặc chọn việc khác."
    ),
    Trouble.ONE_TARGET: lambda _: (
        "Sáp nhập, hợp nhất chỉ có một tổ chức nhận. Hãy bỏ bớt, hoặc chọn Giải thể hay Chia, tách."
    ),
    Trouble.TWO_PARTS: lambda _: (
        "Chia, tách là một tổ chức thành ít nhất hai. Hãy chọn đúng một tổ chức để chia và thêm "
        "tổ chức mới; nếu tổ chức cũ vẫn còn thì đánh dấu Vẫn còn."
    ),
    Trouble.BOTH_ENDS: lambda f: (
        f"{f.unit} vừa là nơi đi vừa là nơi nhận. Hãy bỏ ở một trong hai đầu."
    ),
}
_UNITS: Mapping[Trouble, Callable[[Fault], str]] = {
    Trouble.ABSENT: lambda f: (
        f"{f.unit or 'Tổ chức đã chọn'} không có trong cây tổ chức ngày {show_date(f.on)}. "
        "Hãy xem lại ngày thực hiện hoặc chọn tổ chức khác."
    ),
    Trouble.ENDS_LATER: lambda f: (
        f"{f.unit} đã được ghi kết thúc từ {show_date(f.on)}. "
        "Hãy chọn tổ chức khác, hoặc hoàn tác việc kết thúc ở trang Tổ chức đảng."
    ),
    Trouble.CHANGED_SINCE: lambda f: (
        f"{f.unit} đã ghi một thay đổi từ {show_date(f.on)}, nên không ghi đè được. "
        "Hãy chọn ngày thực hiện sau đó, hoặc hoàn tác thay đổi ấy ở trang Tổ chức đảng."
    ),
    Trouble.NOT_A_CELL: lambda f: (
        f"{f.unit} là chi bộ nên không có tổ chức trực thuộc. Hãy chọn cấp trên khác."
        if f.detail
        else f"{f.unit} không có đảng viên sinh hoạt trực tiếp. Hãy chọn một chi bộ."
    ),
    Trouble.CHILDREN_LEFT: lambda f: (
        f"{f.unit} kết thúc mà còn tổ chức trực thuộc: {people(f.names)}. "
        "Hãy chọn cấp trên mới cho các tổ chức đó."
    ),
    Trouble.NO_NAME: lambda f: (
        f"Chưa có tên mới cho {f.unit}. Hãy ghi tên như trong quyết định."
        if f.unit
        else "Tổ chức mới chưa có tên. Hãy ghi tên như trong quyết định."
    ),
    Trouble.NAME_TAKEN: lambda f: (
        f"“{f.unit}” trùng tên một tổ chức khác cùng cấp trên. Hãy ghi tên khác."
    ),
    Trouble.CODE_TAKEN: lambda f: (
        f"Mã {f.detail} của {f.unit} đã là mã của tổ chức khác. Hãy ghi mã được cấp."
    ),
    Trouble.BAD_CODE: lambda f: (
        f"Mã {f.detail} của {f.unit} không đúng dạng 2.3.3.3.3 chữ số. Hãy xem lại, hoặc để trống."
    ),
    Trouble.NO_TYPE: lambda f: f"{f.unit or 'Tổ chức mới'} chưa có loại. Hãy chọn loại tổ chức.",
    Trouble.NO_PARENT: lambda f: (
        f"{f.unit or 'Tổ chức mới'} chưa có cấp trên. Hãy chọn tổ chức cấp trên trực tiếp."
    ),
    Trouble.LOOP: lambda f: (
        f"{f.unit} không thể trực thuộc chính nó hay tổ chức bên dưới nó. Hãy chọn cấp trên khác."
    ),
    Trouble.NOTHING: lambda f: (
        f"Tên mới giống tên đang có: {f.unit}. Hãy ghi tên khác hoặc bỏ dòng này."
        if f.unit
        else "Chưa ghi tổ chức nào đổi tên. Hãy chọn tổ chức và ghi tên mới."
    ),
}
_PEOPLE: Mapping[Trouble, Callable[[Fault], str]] = {
    Trouble.UNASSIGNED: lambda f: (
        f"{f.unit} còn {_counted(f)} người chưa có nơi đến: {people(f.names)}. "
        "Hãy chọn nơi đến cho từng người ở phần Đảng viên."
    ),
    Trouble.COMES_LATER: lambda f: (
        f"{people(f.names)} được ghi vào {f.unit} sau ngày {show_date(f.on)}, khi tổ chức đã kết "
        "thúc. Hãy sửa biến động trong hồ sơ, hoặc chọn ngày thực hiện muộn hơn."
    ),
    Trouble.NOT_THERE: lambda f: (
        f"{people(f.names)} không thuộc {f.unit or 'tổ chức chuyển đi'} ngày {show_date(f.on)}. "
        "Hãy bấm Lấy danh sách để lấy lại theo ngày thực hiện."
    ),
    Trouble.WRONG_TARGET: lambda f: (
        f"Nơi đến của {people(f.names)} không phải là tổ chức nhận của đợt này. "
        "Hãy chọn lại nơi đến."
    ),
    Trouble.TWICE: lambda f: (
        f"{people(f.names)} đứng hai lần trong danh sách, hoặc trùng số với người khác. "
        "Hãy bỏ bớt một dòng."
    ),
    Trouble.NOBODY: lambda _: (
        "Chưa chọn đảng viên nào để điều chuyển. Hãy chọn nơi đến cho những người chuyển."
    ),
    Trouble.OPEN_CASE: lambda f: (
        f"{people(f.names)} đang làm giấy chuyển sinh hoạt ({f.detail}). "
        "Hãy hoàn tất hoặc hủy ca đó trước, để không ghi hai lần."
    ),
    Trouble.RESTRICTED: lambda f: (
        f"Dữ liệu của {people(f.names)} đang bị khóa theo quyết định nên không chuyển được. "
        "Hãy chờ hết hạn khóa hoặc có quyết định bỏ khóa."
    ),
    Trouble.ALREADY_HERE: lambda f: (
        f"{people(f.names)} đã có tên trong danh sách ({f.unit}). "
        "Hãy bỏ khỏi đợt tiếp nhận, hoặc xem lại ngày thực hiện."
    ),
    Trouble.KNOWN: lambda f: (
        f"{people(f.names)} có số thẻ hoặc số định danh trùng với người đã có hồ sơ. "
        "Hãy xem lại số, hoặc lấy lại danh sách để ghép với hồ sơ đã có."
    ),
    Trouble.NO_PERSON_NAME: lambda _: (
        "Danh sách đến có dòng chưa ghi họ tên. Hãy ghi họ tên hoặc bỏ dòng."
    ),
}
_LOOK: Mapping[Trouble, Callable[[Fault], str]] = {
    Trouble.BEFORE_DECISION: lambda f: (
        f"Ngày thực hiện trước ngày ký quyết định ({show_date(f.on)}). Hãy xem lại hai ngày."
    ),
    Trouble.AHEAD: lambda f: (
        f"Ngày {show_date(f.on)} chưa tới: danh sách hôm nay vẫn như cũ cho đến ngày đó."
    ),
    Trouble.NO_MINUTES: lambda _: (
        "Chưa ghi ngày biên bản bàn giao; sổ danh sách và hồ sơ bàn giao kèm biên bản."
    ),
    Trouble.FEW: lambda f: (
        f"{f.unit} sẽ có {f.detail} đảng viên chính thức, ít hơn 3 (294-QĐ/TW, mục 20.2.1)."
    ),
    Trouble.MANY: lambda f: (
        f"{f.unit} sẽ có {f.detail} đảng viên; từ 30 trở lên thì chia tổ đảng "
        "(294-QĐ/TW, mục 20.3.2)."
    ),
    Trouble.AWAY_CASE: lambda f: (
        f"{people(f.names)} {f.detail}: vẫn chuyển theo tổ chức; khi trở về thì viết giấy theo tên "
        "mới."
    ),
    Trouble.POSTS: lambda f: (
        f"{f.unit} kết thúc mà còn ghi chức vụ của {people(f.names)}. "
        "Hãy ghi ngày thôi giữ trong hồ sơ."
    ),
    Trouble.SEAL: lambda f: f"{f.unit} có con dấu: nộp lại con dấu sau khi kết thúc hoạt động.",
    Trouble.GUESTS: lambda f: (
        f"{people(f.names)} đang sinh hoạt tạm thời ở đây: đi theo tổ chức, không tính đảng số."
    ),
    Trouble.COMING: lambda f: (
        f"{people(f.names)} đang làm thủ tục chuyển đến {f.unit}: sửa nơi đến trong ca của họ."
    ),
    Trouble.MEETINGS: lambda f: (
        f"{f.unit} còn {f.detail} buổi sinh hoạt lên lịch từ {show_date(f.on)}. "
        "Hãy bỏ lịch ở trang Sinh hoạt chi bộ."
    ),
}
_BACK: Mapping[Trouble, Callable[[Fault], str]] = {
    Trouble.EVENT_GONE: lambda f: (
        f"Biến động đã ghi cho {people(f.names)} không còn như khi thực hiện: hồ sơ đã sửa sau đó."
    ),
    Trouble.LATER_EVENT: lambda f: (
        f"{people(f.names)} đã có biến động khác sau ngày {show_date(f.on)}."
    ),
    Trouble.UNIT_LATER: lambda f: (
        f"{f.unit} đã có thay đổi khác ghi từ {show_date(f.on)}."
    ),
    Trouble.UNIT_USED: lambda f: (
        f"{f.unit} đã có {f.detail} nên không bỏ được như chưa từng có."
    ),
    Trouble.ROLL: lambda f: (
        f"{f.unit} đã điểm danh buổi sinh hoạt ngày {show_date(f.on)} có {people(f.names)}."
    ),
    Trouble.CASE_SINCE: lambda f: (
        f"{people(f.names)} có ca chuyển sinh hoạt mở sau đợt này ({f.detail})."
    ),
    Trouble.EDITED_SINCE: lambda f: (
        f"Hồ sơ của {people(f.names)} lập trong đợt này đã được bổ sung, sửa đổi sau đó."
    ),
}  # fmt: skip
_SAID: Mapping[Trouble, Callable[[Fault], str]] = {
    **_ENDS, **_UNITS, **_PEOPLE, **_LOOK, **_BACK,
}  # fmt: skip


CASE: Mapping[TransferKind, str] = {
    TransferKind.OFFICIAL: "chuyển sinh hoạt chính thức",
    TransferKind.INSIDE: "chuyển sinh hoạt nội bộ",
    TransferKind.TEMPORARY: "sinh hoạt tạm thời",
    TransferKind.ABROAD: "đi nước ngoài chính thức",
    TransferKind.LABOUR: "đi lao động nước ngoài",
    TransferKind.TEMPORARY_ABROAD: "đi nước ngoài tạm thời",
    TransferKind.FROM_ABROAD: "từ nước ngoài về",
    TransferKind.ONWARD: "chuyển tiếp",
    TransferKind.DISSOLVED: "chuyển sau giải thể",
    TransferKind.LINK: "giữ mối liên hệ nơi cư trú",
}
"""A transfer case of a member, as a collective transfer speaks of it."""
USED: Mapping[str, str] = {
    "people": "{0} người khác được ghi ở đó",
    "meetings": "{0} buổi sinh hoạt",
    "cases": "{0} ca chuyển sinh hoạt",
    "letters": "{0} lần giao giấy giới thiệu",
    "below": "{0} tổ chức trực thuộc",
}
"""What a new organisation has been used for."""


def used(found: Mapping[str, int]) -> str:
    """Return what a new organisation has been used for, in one line."""
    return ", ".join(USED[what].format(show_number(count)) for what, count in found.items())

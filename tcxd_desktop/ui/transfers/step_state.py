"""Which boxes the dialog of a step has, what they are called, what it says. No widgets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from tcxd_desktop.domain.transfer_machine import Move
from tcxd_desktop.domain.transfers import Direction, Step, StepEvent, Transfer, TransferKind
from tcxd_desktop.wording.transfers import STATE, event_label

ON, NUMBER, ADDRESSED, PAPERS, TITLE, SIGNER, UNTIL, REMARK, SERIAL = (
    "on", "number", "addressed", "papers", "title", "signer", "until", "remark", "serial",
)  # fmt: skip
DAYS = frozenset({ON, UNTIL})
TEXTS = frozenset({PAPERS, REMARK})
_FIELD_OF = {"reason": REMARK}
"""Box of the dialog that answers a need of the machine, where it is called otherwise."""
_CELL_BOXES = {"T10": {1, 10}, "T7": {1, 7}, "T8": {1, 4, 5, 8}}
"""Written by a chi ủy: its number is that of the chi bộ's list (38-HD/BTCTW, II.4.2)."""
_TAKES_IN = {"T10": {10}, "T7": {7}, "T8": {4, 8}}
"""Boxes that accept: they address nobody further."""


class Ask(NamedTuple):
    """One box of the dialog."""

    key: str
    caption: str
    hint: str = ""


_PLAIN: Mapping[str, str] = {
    ON: "Ngày",
    NUMBER: "Số",
    ADDRESSED: "Gửi",
    PAPERS: "Hồ sơ kèm theo",
    TITLE: "Chức danh",
    SIGNER: "Người ký",
    UNTIL: "Đến hết ngày",
    REMARK: "Ghi chú",
    SERIAL: "Số seri của giấy",
}
_REASON = (Ask(ON, "Ngày"), Ask(REMARK, "Lý do"))
_NOTED = (Ask(ON, "Ngày"), Ask(REMARK, "Ghi chú"))
_PAPER = (Ask(ON, "Ngày"), Ask(NUMBER, "Số văn bản"), Ask(REMARK, "Lý do"))
ASKED: Mapping[StepEvent, tuple[Ask, ...]] = {
    StepEvent.NOTICE: (
        Ask(ON, "Ngày gửi phiếu báo"),
        Ask(NUMBER, "Số phiếu báo"),
        Ask(ADDRESSED, "Gửi đến"),
    ),
    StepEvent.GIVE: (
        Ask(ON, "Ngày giao hồ sơ", "Đảng viên ký sổ giao nhận hồ sơ"),
        Ask(NUMBER, "Số giao nhận"),
        Ask(ADDRESSED, "Giao cho"),
        Ask(PAPERS, "Hồ sơ giao"),
    ),
    StepEvent.PRESENT: (
        Ask(ON, "Ngày xuất trình giấy"),
        Ask(NUMBER, "Số giao nhận hồ sơ"),
        Ask(PAPERS, "Hồ sơ nộp kèm"),
        Ask(REMARK, "Ghi chú"),
    ),
    StepEvent.STOP: (
        Ask(ON, "Ngày dừng tiếp nhận"),
        Ask(NUMBER, "Số công văn gửi nơi đi"),
        Ask(REMARK, "Lý do dừng"),
    ),
    StepEvent.CLEAR: (Ask(ON, "Ngày tiếp tục"), Ask(REMARK, "Đã giải quyết thế nào")),
    StepEvent.ONWARD: (
        Ask(ON, "Ngày chuyển tiếp"),
        Ask(NUMBER, "Số công văn 2-SHĐ"),
        Ask(ADDRESSED, "Chuyển đến"),
        Ask(REMARK, "Lý do"),
    ),
    StepEvent.SPOIL: (
        Ask(ON, "Ngày hủy giấy"),
        Ask(REMARK, "Giấy hỏng vì"),
        Ask(SERIAL, "Số seri của giấy mới", "Các ô ghi lại từ đầu trên giấy mới"),
    ),
    StepEvent.REBUILD: (
        Ask(ON, "Ngày làm lại"),
        Ask(REMARK, "Căn cứ", "Tường trình, xác nhận của nơi mất (06-HD/TW, 10.1.a)"),
        Ask(SERIAL, "Số seri của giấy mới"),
    ),
    StepEvent.LOSE: _REASON,
    StepEvent.BAR: (Ask(ON, "Ngày tạm hoãn"), Ask(REMARK, "Vì sao chưa chuyển được")),
    StepEvent.LIFT: (Ask(ON, "Ngày hết tạm hoãn"), Ask(REMARK, "Ghi chú")),
    StepEvent.PROPOSE_STRIKE: (
        Ask(ON, "Ngày báo cáo"),
        Ask(NUMBER, "Số tờ trình, công văn"),
        Ask(REMARK, "Đã liên hệ, xác minh thế nào"),
    ),
    StepEvent.EXCUSE: (Ask(ON, "Ngày"), Ask(REMARK, "Lý do chính đáng")),
    StepEvent.STRIKE: (
        Ask(ON, "Ngày quyết định xóa tên"),
        Ask(NUMBER, "Số quyết định"),
        Ask(SIGNER, "Cấp ra quyết định"),
        Ask(REMARK, "Lý do"),
    ),
    StepEvent.START: (
        Ask(ON, "Ngày bắt đầu sinh hoạt tạm thời"),
        Ask(NUMBER, "Số SĐV tạm thời"),
        Ask(REMARK, "Ghi chú"),
    ),
    StepEvent.EXTEND: (
        Ask(ON, "Ngày gia hạn"),
        Ask(UNTIL, "Gia hạn đến hết ngày", "Thêm dưới 1 năm, ghi ngay trên giấy (II.4.3.2.c)"),
        Ask(NUMBER, "Số văn bản báo nơi nhận"),
        Ask(REMARK, "Lý do"),
    ),
    StepEvent.RETURN: (Ask(ON, "Ngày trở về"), Ask(REMARK, "Ghi chú")),
    StepEvent.BNG_TAKES: (Ask(ON, "Ngày ghi ô 1 giấy 2 ô"), Ask(NUMBER, "Số GTSHĐ")),
    StepEvent.BNG_BACK: (Ask(ON, "Ngày ghi ô 2 giấy 2 ô"), Ask(NUMBER, "Số GTSHĐ")),
    StepEvent.ISSUE_SLIP: (
        Ask(ON, "Ngày cấp phiếu công tác"),
        Ask(NUMBER, "Số phiếu"),
        Ask(TITLE, "Chức danh người ký"),
        Ask(SIGNER, "Người ký"),
    ),
    StepEvent.HAND_SLIP: (Ask(ON, "Ngày nộp phiếu công tác"), Ask(ADDRESSED, "Nộp cho cấp ủy")),
    StepEvent.COME_HOME: (Ask(ON, "Ngày về nước"), Ask(REMARK, "Ghi chú")),
    StepEvent.NOT_GO: _REASON,
    StepEvent.TAKE_BACK: (Ask(ON, "Ngày nhận lại"), Ask(REMARK, "Ghi chú")),
    StepEvent.LINK: (
        Ask(ON, "Ngày giới thiệu"),
        Ask(NUMBER, "Số giấy giới thiệu"),
        Ask(ADDRESSED, "Gửi chi bộ nơi cư trú"),
        Ask(TITLE, "Chức danh người ký"),
        Ask(SIGNER, "Người ký"),
    ),
    StepEvent.UNLINK: _REASON,
    StepEvent.CONFIRM: (
        Ask(ON, "Ngày nơi đến tiếp nhận"),
        Ask(NUMBER, "Số phiếu hồi báo"),
        Ask(ADDRESSED, "Chi bộ tiếp nhận"),
        Ask(REMARK, "Biết tin bằng cách nào"),
    ),
    StepEvent.ARCHIVE: (
        Ask(ON, "Ngày lưu giấy"),
        Ask(ADDRESSED, "Lưu tại"),
        Ask(REMARK, "Ghi chú"),
    ),
    StepEvent.CANCEL: (Ask(ON, "Ngày hủy"), Ask(REMARK, "Lý do hủy ca")),
    StepEvent.CONTACT: (
        Ask(ON, "Ngày liên hệ"),
        Ask(ADDRESSED, "Liên hệ với ai"),
        Ask(REMARK, "Kết quả"),
    ),
    StepEvent.REMARK: _NOTED,
}

_NOTICE_IN = (
    Ask(ON, "Ngày nhận phiếu báo"),
    Ask(NUMBER, "Số trong sổ phiếu báo đến"),
    Ask(ADDRESSED, "Nơi gửi"),
)


@dataclass(frozen=True, slots=True)
class StepForm:
    """Everything the dialog shows of a step."""

    title: str
    says: str
    asks: tuple[Ask, ...]
    needed: frozenset[str]
    main: str


def form_of(case: Transfer, move: Move, prepared: Step) -> StepForm:
    """Return the boxes of a step that may be taken."""
    asks = _asked(case, move, prepared)
    asked = {ask.key for ask in asks}
    needs = [_FIELD_OF.get(need, need) for need in move.needs]
    asks = (*asks, *(Ask(key, _PLAIN[key]) for key in needs if key not in asked))
    title = event_label(move.event, move.box)
    return StepForm(
        title=title,
        says=_says(case, move, prepared),
        asks=asks,
        needed=frozenset({ON, *needs}),
        main=f"Ghi ô {move.box}" if move.event is StepEvent.SIGN else "Ghi bước này",
    )


def taken(prepared: Step, values: Mapping[str, Any]) -> Step:
    """Return the step as filled in."""
    return replace(prepared, **values)


def missing(form: StepForm, values: Mapping[str, str]) -> str:
    """Return the first box that has to be filled and is not."""
    return next(
        (ask.key for ask in form.asks if ask.key in form.needed and not values[ask.key]), ""
    )


def caption_of(form: StepForm, key: str) -> str:
    """Return what a box is called."""
    return next((ask.caption for ask in form.asks if ask.key == key), key)


def _asked(case: Transfer, move: Move, prepared: Step) -> tuple[Ask, ...]:
    if move.event is StepEvent.SIGN:
        return _signing(case, move, prepared)
    if move.event is StepEvent.NOTICE and case.direction is Direction.IN:
        return _NOTICE_IN
    return ASKED[move.event]


def _signing(case: Transfer, move: Move, prepared: Step) -> tuple[Ask, ...]:
    letter, box = case.letter, move.box
    cell = box in _CELL_BOXES.get(letter, set())
    asks: list[Ask] = []
    if not case.serial:
        asks.append(Ask(SERIAL, "Số seri của giấy", "Lấy tờ phôi tiếp theo trong sổ"))
    first = "Được sinh hoạt kể từ ngày" if box in _TAKES_IN.get(letter, set()) else "Ngày ghi ô"
    asks.append(Ask(ON, first))
    asks.append(Ask(NUMBER, "Số SĐV" if cell else "Số GTSHĐ"))
    if box not in _TAKES_IN.get(letter, set()):
        asks.append(Ask(ADDRESSED, "Kính gửi" if box == 1 else "Kính chuyển"))
        asks.append(Ask(PAPERS, "Hồ sơ kèm theo" if box == 1 else "Kèm theo"))
    if not prepared.unsigned:
        asks += [Ask(TITLE, "Chức danh người ký"), Ask(SIGNER, "Họ và tên người ký")]
    return tuple(asks)


def _says(case: Transfer, move: Move, prepared: Step) -> str:
    told: Sequence[str] = (
        f"{case.traveller.name}. Sau bước này: {STATE[move.target].lower()}."
        if move.target is not case.state
        else f"{case.traveller.name}. Tình trạng của ca không đổi.",
        "Ô 1 của tổ chức đã giải thể không ký tên, không đóng dấu (38-HD/BTCTW, II.4.3.3.a)."
        if prepared.unsigned and case.kind is TransferKind.DISSOLVED
        else "",
    )
    return " ".join(part for part in told if part)

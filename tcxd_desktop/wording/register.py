"""How a member reads in the *Sổ danh sách đảng viên* (7-HSĐV): fourteen cells of short lines.

The heads of the columns follow the form issued with 12-HD/BTCTW of 18/01/2022. Nothing of the
sealed items 26 to 28 is told, but that and how somebody left, which has its own column.
"""

from collections.abc import Mapping

from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.facts import Place
from tcxd_desktop.domain.printing import RegisterLine
from tcxd_desktop.domain.rows import Badge, Service
from tcxd_desktop.domain.standing import Event, EventKind, Leaving
from tcxd_desktop.domain.text import fold
from tcxd_desktop.wording.formats import show_date, show_place, upper_name
from tcxd_desktop.wording.people import LEAVING

HEADINGS = (
    "Số TT",
    "Họ và tên;\nhọ và tên khai sinh",
    "Nam, nữ;\ndân tộc;\ntôn giáo",
    "Quê quán",
    "Văn hóa; lý luận;\nchuyên môn nghiệp vụ;\nngoại ngữ",
    "Nghề nghiệp trước khi vào Đảng;\nnghề nghiệp hiện nay",
    "Ngày vào Đảng;\nngày chính thức",
    "Số thẻ đảng viên;\nsố lý lịch;\nsố Huy hiệu Đảng",
    "Bộ đội, công an, hưu trí",
    "Ngày chuyển đi,\nđến đảng bộ cơ sở nào",
    "Ngày chuyển đến,\ntừ đảng bộ cơ sở nào",
    "Ngày từ trần,\nlý do",
    "Ngày ra khỏi Đảng,\nhình thức ra Đảng",
    "Ghi chú",
)
"""The heads of columns 1 to 14."""
_ARRIVALS = {EventKind.ARRIVED, EventKind.TEMPORARY_IN}
_EXITS = {EventKind.STRUCK_OFF, EventKind.EXPELLED, EventKind.WITHDREW, EventKind.CANCELLED}


def register_line(dossier: Dossier, number: int, units: Mapping[int, str]) -> RegisterLine:
    """Return the line of a member.

    Args:
        dossier: the record, with its events.
        number: running number in the register.
        units: names of the organisations by id.
    """
    return RegisterLine(
        (
            (str(number),),
            _said(upper_name(dossier.birth_name), dossier.other_names),
            _said(dossier.sex, dossier.ethnicity, dossier.religion),
            _origin(dossier.origin),
            _placed(dossier.edu_general, dossier.theory, dossier.profession, dossier.languages),
            _placed(dossier.occupation_before, dossier.occupation),
            _placed(show_date(dossier.ceremony_date), show_date(dossier.official_date)),
            _numbers(dossier),
            _service(dossier),
            _left(_last(dossier, {EventKind.LEFT})),
            _arrived(_last(dossier, _ARRIVALS), units),
            _died(_last(dossier, {EventKind.DIED})),
            _went(_last(dossier, _EXITS)),
            _notes(dossier),
        )
    )


def _said(*lines: str) -> tuple[str, ...]:
    return tuple(line for line in lines if line)


def _placed(*lines: str) -> tuple[str, ...]:
    """Keep every line in its place: what is not known leaves its line free."""
    known = [number for number, line in enumerate(lines, start=1) if line]
    return lines[: known[-1]] if known else ()


def _last(dossier: Dossier, kinds: set[EventKind]) -> Event | None:
    """Return the latest event of ``kinds``; of one day the one entered last."""
    found = [event for event in dossier.events if event.kind in kinds]
    return max(found, key=lambda event: str(event.on.earliest) if event.on else "", default=None)


def _origin(place: Place) -> tuple[str, ...]:
    return _said(show_place(place, old=False), f"({place.old})" if place.old else "")


def _numbers(dossier: Dossier) -> tuple[str, ...]:
    return _said(
        dossier.card_no or dossier.old_card_no,
        dossier.dossier_no,
        *(_badge(badge) for badge in dossier.badges),
    )


def _badge(badge: Badge) -> str:
    years = f"{badge.years} năm"
    return f"{badge.number} ({years})" if badge.number else f"Huy hiệu {years}"


def _service(dossier: Dossier) -> tuple[str, ...]:
    terms = [line for service in dossier.services for line in _term(service)]
    retired = any(words in fold(dossier.occupation) for words in ("huu tri", "nghi huu"))
    return _said(*terms, "Hưu trí" if retired else "")


def _term(service: Service) -> tuple[str, ...]:
    since, until = show_date(service.enlisted), show_date(service.discharged)
    ended = service.form or "Xuất ngũ"
    return _said(f"Nhập ngũ {since}" if since else "", f"{ended} {until}" if until else "")


def _left(event: Event | None) -> tuple[str, ...]:
    return () if event is None else _said(show_date(event.on), event.other_place)


def _arrived(event: Event | None, units: Mapping[int, str]) -> tuple[str, ...]:
    if event is None:
        return ()
    to = units.get(event.unit_id or 0, "")
    manner = "Sinh hoạt tạm thời" if event.kind == EventKind.TEMPORARY_IN else ""
    return _said(show_date(event.on), event.other_place, manner, f"Về {to}" if to else "")


def _died(event: Event | None) -> tuple[str, ...]:
    return () if event is None else _said(show_date(event.on) or "Đã từ trần", event.note)


def _went(event: Event | None) -> tuple[str, ...]:
    return () if event is None else _said(show_date(event.on), LEAVING[Leaving(event.kind)])


def _notes(dossier: Dossier) -> tuple[str, ...]:
    """Return what the register should remember: exemption, and activity elsewhere for a time."""
    lines = []
    if dossier.exemptions:
        last = max(dossier.exemptions, key=lambda row: str(row.since.earliest) if row.since else "")
        until = f" đến {show_date(last.until)}" if last.until else ""
        lines.append(f"Miễn sinh hoạt đảng từ {show_date(last.since)}{until}")
    away = _last(dossier, {EventKind.TEMPORARY_OUT, EventKind.TEMPORARY_BACK})
    if away is not None and away.kind == EventKind.TEMPORARY_OUT:
        where = f" tại {away.other_place}" if away.other_place else ""
        lines.append(f"Sinh hoạt tạm thời từ {show_date(away.on)}{where}")
    return _said(*lines)

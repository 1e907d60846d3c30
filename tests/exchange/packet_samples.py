"""Packets, cards and packages of invented people and offices, with valid defaults."""

from typing import Any

from tcxd_desktop.domain.office_cards import OfficeCard, OfficeKeys
from tcxd_desktop.domain.packets import LetterFacts, PersonFacts, TransferPacket
from tcxd_desktop.exchange import signatures
from tcxd_desktop.exchange.package_file import Manifest, Side


def keys() -> OfficeKeys:
    return signatures.new_keys()


def person(**changes: Any) -> PersonFacts:
    return PersonFacts(**{
        "birth_name": "Nguyễn Thị Đào", "used_name": "Nguyễn Thị Hồng Đào", "sex": "Nữ",
        "birth_date": "1962-03-05",
        "origin": "Thôn Bình Minh, xã Đông Hải, tỉnh Ninh Bình (xã Đông Hải, huyện Kim Sơn)",
        "home": "Số 12, ngõ 4, thôn Bình Minh, xã Đông Hải, tỉnh Ninh Bình",
        "citizen_id": "037162004417", "card_no": "037015004217", "old_card_no": "1234567",
        "dossier_no": "004217 NB", "decision_date": "1995-04-20", "ceremony_date": "1995-05-19",
        "official_date": "1996-05", "edu": "Đại học", "theory": "Trung cấp", **changes,
    })  # fmt: skip


def letter(**changes: Any) -> LetterFacts:
    return LetterFacts(**{
        "case_kind": "T10", "letter": "T10", "serial": "CT 0012345", "number": "27/GTSHĐ",
        "introduced_on": "2026-11-20", "dues_until": "2026-11",
        "enclosed": "Hồ sơ đảng viên, phiếu đảng viên, bản tự kiểm điểm năm 2026",
        "from_place": ("Chi bộ thôn Bình Minh", "Đảng bộ xã Đông Hải", "Đảng bộ tỉnh Ninh Bình"),
        "to_place": ("Chi bộ tổ dân phố số 5", "Đảng bộ phường Tân Lập",
                     "Đảng bộ thành phố Hải Phòng"),
        "basis": "Chuyển công tác theo Quyết định số 145-QĐ/BTC ngày 02/11/2026",
        "notice_number": "12-PB/ĐU", **changes,
    })  # fmt: skip


def packet(**changes: Any) -> TransferPacket:
    return TransferPacket(**{
        "uuid": "0a1b2c3d" * 4, "seq": 17, "sender": "Đảng ủy xã Đông Hải",
        "receiver": "Đảng bộ phường Tân Lập, Đảng bộ thành phố Hải Phòng",
        "made_on": "2026-11-23", "person": person(), "letter": letter(), **changes,
    })  # fmt: skip


def card(of: OfficeKeys, **changes: Any) -> OfficeCard:
    return OfficeCard(**{
        "office": "Đảng ủy phường Tân Lập", "province": "Đảng bộ thành phố Hải Phòng",
        "sign_public": of.sign_public, "box_public": of.box_public, "made_on": "2026-11-20",
        **changes,
    })  # fmt: skip


def manifest(sender: OfficeKeys, receiver: OfficeKeys, **changes: Any) -> Manifest:
    return Manifest(**{
        "kind": "dossiers", "uuid": "5e" * 16, "seq": 3, "made_on": "2026-11-23",
        "sender": Side("Đảng ủy xã Đông Hải", sender.sign_public),
        "receiver": Side("Đảng ủy phường Tân Lập", receiver.sign_public), "chain": "ab" * 32,
        **changes,
    })  # fmt: skip

"""Somebody who left traces everywhere in an office, and how traces are looked for in its files."""

import zlib
from dataclasses import fields, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from PIL import Image

from tcxd_desktop.domain.book import Loan
from tcxd_desktop.domain.dossier import FACTS, TABLES, Dossier
from tcxd_desktop.domain.facts import Kind, Place, facts_of
from tcxd_desktop.domain.jobs import PrintJob
from tcxd_desktop.domain.meetings import Minutes
from tcxd_desktop.domain.people import PeopleQuery, SavedFilter
from tcxd_desktop.domain.personal_data import DataRequest
from tcxd_desktop.office import (
    assignments,
    exports,
    loans,
    meetings,
    people,
    personal_data,
    printing,
    supplements,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage.engine import PAGE
from tests import make
from tests.office import erasure_exchange_samples as exchange
from tests.office import erasure_moves as moves
from tests.office import meeting_samples

REQUEST = DataRequest(
    "12/YC", date(2026, 11, 18), "Nguyễn Thị Đào", "Muốn biết dữ liệu về mình",
    "Luật 91/2025/QH15",
)  # fmt: skip
DECISION = make.decision(number="45-QĐ/ĐU")


def nothing() -> None:
    """Stand in for the verified backup; its own tests are with the backups."""


def stored(desk: Desk, **changes: Any) -> Dossier:
    """Write a full dossier and return it."""
    whole = make.dossier(**changes)
    made = people.create(desk, make.new_person(name=whole.birth_name))
    return people.save(desk, replace(whole, id=made.id, version=made.version))


WORD = "dauvet"
_TELLING = 6
"""Digits below which a number is found anywhere by chance."""


class Marker:
    """Gives a word to each field, and remembers it."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.numbers: list[str] = []

    def word(self) -> str:
        self.words.append(f"{WORD}{len(self.words):03d}x")
        return self.words[-1]

    def number(self, digits: int) -> str:
        text = f"{7_131_924_650_817 + 13_577 * len(self.numbers)}"[-digits:]
        if digits >= _TELLING:
            self.numbers.append(text)
        return text


def marked(mark: Marker) -> Dossier:
    """Return a dossier with a word of its own in every field that takes one."""
    values = {name: _marked(mark, fact) for name, fact in FACTS.items()}
    rows = {
        name: (table.record(**{
            key: value for key, fact in facts_of(table.record).items()
            if (value := _marked(mark, fact)) is not None
        }),)
        for name, table in TABLES.items()
        if name != "events"
    }  # fmt: skip
    told = {name: value for name, value in values.items() if value is not None}
    return make.dossier(**{**told, **rows, "dossier_no": "009999 NB", "photo": ""})


def _marked(mark: Marker, fact: Any) -> Any:
    if fact.kind is Kind.PLACE:
        return Place(**{part.name: mark.word() for part in fields(Place)})
    if fact.kind is Kind.DIGITS:
        return mark.number(fact.digits[-1])
    if fact.kind in {Kind.LINE, Kind.TEXT, Kind.OPEN_CODE, Kind.UPPER, Kind.CODE}:
        return f"Người {mark.word()}"
    return None


def pages(path: Path, key: bytes) -> bytes:
    """Return every page of a file as SQLite sees it, free ones too (SQLCipher 4, raw key)."""
    data = path.read_bytes()
    found = []
    for start in range(0, len(data), PAGE):
        page = data[start + (16 if start == 0 else 0) : start + PAGE]
        body, vector = page[:-80], page[-80:-64]
        decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
        found.append(decryptor.update(body) + decryptor.finalize())
    return b"".join(found)


def found_in(data: bytes, wanted: list[str]) -> list[str]:
    return [word for word in wanted if any(
        word.encode(coding) in data for coding in ("utf-8", "utf-16-le")
    )]  # fmt: skip


def everything(desk: Desk, folder: Path) -> bytes:
    """Return all pages of both files, and what is compressed in them."""
    ring = desk.store.ring
    assert ring.sealed is not None
    with desk.store.turn() as connection:
        zipped = [
            bytes(row[0])
            for table in ("printed", "sealed_printed")
            for row in connection.execute(f"SELECT snapshot FROM {table}")
        ]
    return b"\n".join([
        pages(folder / "office.db", ring.main),
        pages(folder / "office.sealed.db", ring.sealed),
        *map(zlib.decompress, zipped),
    ])  # fmt: skip


class Scene:
    """Somebody who left traces everywhere, beside others who stay."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.mark = Marker()
        self.others = [stored(desk, **self._other(n)) for n in range(3)]
        whole = marked(self.mark)
        made = people.read(desk, moves.came(desk, self.mark, whole))
        whole = replace(whole, id=made.id, version=made.version, events=made.events)
        self.person = people.save(desk, whole, note=f"Theo đơn của {self.mark.word()}")
        self.name = self.person.birth_name
        self._live()

    @staticmethod
    def _other(number: int) -> dict[str, Any]:
        return {
            "birth_name": f"Trần Văn Khác {number}", "card_no": f"03701500421{number}",
            "citizen_id": f"03716200441{number}", "dossier_no": f"00421{number} NB",
        }  # fmt: skip

    def _live(self) -> None:
        desk, me = self.desk, self.person.id
        job = PrintJob(form="2-HSĐV", person_ids=(self.others[0].id, me, self.others[1].id))
        printing.note_printed(desk, job, copies=1, purpose=f"In cho {self.name}")
        printing.note_printed(
            desk, PrintJob(form="DS", query=PeopleQuery(), columns=("name", "citizen_id", "card_no")),
            copies=1, purpose="Nộp Tỉnh ủy",
        )  # fmt: skip
        printing.note_printed(
            desk, PrintJob(form="1-HSĐV", person_ids=(me,)), copies=1, purpose=self.mark.word()
        )
        people.view(desk, me, self.mark.word())
        exports.members_xlsx(desk, PeopleQuery(), file_name="ds.xlsx", purpose="Nộp")
        supplements.confirm(desk, [me, self.others[0].id], 2025, make.TODAY)
        self.person = people.save(desk, replace(people.read(desk, me), phone=self.mark.number(10)))
        photo = BytesIO()
        Image.effect_noise((300, 400), 50).convert("RGB").save(photo, "JPEG")
        self.person = people.set_photo(desk, me, photo.getvalue())
        people.set_photo(desk, me, self._picture(90))
        people.set_photo(desk, self.others[0].id, self._picture(90))
        loans.lend(desk, Loan(person_id=me, borrower=self.mark.word(), purpose=self.mark.word(),
                              approved_by="Trần Thu Hà"))  # fmt: skip
        self._meet()
        self._move()
        self._exchange()
        people.save_filter(desk, SavedFilter("Theo tên", PeopleQuery(text=self.name), ()))
        people.save_filter(desk, SavedFilter("Nữ", PeopleQuery(sexes=("Nữ",)), ()))
        personal_data.restrict(desk, me, DECISION, self.mark.word())
        personal_data.lift(desk, me, DECISION, self.mark.word())
        people.keep_draft(desk, replace(people.read(desk, me), note=self.mark.word()))

    def _meet(self) -> None:
        """Leave traces in a meeting's roll, minutes and tasks, and among the assignments."""
        desk, me, mark = self.desk, self.person.id, self.mark
        rows = meeting_samples.called(meetings.roll(desk, make.HAMLET, "2026-10-06"))
        roll = tuple(
            replace(row, gist=f"Nói về {mark.word()}", reason=mark.word())
            if row.person_id == me else row
            for row in rows
        )  # fmt: skip
        meeting_samples.held(
            desk, attendance=roll, chair_id=me, chair=self.name,
            minutes=Minutes(conclusions=f"Giao đồng chí {self.name} phụ trách"),
            tasks=(meeting_samples.task(owner_id=me, owner=self.name),),
        )  # fmt: skip
        assignments.assign(desk, me, [make.SCHOOL], "2026-01-01", mark.word())

    def _move(self) -> None:
        """Leave traces in transfers, alone, together with others, and in the cases of others."""
        desk = self.desk
        moves.moved_together(desk, self.mark, self.person)
        self.case = moves.went(desk, self.mark, self.person)
        self.beside = moves.named_beside(desk, self.name, self.others[0].id)

    def _exchange(self) -> None:
        """Leave traces in sheets, in merged records and in a round of reconciliation."""
        desk, mark = self.desk, self.mark
        exchange.sheets(desk, mark, self.person)
        self.gone = exchange.made_one(desk, mark, self.person, self.others[1])
        now = people.read(desk, self.person.id)
        self.round = exchange.reconciled(desk, mark, now, self.others[0])

    @staticmethod
    def _picture(grey: int) -> bytes:
        photo = BytesIO()
        Image.linear_gradient("L").resize((300, 400)).point(lambda v: v * grey // 255).convert(
            "RGB"
        ).save(photo, "JPEG")
        return photo.getvalue()

    @property
    def markers(self) -> list[str]:
        return [*self.mark.words, *self.mark.numbers]

    def erase(self) -> Any:
        return personal_data.erase(self.desk, self.person.id, DECISION, "Theo đơn yêu cầu", nothing)

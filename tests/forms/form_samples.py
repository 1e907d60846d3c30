"""Fictional members for the tests of the forms: one full, one blank, one hostile."""

import dataclasses
import io
from contextlib import closing
from decimal import Decimal

import pypdfium2 as pdfium
from PIL import Image
from pypdf import PdfReader

from tcxd_desktop.domain import rows as r
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import FACTS, TABLES, Dossier
from tcxd_desktop.domain.facts import Kind, Place, facts_of
from tcxd_desktop.domain.printing import Letterhead, MemberPaper

D = PartialDate
HEAD = Letterhead(
    province="Đảng bộ tỉnh Ninh Bình",
    superior="Đảng bộ xã Đông Hải",
    base="Đảng bộ Trường Trung học cơ sở Đông Hải",
    cell="Chi bộ Tổ Khoa học tự nhiên",
    issuer="ĐẢNG ỦY XÃ ĐÔNG HẢI",
    place="Đông Hải",
)
FULL = Dossier(
    id=7,
    dossier_no="004217 NB",
    card_no="037162004417",
    birth_name="Nguyễn Thị Đào",
    sex="Nữ",
    other_names="Sáu Đào",
    birth_date=D(1962, 3, 5),
    birth_place=Place("", "xã Đông Hải", "tỉnh Ninh Bình", "xã Hải Đường, huyện Hải Hậu"),
    origin=Place("thôn Nam Tiền", "xã Đông Hải", "tỉnh Ninh Bình"),
    home=Place("số 12, xóm Bắc", "xã Đông Hải", "tỉnh Ninh Bình"),
    ethnicity="Kinh",
    religion="không",
    family_class="bần nông",
    occupation="viên chức",
    workplace="Trường Trung học cơ sở Đông Hải",
    decision_date=D(1990, 4, 28),
    ceremony_date=D(1990, 5, 19),
    ceremony_at="Chi bộ Trường cấp II Hải Đường, Đảng bộ xã Hải Đường",
    official_date=D(1991, 5, 19),
    official_at="Chi bộ Trường cấp II Hải Đường",
    introducers=(
        r.Introducer("Trần Văn Bình", "Bí thư chi bộ", "Trường cấp II Hải Đường", "đã nghỉ hưu"),
        r.Introducer("Phạm Thị Hòa", "Phó Hiệu trưởng", "Trường cấp II Hải Đường"),
    ),
    recruited_date=D(1984, 9),
    recruited_by="Phòng Giáo dục huyện Hải Hậu",
    union_date=D(1978, 3, 26),
    union_at="Đoàn xã Hải Đường",
    social_orgs=(r.SocialOrg("Công đoàn", D(1984)), r.SocialOrg("Hội phụ nữ", D(1980, 3))),
    services=(r.Service(D(1980, 2), D(1983, 5), "Hạ sĩ", "phục viên"),),
    edu_general="12/12 phổ thông",
    profession="Cử nhân sư phạm Toán",
    science="Chứng chỉ chuyển đổi số trong giáo dục",
    degree="Cử nhân",
    theory="Trung cấp",
    theory_mode="không tập trung",
    languages="Anh trình độ B",
    informatics="Tin học văn phòng",
    health="tốt",
    merit_family=True,
    citizen_id="037162004417",
    jobs=(
        r.Job(D(1980, 2), D(1983, 5), "Bộ đội", "Chiến sĩ", "Tiểu đoàn 5, Trung đoàn 9"),
        r.Job(D(1983, 6), D(1984, 8), "Ở nhà làm ruộng", "", "Xã Hải Đường"),
        r.Job(D(1984, 9), D(2010, 8), "Dạy học", "Giáo viên", "Trường cấp II Hải Đường"),
        r.Job(D(2010, 9), None, "Quản lý", "Tổ trưởng chuyên môn", "Trường THCS Đông Hải"),
    ),
    trainings=(
        r.Training("Cao đẳng Sư phạm Nam Định", "Toán – Lý", D(1981, 9), D(1984, 6),
                   "chính quy", "Tốt nghiệp loại khá"),
        r.Training("Trung tâm Chính trị huyện", "Lý luận chính trị", D(2005), D(2006),
                   "tại chức", "Trung cấp"),
    ),
    rewards=(r.Reward("Bằng khen", D(2015, 11), "Chủ tịch Ủy ban nhân dân tỉnh"),),
    badges=(r.Badge("30", D(2020, 5, 19), "012345"),),
    titles=(r.Title("Nhà giáo ưu tú", D(2018)),),
    disciplines=(
        r.Discipline("Đảng", "Khiển trách", "Đảng ủy xã Hải Đường", D(1999, 7), None,
                     "Thiếu trách nhiệm"),
    ),
    abroad=(r.StayAbroad(D(1988, 1), D(1989, 2), "Tiệp Khắc", "Lao động", "Bộ Lao động"),),
    relatives_abroad=(r.RelativeAbroad("Em gái", "Nguyễn Thị Mai", "Cộng hòa Séc", "Buôn bán",
                                       "Praha"),),
    family=(
        r.Relative("Cha đẻ", "Nguyễn Văn Lộc", D(1935, about=True), "xã Đông Hải", "làm ruộng",
                   died="năm 2010, bệnh già"),
        r.Relative("Mẹ đẻ", "Vũ Thị Nhàn", D(1938), "xã Đông Hải", "làm ruộng"),
        r.Relative("Cha chồng", "Đỗ Văn Khang", D(1930), "xã Đông Hải", "làm ruộng"),
        r.Relative("Chồng", "Đỗ Văn Thành", D(1960, 8, 2), "xã Đông Hải", "hưu trí",
                   "nguyên cán bộ hợp tác xã", "số 12, xóm Bắc, xã Đông Hải", "Việt Nam",
                   "trung nông", "Không tham gia tổ chức nào", "Chấp hành tốt", True),
        r.Relative("Em gái", "Nguyễn Thị Mai", D(1970), occupation="buôn bán"),
        r.Relative("Con đẻ", "Đỗ Minh Quân", D(1990, 1, 30), "xã Đông Hải", "kỹ sư",
                   "Công ty Cổ phần Xây dựng Đông Hải"),
    ),
    economy_year="2025",
    household_income=216_000_000,
    income_per_head=54_000_000,
    home_owned="nhà cấp 4",
    home_owned_area=Decimal("84.5"),
    land_granted_area=Decimal(240),
    business="hộ gia đình",
    assets=(r.Asset("Xe ô tô con", 320_000_000),),
    early_years=(
        r.EarlyYears(D(1968, 9), D(1978, 6), "Học phổ thông tại xã Hải Đường"),
        r.EarlyYears(D(1978, 7), D(1980, 1), "Ở nhà giúp cha mẹ làm ruộng"),
    ),
    special_history="Không bị bắt, không bị tù.",
    self_remark="Có tinh thần trách nhiệm, gần gũi đồng nghiệp và học sinh; còn nóng tính.",
    declared_at="Đông Hải",
    declared_on=D(2026, 11, 20),
    papers=(
        r.PaperInDossier("Lý lịch đảng viên", "", "", D(1990, 6), "", "bản chính", Decimal(8), True),
        r.PaperInDossier("Quyết định kết nạp", "Quyết định kết nạp đảng viên", "45-QĐ/HU",
                         D(1990, 4, 28), "Huyện ủy Hải Hậu", "bản chính", Decimal(1), True),
        r.PaperInDossier("Nghị quyết", "Nghị quyết của chi bộ đề nghị kết nạp", "03-NQ/CB",
                         D(1990, 2), "Chi bộ", "bản sao", Decimal(2), False),
    ),
)  # fmt: skip


def photo() -> bytes:
    """Return a grey 3×4 picture as JPEG."""
    buffer = io.BytesIO()
    Image.new("RGB", (600, 800), (150, 170, 190)).save(buffer, "JPEG")
    return buffer.getvalue()


def filled_dossier(text: str, *, rows: int = 2) -> Dossier:
    """Return a dossier with ``text`` in every field that takes letters, values everywhere."""
    values = {name: _value(fact.kind, text) for name, fact in FACTS.items()}
    for name, table in TABLES.items():
        if name == "events":
            continue
        cells = {field: _value(fact.kind, text) for field, fact in facts_of(table.record).items()}
        values[name] = (table.record(**cells),) * rows
    return Dossier(**values)


def _value(kind: Kind, text: str) -> object:
    known: dict[Kind, object] = {
        Kind.DATE: PartialDate(1985, 7, 9),
        Kind.TERM: PartialDate(1985, 7, 9),
        Kind.PLACE: Place(*(text,) * len(dataclasses.fields(Place))),
        Kind.FLAG: True,
        Kind.NUMBER: Decimal("1234.5"),
        Kind.MONEY: 123_456_789,
        Kind.UNIT: 1,
    }
    return known.get(kind, text)


def paper(
    dossier: Dossier, *, head: Letterhead = HEAD, picture: bytes | None = None
) -> MemberPaper:
    """Return a member's paper under the usual letterhead."""
    return MemberPaper(dossier, head, picture)


def letters(text: str) -> str:
    """Return ``text`` without white space: where lines break does not matter."""
    return "".join(text.split())


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page as a reader would copy it."""
    with closing(pdfium.PdfDocument(pdf)) as document:
        return [_page_text(page) for page in document]


def _page_text(page: pdfium.PdfPage) -> str:
    with closing(page.get_textpage()) as text:
        return str(text.get_text_bounded())


def all_text(pdf: bytes) -> str:
    """Return every letter of a document in the order it was drawn."""
    return letters("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def fonts_of(pdf: bytes) -> list[tuple[str, bool]]:
    """Return (name, embedded) of every typeface of a document."""
    found = []
    for page in PdfReader(io.BytesIO(pdf)).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            descriptor = font.get_object().get("/FontDescriptor", {})
            found.append((str(font.get_object()["/BaseFont"]), "/FontFile2" in descriptor))
    return found


def glyph_boxes(pdf: bytes) -> list[list[tuple[float, float, float, float, float]]]:
    """Return (left, bottom, right, top, size) of every visible character, page by page."""
    pages = []
    with closing(pdfium.PdfDocument(pdf)) as document:
        for page in document:
            with closing(page.get_textpage()) as text:
                boxes = []
                for index in range(text.count_chars()):
                    char = text.get_text_range(index, 1)
                    if char.strip():
                        size = pdfium.raw.FPDFText_GetFontSize(text, index)
                        boxes.append((*text.get_charbox(index), size))
                pages.append(boxes)
    return pages

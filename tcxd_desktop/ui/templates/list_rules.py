"""What may be done with a template of the list, and why not. No Qt."""

from dataclasses import dataclass

from tcxd_desktop.domain.score_templates import TemplateLine, TemplateStatus

PUBLISHED_FIRST = "Mẫu còn là dự thảo. Hãy ban hành trước."
PUBLISHED = "Mẫu đã ban hành rồi, không sửa được nữa. Hãy tạo bản mới."
IN_USE = "Mẫu đang dùng rồi."
RETIRED = "Mẫu đã thôi dùng. Hãy tạo bản mới."
SHIPPED = "Mẫu có sẵn của chương trình, cơ quan chưa đưa vào dùng."
_COMMON = "Phiếu đánh giá chất lượng sinh hoạt chi bộ"


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why each thing cannot be done; empty: it can."""

    publish: str = ""
    adopt: str = ""
    retire: str = ""
    drop: str = ""


def reasons(line: TemplateLine) -> Reasons:
    """Return what cannot be done with a template."""
    draft, retired = (line.status is one for one in (TemplateStatus.DRAFT, TemplateStatus.RETIRED))
    adopt = PUBLISHED_FIRST if draft else RETIRED if retired else IN_USE if line.in_use else ""
    retire = PUBLISHED_FIRST if draft else RETIRED if retired else "" if line.id else SHIPPED
    return Reasons(
        publish="" if draft else PUBLISHED,
        adopt=adopt,
        retire=retire,
        drop="" if draft else PUBLISHED,
    )


def use_text(line: TemplateLine) -> str:
    """Return whether new sheets take it."""
    if line.in_use:
        return "đang dùng"
    return "mặc định" if line.default and line.status is TemplateStatus.PUBLISHED else ""


def short_title(title: str) -> str:
    """Return a title without the words all of them have, so that the rest can be read."""
    rest = title.removeprefix(_COMMON).strip()
    if rest.startswith("(") and rest.endswith(")"):
        return rest[1:2].upper() + rest[2:-1]
    return title.replace(_COMMON, "Phiếu …")


def file_name(line: TemplateLine) -> str:
    """Return the name a template is written out under."""
    kept = "".join(c if c.isalnum() or c in "-_" else "-" for c in line.code)
    return f"{kept or 'mau'}-ban-{line.version}.json"

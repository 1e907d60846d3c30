"""What the parts of a template are called."""

from tcxd_desktop.domain.score_templates import Adjustment, Define, Input, Item, Variant


def name_of(part: object) -> str:
    """Return what a part of a template is called."""
    if isinstance(part, (Item, Adjustment)):
        return f"{part.id} {part.label}".strip()
    if isinstance(part, Variant):
        return part.label or part.when
    if isinstance(part, (Input, Define)):
        return part.label or part.name
    return str(getattr(part, "label", "") or getattr(part, "number", ""))

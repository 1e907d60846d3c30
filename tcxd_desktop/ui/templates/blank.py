"""What a new template begins with. No Qt."""

from decimal import Decimal

from tcxd_desktop.domain.score_templates import RatingLevel, ScoreTemplate

_LEVELS = (
    RatingLevel("TOT", "Tốt", Decimal(90)),
    RatingLevel("KHA", "Khá", Decimal(70)),
    RatingLevel("TB", "Trung bình", Decimal(50)),
    RatingLevel("KEM", "Kém", Decimal(0)),
)
"""The levels of the national frame (42-HD/BTCTW, 28/10/2025); most localities keep them."""


def blank_template() -> ScoreTemplate:
    """Return a template without criteria, with the usual levels."""
    return ScoreTemplate(
        "", 1, "Phiếu đánh giá chất lượng sinh hoạt chi bộ", (), _LEVELS, verified=True
    )

"""What the boxes of the template editor know of the template they belong to."""

from datetime import date

from tcxd_desktop.domain.codes import Code, CodeList
from tcxd_desktop.domain.score_templates import Item, ScoreTemplate
from tcxd_desktop.ui.common.reading import CodeChoices, Sources
from tcxd_desktop.ui.templates.lines import LEVEL_LIST, PLACE_LIST
from tcxd_desktop.ui.templates.variant_lines import NO, YES

YES_NO_LIST = "score_yes_no"


class Tools:
    """What boxes know of the template they belong to: it changes while it is edited."""

    def __init__(self, today: date) -> None:
        """Know no template yet."""
        self.today = today
        self.template: ScoreTemplate | None = None
        yes_no = (Code(YES, "có", ("x",)), Code(NO, "không", ("k",)))
        self._codes = {YES_NO_LIST: CodeList(YES_NO_LIST, "", yes_no, stores="key")}
        self.sources = Sources(today, self._codes)

    def show(self, template: ScoreTemplate, record: object) -> None:
        """Offer the levels of this template, and those of the criterion that is shown."""
        self.template = template
        levels = tuple(Code(one.code, one.label) for one in template.levels)
        self._codes[LEVEL_LIST] = CodeList(LEVEL_LIST, "", levels, stores="key")
        places = record.levels if isinstance(record, Item) else ()
        named = (
            Code(str(n), one.label or f"mức {n + 1}", (f"mức {n + 1}", f"{n + 1}"))
            for n, one in enumerate(places)
        )
        self._codes[PLACE_LIST] = CodeList(PLACE_LIST, "", tuple(named), stores="key")

    def choices(self, key: str) -> CodeChoices:
        """Return a live list."""
        return CodeChoices(self._codes.get(key, CodeList(key, "", (), stores="key")))

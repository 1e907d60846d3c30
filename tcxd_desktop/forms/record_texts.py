"""How the rows of a dossier read on paper, where a form gives them one line."""

from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.wording.formats import show_date


def joined(*parts: str, by: str = ", ") -> str:
    """Return the parts that say something in one text."""
    return by.join(part for part in parts if part)


def noted(text: str, note: str) -> str:
    """Return ``text`` with a note in brackets, if there is one."""
    return f"{text} ({note})" if text and note else text or note


def after(words: str, text: str) -> str:
    """Return ``words`` and ``text``, or nothing where there is no text."""
    return f"{words}{text}" if text else ""


def span(since: str, until: str) -> str:
    """Return ``07/1999 đến 07/2000``; an open end is left off."""
    return f"{since} đến {until}".strip() if until else since


def social_orgs(dossier: Dossier) -> str:
    """Item 15: organisations with the day of joining."""
    return joined(
        *(joined(row.name, show_date(row.joined), row.note) for row in dossier.social_orgs),
        by="; ",
    )


def exemptions(dossier: Dossier) -> str:
    """Item 20: terms without party activity, with ground and basis."""
    return joined(
        *(
            joined(span(show_date(row.since), show_date(row.until)), row.ground, row.basis)
            for row in dossier.exemptions
        ),
        by="; ",
    )


def titles(dossier: Dossier) -> str:
    """Item 25: titles with their day."""
    return joined(*(joined(row.name, show_date(row.on)) for row in dossier.titles), by="; ")


def exits(dossier: Dossier) -> str:
    """Item 27a: how, when, why and where the member left the Party."""
    return joined(
        *(
            joined(row.form, show_date(row.on), after("lý do: ", row.reason), after("tại ", row.at))
            for row in dossier.exits
        ),
        by="; ",
    )


def readmissions(dossier: Dossier) -> str:
    """Item 27b: second admission."""
    return joined(
        *(
            joined(
                show_date(row.on),
                after("tại ", row.at),
                after("chính thức ngày ", show_date(row.official_on)),
                after("tại ", row.official_at),
                after("người giới thiệu: ", row.introducers),
            )
            for row in dossier.readmissions
        ),
        by="; ",
    )


def restorations(dossier: Dossier) -> str:
    """Item 27c: membership restored."""
    return joined(
        *(
            joined(show_date(row.on), after("tại ", row.at), after("lý do: ", row.reason))
            for row in dossier.restorations
        ),
        by="; ",
    )


def legal_cases(dossier: Dossier) -> str:
    """Item 27d: dealt with under the law."""
    return joined(
        *(
            joined(
                row.form,
                row.authority,
                span(show_date(row.since), show_date(row.until)),
                after("tại ", row.at),
            )
            for row in dossier.legal_cases
        ),
        by="; ",
    )


def old_regime(dossier: Dossier) -> str:
    """Item 27e: work under the old regime."""
    return joined(
        *(
            joined(row.body, row.post, span(show_date(row.since), show_date(row.until)))
            for row in dossier.old_regime
        ),
        by="; ",
    )


def foreign_ties(dossier: Dossier) -> str:
    """Item 28b: bodies abroad."""
    return joined(*(joined(row.body, row.work, row.seat) for row in dossier.foreign_ties), by="; ")

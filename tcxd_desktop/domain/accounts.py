"""Who works with an office: accounts, and what the newest sign-in found."""

from dataclasses import dataclass

from tcxd_desktop.domain.history import Actor, Role


@dataclass(frozen=True, slots=True)
class Account:
    """Người dùng: one person who signs in with a password of their own."""

    id: int
    name: str
    role: Role
    sealed: bool = False
    """Holds the sealed compartment (items 26 to 28)."""
    units: tuple[int, ...] = ()
    """Scope of a clerk; empty: the whole office."""
    opened: str = ""
    """ISO day."""
    closed: str = ""
    """ISO day; empty while it is in use."""

    def actor(self) -> Actor:
        """Return the account as who works."""
        return Actor(self.name, self.role, self.id, self.sealed, self.units)


@dataclass(frozen=True, slots=True)
class Founding:
    """Lập văn phòng: what a new office is told before its first record."""

    head: str
    """Name of the head's account."""
    role: str = "CTTT"
    """``CTTT``: đảng ủy cấp trên trực tiếp; ``DBCS``: đảng bộ cơ sở (decisions 10)."""
    rule_set: str = "RS-2025"


@dataclass(frozen=True, slots=True)
class SignIn:
    """Lần đăng nhập: what the opening of the files found, for the first screen to tell."""

    state: str = "same"
    """``same``, ``no_anchor``, ``unclean``, ``older``, ``altered``: see ``storage.checking``."""
    expected: int = 0
    found: int = 0
    failures: tuple[str, ...] = ()
    """UTC moments of wrong passwords since the last sign-in."""
    recovery: bool = True
    """Whether a confirmed recovery sheet is in force."""
    by_code: bool = False
    """Opened with the code of the recovery sheet."""

    @property
    def doubtful(self) -> bool:
        """Whether the files are not those that were left, and the head has to say so."""
        return self.state in {"older", "altered"}

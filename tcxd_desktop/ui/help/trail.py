"""Where one has been reading: back and forward."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Spot:
    """Chỗ đang đọc."""

    topic: str
    part: str = ""
    scroll: int = 0


@dataclass(slots=True)
class Trail:
    """Đường đã đi."""

    behind: list[Spot] = field(default_factory=list)
    ahead: list[Spot] = field(default_factory=list)

    def left(self, spot: Spot) -> None:
        """Remember a spot one goes on from; what was ahead is forgotten."""
        self.behind.append(spot)
        self.ahead.clear()

    def back(self, here: Spot) -> Spot:
        """Return the spot before; from ``here`` one can come again."""
        self.ahead.append(here)
        return self.behind.pop()

    def forward(self, here: Spot) -> Spot:
        """Return the spot one came back from."""
        self.behind.append(here)
        return self.ahead.pop()

"""What goes to whoever supports the program: parts of text, each to be read before it is sent."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DiagnosticPart:
    """Một phần của gói chẩn đoán."""

    file: str
    """Name of the file in the package."""
    title: str
    text: str


def captioned(lines: dict[str, str]) -> str:
    """Return captions with their values, a line each."""
    return "".join(f"{caption}: {value}\n" for caption, value in lines.items())

"""What a record read from a QR or a file would bring, held against what the office knows."""

from dataclasses import dataclass

from tcxd_desktop.domain.packets import ReadPacket
from tcxd_desktop.domain.transfers import StepEvent, Transfer


@dataclass(frozen=True, slots=True)
class ReceivedFact:
    """Một dòng so sánh: what the record says beside what stands here."""

    label: str
    said: str
    here: str = ""
    differs: bool = False


@dataclass(frozen=True, slots=True)
class ReceivePreview:
    """Xem trước phiếu nhận: the case it would open, or the step it would take; nothing is written.

    A return slip has ``answers`` and ``event``; a transfer the case it opens, or has already.
    """

    read: ReadPacket
    case: Transfer | None = None
    facts: tuple[ReceivedFact, ...] = ()
    known_id: int | None = None
    """Somebody recorded here who is, or was, this person."""
    here_already: bool = False
    """That person is in the list today."""
    running_id: int | None = None
    """A case of this person that is open already: the record is added to it."""
    answers: int | None = None
    event: StepEvent | None = None
    warnings: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    """Sentences; with one of them nothing can be taken."""

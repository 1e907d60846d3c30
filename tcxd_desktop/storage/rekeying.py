"""Another data key for the office's files: whole, or not at all, whenever it is cut off.

New keys are written beside the old ones for every slot, then each file is written anew under its
new key in one transaction, then the old keys are dropped. ``opening.settled`` finishes what was
cut off. Copies of the files made earlier keep opening with the keys they were made with.
"""

from collections.abc import Mapping
from dataclasses import replace

from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.storage import keys
from tcxd_desktop.storage.engine import rekey
from tcxd_desktop.storage.opening import settled
from tcxd_desktop.storage.store import Store

STEPS = 4


def change(store: Store, trusted: Mapping[int, bytes], progress: Progress = unwatched) -> None:
    """Change the keys of the main file and, where it is held, of the sealed compartment.

    Args:
        store: open; it works with the new keys afterwards.
        trusted: public keys the new data keys are sealed to, as the encrypted file knows them
            (account, or 0 for the recovery sheet).
        progress: (steps done, steps).
    """
    with store.apart():
        old = store.ring
        new = keys.begin_change(store.folder, old, trusted)
        try:
            progress(1, STEPS)
            assert new.next_main is not None  # noqa: S101 - begin_change has just made it
            rekey(store.path, old.main, new.next_main)
            progress(2, STEPS)
            if old.sealed is not None and new.next_sealed is not None:
                rekey(store.sealed_path, old.sealed, new.next_sealed)
            progress(3, STEPS)
        finally:
            # The same that an opening after a crash does: forward from the main file on, else back.
            store.take_ring(replace(settled(store.folder, new), signer=old.signer))
    # Anchors are sealed with a key that comes from the data key.
    store.anchor(clean=False)
    progress(STEPS, STEPS)

"""The one list of everything the program shows: pages, their parts, full pages, dialogs.

Pictures, the self test, the help and the tests that walk the screens all go by it.
"""

from functools import cache, partial

from tcxd_desktop.cli.scene_kit import Scene, in_window, page_of
from tcxd_desktop.cli.scenes_exchange import scenes as exchange_scenes
from tcxd_desktop.cli.scenes_meetings import scenes as meeting_scenes
from tcxd_desktop.cli.scenes_people import scenes as people_scenes
from tcxd_desktop.cli.scenes_safety import scenes as safety_scenes
from tcxd_desktop.cli.scenes_shell import scenes as shell_scenes
from tcxd_desktop.cli.scenes_transfers import scenes as transfer_scenes
from tcxd_desktop.cli.scenes_updating import scenes as updating_scenes
from tcxd_desktop.ui.shell.building import PAGES

__all__ = ["Scene", "all_scenes", "scene"]


@cache
def all_scenes() -> tuple[Scene, ...]:
    """Return every scene, in the order of the navigation; what comes before the window first."""
    listed = (
        *shell_scenes(),
        *updating_scenes(),
        *people_scenes(),
        *meeting_scenes(),
        *transfer_scenes(),
        *exchange_scenes(),
        *safety_scenes(),
    )
    known = {one.key for one in listed}
    plain = (
        in_window(key, key, title, partial(page_of, key=key))
        for key, title, *_ in PAGES
        if key not in known
    )
    return (*listed, *plain)


def scene(key: str) -> Scene:
    """Return the scene of a key."""
    return next(one for one in all_scenes() if one.key == key)

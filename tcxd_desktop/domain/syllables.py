"""Vietnamese syllables: which words can be Vietnamese, by initial, rhyme and tone.

Written from the rules of the orthography, for telling real Vietnamese from text read in the
wrong character set. It knows no words: *huyếnh* passes, *hừơng* does not.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

_ONSETS: Final = "ngh ch gh gi kh ng nh ph qu th tr b c d đ g h k l m n p r s t v x"
"""Initials; a syllable may also have none."""
_RHYMES: Final = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu "
    "im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng "
    "oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp "
    "ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut "
    "uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu "
    "y yêm yên yêng yêt yêu ych ynh yt"
)
_AFTER_QU: Final = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc ân âng âp ât ây e en eo et "
    "ê êch ên ênh êt i ich in inh it iu ơ ơi ôc y ych ynh yên yêt yt"
)
"""Rhymes after ``qu``, whose ``u`` belongs to the initial."""
_TONES: Final = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_STOPPED: Final = ("c", "ch", "p", "t")
_STOPPED_TONES: Final = ("\u0301", "\u0323")
"""Syllables that end in a stop carry sắc or nặng only."""
_SHAPED: Final = "ăâêôơư"
_FINALS: Final = re.compile(r"(?:ngh|ng|nh|ch|c|m|n|p|t)$")
_FRONT: Final = frozenset("eêiy")


def _placed(rhyme: str, tone: str) -> Iterator[str]:
    """Yield the spellings of ``rhyme`` with ``tone``: one, or two as in ``oà`` and ``òa``."""
    if not tone:
        yield rhyme
        return
    final = _FINALS.search(rhyme)
    vowels = rhyme[: final.start()] if final else rhyme
    shaped = [place for place, letter in enumerate(vowels) if letter in _SHAPED]
    if shaped:
        places = {shaped[-1]}
    elif final:
        places = {len(vowels) - 1}
    elif vowels in {"oa", "oe", "uy"}:
        places = {0, 1}
    else:
        places = {1 if len(vowels) == 3 else 0}
    for place in sorted(places):
        toned = unicodedata.normalize("NFC", vowels[place] + tone)
        yield vowels[:place] + toned + rhyme[place + 1 :]


def _forms(rhymes: Iterable[str]) -> frozenset[str]:
    return frozenset(
        form
        for rhyme in rhymes
        for tone in (_STOPPED_TONES if rhyme.endswith(_STOPPED) else _TONES)
        for form in _placed(rhyme, tone)
    )


_INITIALS: Final = frozenset(_ONSETS.split())
_FORMS: Final = _forms(_RHYMES.split())
_OWN_FORMS: Final = {
    "qu": _forms(_AFTER_QU.split()),
    "gi": _forms(rhyme for rhyme in _RHYMES.split() if rhyme[0] not in "iy"),
}
"""Initials that end in a vowel and what may follow them."""


def _bare(letter: str) -> str:
    """Return a vowel without its tone, its shape kept."""
    parts = unicodedata.normalize("NFD", letter)
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))


def _fits(onset: str, rest: str) -> bool:
    """Tell whether an initial may stand before the rhyme ``rest``, as it is spelt."""
    if rest not in _OWN_FORMS.get(onset, _FORMS):
        return False
    if onset in _OWN_FORMS or not onset:
        return True
    first = _bare(rest[0])
    if onset in {"k", "gh", "ngh"}:
        fits = first in _FRONT
    elif onset in {"c", "ng"}:
        fits = first not in _FRONT
    else:
        fits = onset != "g" or first not in _FRONT or first == "i"
    return fits and not (first == "y" and len(rest) > 1)


@lru_cache(maxsize=32768)
def _spelt(word: str) -> bool:
    return any(
        (not length or word[:length] in _INITIALS) and len(word) > length
        and _fits(word[:length], word[length:])
        for length in range(4)
    )  # fmt: skip


def is_syllable(word: str) -> bool:
    """Tell whether ``word`` can be one Vietnamese syllable, in small letters, capitals or a name.

    Both places of the tone (*hoà*, *hòa*) pass; capitals in the middle of small letters do not.

    >>> [is_syllable(word) for word in ("Nguyễn", "NguyÔn", "hoà", "Müller")]
    [True, False, True, False]
    """
    word = unicodedata.normalize("NFC", word)
    small = word.lower()
    if word not in (small, word.upper(), small[:1].upper() + small[1:]):
        return False
    return _spelt(small)

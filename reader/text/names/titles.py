"""Words that stand before a person's name and are no part of it."""

from typing import Final

_BEFORE_NAMES: Final = """
    Mr Mrs Ms Miss Mx Dr Prof Professor Sir Dame Rev Reverend Fr Sen Senator Rep Representative
    Congressman Congresswoman Gov Governor Gen General Lt Lieutenant Col Colonel Maj Major Capt Captain
    Sgt Sergeant Cmdr Commander Adm Admiral Brig Brigadier Cpl Corporal Marshal President Vice-President
    Premier Chancellor Prime Foreign Defense Defence Interior Finance Deputy Vice Minister Secretary
    Secretary-General Director Director-General Chairman Chairwoman Chairperson Mayor Ambassador Envoy
    Spokesman Spokeswoman Spokesperson Commissioner Prosecutor Attorney Judge Justice Sheriff CEO Speaker
    Archbishop Bishop Cardinal Rabbi Imam Coach Detective Inspector Superintendent Councillor Comrade
"""

TITLES: Final = frozenset(word.casefold() for word in _BEFORE_NAMES.split())
"""Titles and offices, casefolded, without the full stop of an abbreviation."""

"""Ordinary words: those that any article may hold, whatever it is about.

In a large library their own number tells them apart. In one of twenty articles, "meanwhile" may stand in two
of them as a rare name does; there it must be known beforehand. Words that mean something in another of these
languages are left out.
"""

from functools import cache
from string import ascii_lowercase
from typing import Final

from reader.search.analysis.words import fold, form_of

_ENGLISH: Final = """
a about above according across after again against ago all almost alone along already also although always
am among an and another any anyone anything are around as ask asked at away back be became because become
been before began begin behind being believe below best better between beyond big both bring brought but by
called came can cannot case certain clear come comes coming could day days did different do does doing done
down due during each early either else end enough even ever every everyone everything expect expected far
few fewer find first five follow followed following for former found four from full further gave get give
given go goes going good got great had half happen has have having he help her here hers herself high him
himself his hold how however i if important in include included including indeed instead into is it its
itself just keep kept kind know known large largest last late later latest least left less let like likely
little long longer look looked made main make making man many matter may maybe me mean means meanwhile might
moment month months more most much must my near nearly need needed neither never new news next nine no nobody
none nor not note noted nothing now number of off often old on once one only onto open or other others our
out over own part past people perhaps person place plan planned point possible put quite rather reach reached
reason recent recently remain remained report reported reports result right said same saw say saying says
second see seen set seven several she should show showed shown side similar since six small so some someone
something soon start started statement still such take taken tell ten than that the their them themselves
then there these they thing things think third this those though thought three through thus time times to
today together told tomorrow too took toward towards two under until up upon us use used using very want
wanted was way we week weeks well went were what when where whether which while who whole whom whose why
will with within without word words work would year years yes yesterday yet you young your
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat
january february march april june july august september october november december
jan feb apr jun jul aug sep sept oct nov dec
ad add added adding adds began called calls carried carries carry change changed close closed closer closest
count country countries cover covered earlier eight face faced fall fell given head held higher home join
joined judging lead leading led lost lower meet meeting members minute minutes move moved name named names
office official officials paid pass passed percent promise promised promises read run running stand stands
step steps system title titled told video want world
"""
_OTHERS: Final = """
aber alle als auch auf aus bei bis dann dass dem der des deren dessen doch durch ein eine einem einen einer
eines erst gegen haben hatte hatten hier ihm ihn ihr ihre ihren ist jetzt kann kein keine können mehr mit
nach nicht noch nur oder ohne schon sehr sein seine seinen seit sich sie sind soll über um und uns unter vom
von vor wenn werden wie wir wird wo wurde wurden zum zur zwei zwischen
au aux avec avoir c'est ces cette comme dans depuis des deux dont du elle elles est et étaient était être eu
fait ils je jour la le les leur leurs lui mais même ne nous ont ou où pas peu plus pour que qui se
selon ses si sont sur tous tout toute très un une vers vous
algo antes años aunque cada como cómo con contra cual cuando de del desde después donde durante el
ella ellos en entre eran es esa ese eso esta está están este esto fue fueron ha hace hacia hasta hay las
lo los más menos mientras mismo muy nada ni nos o otra otro otros para pero poco por porque puede que quien
según ser sido sobre su sus también tanto tiene tienen todo todos tras unos ya
che chi con dal dalla dei del della delle di dopo ed gli hanno nel nella non ogni perché più quando questa
questo sono stata stato sua sulla suo tra
ao aos até com da das depois dos ela eles em entre essa esse foi foram isso já mais mas na não nas nem no nos
numa os ou pela pelo pode quando que se sem ser seu seus sua suas também tem uma você
aan als bij dat de deze door een en er haar hebben heeft het hij hun ik maar meer met naar niet nog of om
onder ook op over te tegen tot uit veel voor waar was wat weer wel wij wordt zal zei zich zij zijn
без бы был была были было быть в вам вас весь во вот все всех вы где да даже для до его ее если есть еще же за
здесь и из или им их к как когда кто ли лет между меня мне много может мы на над надо нас не него нет ни но
о об один она они оно от очень по под после при про раз с сам себя со так также там то тогда того тоже только
том ты у уже хотя чего чем что чтобы эта эти это этого этой этот я
"""


@cache
def ordinary_forms() -> frozenset[str]:
    """Give the forms of ordinary words, as the index holds them; single letters are some, too."""
    return frozenset((*(form_of(fold(word)) for word in (_ENGLISH + _OTHERS).split()), *ascii_lowercase))

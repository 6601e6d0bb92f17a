"""The trail of the reader: back, forward, and what is forgotten."""

from reader.model.ids import ArticleId, VersionId
from reader.model.trail import MOST_STOPS, Stop, Trail


def stop(article: int, position: int = 0) -> Stop:
    return Stop(ArticleId(article), VersionId(article), position)


def trail(*articles: int) -> Trail:
    made = Trail()
    for article in articles:
        made = made.gone_to(stop(article))
    return made


def test_nothing_was_read():
    empty = Trail()
    assert (empty.present(), empty.ahead(-1), empty.ahead(0), empty.ahead(1)) == (None, None, None, None)
    assert empty.stepped(-1) == empty
    assert empty.without(ArticleId(1)) == empty


def test_back_and_forward():
    made = trail(1, 2, 3)
    assert (made.ahead(-1), made.ahead(1)) == (stop(2), None)
    back = made.stepped(-2)
    assert (back.present(), back.ahead(-1), back.ahead(1)) == (stop(1), None, stop(2))
    assert back.stepped(-1) == back
    assert back.stepped(2) == made


def test_another_way_forgets_what_was_gone_back_from():
    made = trail(1, 2, 3).stepped(-1).gone_to(stop(4))
    assert made.stops == (stop(1), stop(2), stop(4))
    assert made.ahead(1) is None


def test_the_place_of_the_present_stop_moves():
    made = trail(1, 2).stepped(-1).moved_to(stop(1, 77))
    assert made.stops == (stop(1, 77), stop(2))
    assert Trail().moved_to(stop(5)).present() == stop(5)


def test_the_oldest_are_forgotten():
    made = trail(*range(MOST_STOPS + 5))
    assert len(made.stops) == MOST_STOPS
    assert (made.stops[0], made.present()) == (stop(5), stop(MOST_STOPS + 4))


def test_an_article_that_is_gone_is_left_out():
    made = trail(1, 2, 1, 3)
    assert made.without(ArticleId(1)).stops == (stop(2), stop(3))
    assert made.without(ArticleId(1)).present() == stop(3)
    assert made.stepped(-1).without(ArticleId(1)).present() == stop(2)
    assert made.stepped(-3).without(ArticleId(1)).present() == stop(2)
    assert trail(1).without(ArticleId(1)) == Trail()

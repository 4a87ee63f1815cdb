"""Whom "the enemy" and "the assailants" of a sentence mean, and whether it tells of the enemy's losses or deeds."""

from monitor.detect.article.story import Story
from monitor.detect.belligerents.naming import is_agent, is_killer
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line

_FAR = 8  # tokens from a number on to whose losses it counts


def attackers(story: Story, line: Line, speaker: Attribution | None) -> str | None:
    """Whose the assailants are: the enemy's, an armed group's, the militants' of the topic."""
    militants = story.sides.militants if story.sides.topical else ()
    enemy = (story.enemy(line, speaker, lost=True) or story.armed) if story.sides.war else None
    return enemy or next(iter(militants), None)


def losing_enemy(line: Line, group: Group, link: Link) -> list[int]:
    """ "Загальні втрати противника становлять ...", "the enemy has suffered 300 casualties", "the enemy's at 300"."""
    if "words.enemy" not in line.has or link.kin is not None:
        return []
    for j in range(min(group.end + _FAR, len(line.tokens)) - 1, -1, -1):
        enemy = line.at(j, "words.enemy")
        if enemy is None:
            if line.low(j) == ";":
                return []
            continue
        k, end = j, enemy.end
        while k > 0 and line.is_a(k - 1, "words.of", "words.article"):
            k -= 1
        while line.is_a(end, "words.auxiliary", "words.adverb"):
            end += 1
        owned = line.tokens[enemy.end - 1].possessive and line.is_a(end, "words.landing", "words.preposition")
        suffers = line.is_a(end, "casualties.noun", "words.lost", "words.suffer") and j < group.start
        if line.ends_at(k, "casualties.noun") is not None or suffers or (owned and j < group.start):
            return [j]
    return []


def strikes(line: Line, j: int) -> bool:
    """ "feindlicher Beschuss", "внаслідок ворожої атаки", "противник атаковал": the enemy's deed, not his loss."""
    end = line.tags[j]["words.enemy"].end
    return line.ends_at(j, "words.attack") is not None or is_agent(line, j, end) or is_killer(line, j)

"""What people write that is hard to show: long, in other scripts, in one word; and all of it at once."""

from __future__ import annotations

ENGLISH = (
    "We meet because we want to, not because anybody told us to, and each of us brings something that the others do "
    "not have yet: a question, a trick, a story about what went wrong last time, or simply the patience to sit beside "
    "someone who is stuck. Nobody stands in front. When we do not know, we look it up together, and say so aloud."
)
FRENCH = (
    "Un cercle d’apprentissage, c’est pour moi l’endroit où l’on ose dire « je n’ai pas compris » sans rougir, parce "
    "que les autres non plus n’ont pas tout compris, où celle qui a deviné hier l’explique à celui qui devinera "
    "demain, où l’on s’entraide à plusieurs voix, œuvre après œuvre, avec du thé, du temps, et jamais de notes."
)
CHINESE = (
    "学习圈就是一群人因为自己愿意而定期相聚，没有人站在前面讲课；每个人都把自己知道的一点点带来，大家一起把它拼完整。"
    * 6
)
ARABIC = (
    "حلقة التعلم هي مجموعة من الناس يجتمعون لأنهم يريدون ذلك، وليس لأن أحدا طلب منهم ذلك، وكل واحد منا يجلب شيئا لا "
    "يملكه الآخرون بعد: سؤالا، أو حيلة، أو قصة عما لم ينجح في المرة الماضية، أو مجرد الصبر على الجلوس بجانب شخص تعثر. "
    "لا أحد يقف في الأمام. وعندما لا نعرف نبحث معا ونقول ذلك بصوت عال، ثم نشرب الشاي ونبدأ من جديد."
)
WORD = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenantrag"[:60]
SHORT = "Tea, biscuits and fractions."
MIXED = (ENGLISH, WORD, FRENCH, SHORT, CHINESE[:320], ARABIC, ENGLISH[:300], FRENCH[60:], SHORT)

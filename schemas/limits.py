"""Which clinical limits stand in no setting? Each is written here once, and nowhere else as a number.

What a therapist may change, and within which range, stands in `schemas.settings`.
"""

from datetime import timedelta

# Pain is told from 0, none, to this, the worst imaginable (the numeric rating scale).
WORST_PAIN = 10
# Worst pain that some patient's settings may call red: from here on a reply that is not sure is asked about.
LOWEST_RED = 5
# The largest dose that anybody may be given, minutes a day.
MOST_MINUTES = 90
# The most that test walks may show to be tolerated, minutes a day.
MOST_TOLERATED_MINUTES = 120
# The most that a plan may ask for, whoever ordered it, minutes a day.
MOST_PLANNED_MINUTES = 120
# Walks of one day, ordered or told.
MOST_WALKS = 20
# From the first day of a pause to the first day back: longer is a discharge.
LONGEST_PAUSE = timedelta(days=90)
# Whoever was asked whether the foot is weak, and does not answer, is a person's matter after this.
FOOT_ANSWERED_WITHIN = timedelta(minutes=60)
# Whoever was asked whether they want no more texts, and does not answer, gets none after this.
STOP_ANSWERED_WITHIN = timedelta(hours=24)
# So is whoever has not begun so long after they were asked.
BEGUN_WITHIN = timedelta(days=3)
# The sum of the six items of the Exercise Adherence Rating Scale, each 0 to 4.
BEST_EARS = 24

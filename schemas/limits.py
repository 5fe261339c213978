"""Clinical limits that no setting changes. Each is written here once, and nowhere else as a number.

What a therapist may change, and within which range, is in `schemas.settings`.
"""

from datetime import timedelta

# Pain is reported from 0, none, to this, the worst imaginable (the numeric rating scale).
WORST_PAIN = 10
# The lowest worst pain that any patient's settings may call red: from here on an uncertain score is confirmed with the
# patient.
LOWEST_RED = 5
# The largest dose that anybody may be given, minutes a day.
MOST_MINUTES = 90
# The most that test walks may show to be tolerated, minutes a day.
MOST_TOLERATED_MINUTES = 120
# The most that a plan may ask for, whoever ordered it, minutes a day.
MOST_PLANNED_MINUTES = 120
# The most walks of one day, ordered or reported.
MOST_WALKS = 20
# From the first day of a pause to the first day back: a longer one is a discharge.
LONGEST_PAUSE = timedelta(days=90)
# The highest pain that may be known to the team, so that it raises no alert: 9 and 10 always do.
MOST_KNOWN = 8
# From the day on which it is said that a pain is known to the last day of that.
LONGEST_KNOWN = timedelta(days=90)
# A patient who was asked whether the foot is weak, and has not answered after this, is passed to a person.
FOOT_ANSWERED_WITHIN = timedelta(minutes=60)
# A patient who was asked whether they want no more texts, and has not answered after this, gets none.
STOP_ANSWERED_WITHIN = timedelta(hours=24)
# A patient who has not begun this long after being asked to is passed to a person, too.
BEGUN_WITHIN = timedelta(days=3)
# How well a patient can do what matters to them, from 0, not at all, to this, as before.
BEST_FUNCTION = 10
# The highest sum of the six items of the Exercise Adherence Rating Scale, each 0 to 4.
BEST_EARS = 24

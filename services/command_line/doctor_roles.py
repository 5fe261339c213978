"""Does the program's login have exactly the rights that its work needs?"""

import sqlalchemy as sa

from services.storage import rights


def rights_of_login(connection: sa.Connection) -> tuple[bool, str]:
    """Whether this login has exactly the program's rights, and a sentence that says what to do if it has not."""
    too_many, too_few = rights.too_many(connection), rights.too_few(connection)
    if too_many:
        return False, rights.TOO_MUCH.format(", ".join(too_many))
    if too_few:
        return False, f"the login of DATABASE_URL has too few rights: as a superuser, run {' '.join(too_few)}"
    if rights.not_given(connection):
        return False, "the login of DATABASE_URL does not have its rights yet: run `amble migrate`"
    blind = rights.unseen(connection)
    if blind:
        return False, f"the owner does not see all rows of {', '.join(blind)}: run `amble migrate`"
    return True, "the program's login can read and write rows, owns nothing, and cannot rewrite an event"

"""What has a process done from which the tests' servers are forked? It has built the apps, once for all of them."""

import gc

from services.command_line.serving import app_of

app_of(False, False, True)
app_of(True, False, True)
# Otherwise each server's collector would walk through all of it, and copy every page.
gc.collect()
gc.freeze()

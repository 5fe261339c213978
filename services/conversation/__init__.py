"""What do we hear, and what do we say? Pure: a text in, a reading out; a plan in, a sentence out."""

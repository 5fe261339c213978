"""What a clinician does to one patient's course, texts and alerts."""

"""Which settings hold for a clinic or a patient, and what would others do?"""

"""What comes in: patients' texts and what the carrier says of ours, each heard once."""

"""What does Amble do? The rule, the conversation, the carrier, the journey of a text, and the doors to them."""

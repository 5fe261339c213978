"""What is proven, and how? Real PostgreSQL built by the migrations, a real broker, hand-made fakes at the wire."""

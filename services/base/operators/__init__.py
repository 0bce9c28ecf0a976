"""What whoever runs Rowan is told: what a visit of the doctor found, and what goes wrong again and again."""

"""What a program may import of darabonba-core (1.0.9) to catch errors or to write models."""

"""What a program may import of alibabacloud_tea (0.4.3) to catch errors or to write models."""

//! Client for Alibaba Cloud Database Backup (DBS): sign, call, and register a MySQL backup set end to end.

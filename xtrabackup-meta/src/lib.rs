//! Parsers of xtrabackup, innobackupex and mariadb-backup logs and info files.

#!/usr/bin/env bash
# Takes a full backup of the MySQL or MariaDB server on this machine and brings it to DBS. Made for
# cron, systemd and Kubernetes: it says little, never waits for a person, runs once at a time, and the
# next run takes up what this one could not finish.
#
#   boot_backup.sh [SETTINGS-FILE…]
#
# Settings are taken from the environment and from the files, which hold lines NAME=VALUE. A file may
# hold the access key, so not everybody may read it. No key is ever put on a command line.
#
#   DBS_REGION          region of the data source, such as cn-hangzhou
#   DBS_DATASOURCE_ID   ds-…
#   DBS_ENDPOINT        default: dbs-api.$DBS_REGION.aliyuncs.com
#   ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET
#   BACKUP_ROOT         where backups are made; default: /var/backups/dbs
#   BACKUP_KEEP         uploaded backups that stay in BACKUP_ROOT; default: 1
#   BACKUP_WAITING      no further backup is made while so many wait for their upload; default: 2
#   BACKUP_TOOL         xtrabackup or mariadb-backup; default: the one that is installed
#   BACKUP_DEFAULTS     option file with user and password for the tool, read after the server's own
#                       (--defaults-extra-file); default: ~/.my.cnf
#   BACKUP_OPTIONS      more options for the tool, separated by blanks, such as --parallel=4
#   UPLOAD_PROGRAM      default: upload-and-register-backup-set
#   UPLOAD_OPTIONS      more options for it, such as --limit_rate 50MiB --time_zone Asia/Shanghai
#   STATE_DIR           its journals; default: $BACKUP_ROOT/state
#
# Each backup is a folder BACKUP_ROOT/yyyymmdd_hhmmss with the directory mysql-yyyymmdd_hhmmss, from which
# the backup set has its name, `backup.log` and marks: `made` when the tool is done, `uploaded` when DBS
# has it. What is not uploaded is tried again by each run, and stays. Folders with another name are
# never touched.
#
# Exit codes: those of the upload program; 64 a setting is wrong; 69 the backup tool failed;
# 75 another run is at work.
set -euo pipefail
umask 077

say() { printf '%s %s\n' "$(date '+%F %T')" "$*" >&2; }
die() {
  local code=$1
  shift
  say "error: $*"
  exit "$code"
}

main() {
  read_settings "$@"
  mkdir -p -- "$BACKUP_ROOT" "$STATE_DIR"
  exec 9>"$BACKUP_ROOT/lock"
  flock -n 9 || die 75 "another run is at work in $BACKUP_ROOT"

  local folder worst=0 waiting=0
  remove_torn
  for folder in $(folders); do
    if [ ! -e "$folder/uploaded" ]; then
      say "taking up $folder"
      upload "$folder" || {
        worst=$?
        waiting=$((waiting + 1))
      }
    fi
  done
  # The disk is not filled with backups that cannot leave it.
  if [ "$waiting" -ge "$BACKUP_WAITING" ]; then
    say "error: $waiting backups wait for their upload; no further one is made"
    exit "$worst"
  fi
  folder=$BACKUP_ROOT/$(date +%Y%m%d_%H%M%S)
  back_up "$folder"
  upload "$folder" || worst=$?
  remove_old
  exit "$worst"
}

read_settings() {
  local file
  for file in "$@"; do
    [ -r "$file" ] || die 64 "$file cannot be read"
    [ -z "$(find -L "$file" -maxdepth 0 -perm /027)" ] ||
      die 64 "$file can be read by everybody or written by a group: chmod 600 $file"
    set -a
    # shellcheck source=/dev/null
    . "$file"
    set +a
  done
  : "${HOME:=/root}" "${BACKUP_ROOT:=/var/backups/dbs}" "${BACKUP_KEEP:=1}" "${BACKUP_WAITING:=2}"
  : "${BACKUP_DEFAULTS:=$HOME/.my.cnf}" "${BACKUP_OPTIONS:=}" "${UPLOAD_OPTIONS:=}"
  : "${UPLOAD_PROGRAM:=upload-and-register-backup-set}" "${STATE_DIR:=$BACKUP_ROOT/state}"
  [ -n "${DBS_REGION:-}" ] || die 64 'DBS_REGION is not set'
  [ -n "${DBS_DATASOURCE_ID:-}" ] || die 64 'DBS_DATASOURCE_ID is not set'
  : "${DBS_ENDPOINT:=dbs-api.$DBS_REGION.aliyuncs.com}"
  case $BACKUP_ROOT in
    /?*) ;;
    *) die 64 "BACKUP_ROOT must be an absolute path below /, not $BACKUP_ROOT" ;;
  esac
  case $BACKUP_ROOT in
    *[[:space:]]*) die 64 'BACKUP_ROOT must have no blanks' ;;
  esac
  case $BACKUP_KEEP in
    '' | *[!0-9]*) die 64 "BACKUP_KEEP must be a number, not $BACKUP_KEEP" ;;
  esac
  case $BACKUP_WAITING in
    '' | 0 | *[!0-9]*) die 64 "BACKUP_WAITING must be a number from 1, not $BACKUP_WAITING" ;;
  esac
  [ -r "$BACKUP_DEFAULTS" ] || die 64 "the option file $BACKUP_DEFAULTS cannot be read"
  [ -n "${BACKUP_TOOL:-}" ] || BACKUP_TOOL=$(command -v xtrabackup || command -v mariadb-backup) ||
    die 64 'neither xtrabackup nor mariadb-backup is installed'
  command -v "$BACKUP_TOOL" >/dev/null || die 64 "$BACKUP_TOOL is not installed"
  command -v "$UPLOAD_PROGRAM" >/dev/null || die 64 "$UPLOAD_PROGRAM is not installed"
}

# The folders of this script with a whole backup, the oldest first. Their names have no blanks.
folders() {
  find "$BACKUP_ROOT" -mindepth 2 -maxdepth 2 -type f -name made -printf '%h\n' |
    grep -E '/[0-9]{8}_[0-9]{6}$' | sort || true
}

# Backups that were not made to the end: the tool failed, or the machine went down.
remove_torn() {
  local folder
  for folder in $(find "$BACKUP_ROOT" -mindepth 1 -maxdepth 1 -type d -printf '%p\n' |
    grep -E '/[0-9]{8}_[0-9]{6}$' || true); do
    [ -e "$folder/made" ] || remove "$folder"
  done
}

# Uploaded backups, but for the newest ones.
remove_old() {
  local folder uploaded=()
  for folder in $(folders); do
    [ ! -e "$folder/uploaded" ] || uploaded+=("$folder")
  done
  local surplus=$((${#uploaded[@]} - BACKUP_KEEP))
  [ "$surplus" -gt 0 ] || return 0
  for folder in "${uploaded[@]:0:surplus}"; do
    remove "$folder"
  done
}

# The mark goes first: what is removed in part is not taken for a backup.
remove() {
  say "removing $1"
  rm -f -- "$1/made"
  rm -rf --one-file-system -- "$1"
}

back_up() {
  local folder=$1 options
  mkdir -- "$folder"
  read -ra options <<<"$BACKUP_OPTIONS"
  say "backing up into $folder"
  run "$BACKUP_TOOL" --defaults-extra-file="$BACKUP_DEFAULTS" --backup --target-dir="$folder/mysql-${folder##*/}" \
    "${options[@]}" 2>"$folder/backup.log" >/dev/null || {
    tail -n 5 -- "$folder/backup.log" >&2
    die 69 "$BACKUP_TOOL failed; its log is $folder/backup.log until the next run"
  }
  sync -- "$folder/backup.log"
  : >"$folder/made"
}

upload() {
  local folder=$1 options code=0
  read -ra options <<<"$UPLOAD_OPTIONS"
  run "$UPLOAD_PROGRAM" --endpoint "$DBS_ENDPOINT" --region_code "$DBS_REGION" \
    --datasource_id "$DBS_DATASOURCE_ID" --data_type FullBackup --backup_dir "$folder/mysql-${folder##*/}" \
    --xtrabackup_log_path "$folder/backup.log" --state_dir "$STATE_DIR" --summary "$folder/summary.txt" \
    "${options[@]}" >"$folder/report.txt" || code=$?
  if [ "$code" -eq 0 ]; then
    : >"$folder/uploaded"
    cat -- "$folder/report.txt"
  else
    say "error: the upload of $folder ended with $code; the next run takes it up"
  fi
  return "$code"
}

# Runs a program so that this script's end is the program's too. Who presses Ctrl-C has told the
# program already; who kills this script has not.
child=
run() {
  local code=0
  "$@" 9>&- &
  child=$!
  wait "$child" || code=$?
  child=
  return "$code"
}

# shellcheck disable=SC2329 # the traps below call it
stop() {
  local code=0
  trap - INT TERM HUP
  if [ -n "$child" ]; then
    [ "$1" = INT ] || kill -s TERM "$child" 2>/dev/null || true
    wait "$child" || code=$?
  fi
  [ "$code" -ne 0 ] || code=$2
  exit "$code"
}
trap 'stop INT 130' INT
trap 'stop TERM 143' TERM
trap 'stop HUP 129' HUP

main "$@"

#!/usr/bin/env bash
# Installs the test servers into two folders of Debian's packages, beside the system and not into it:
# trixie has PostgreSQL 17 with pgvector and MariaDB 11.8, sid has MySQL 9.7. Needs root and Debian.
#   install.sh trixie|sid FOLDER
set -euo pipefail
suite=$1 root=$2
mirror=${KELPIE_TEST_DEBIAN_MIRROR:-http://deb.debian.org/debian}
case $suite in
    trixie) packages="postgresql-17 postgresql-17-pgvector mariadb-server" ;;
    sid) packages="mysql-server" ;;
    *) echo "install.sh: $suite is neither trixie nor sid" >&2; exit 2 ;;
esac

# A mark, written last: a folder without it was left half way.
[ -e "$root/.installed" ] && exit 0
for mounted in dev proc srv; do
    mountpoint -q "$root/$mounted" && umount "$root/$mounted"
done
rm -rf --one-file-system "$root"
mkdir -p "$root"

debootstrap --variant=minbase "$suite" "$root" "$mirror"
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod +x "$root/usr/sbin/policy-rc.d"
# sid's index may be older than its own date of expiry; a copy of a mirror often is.
echo 'Acquire::Check-Valid-Until "false";' >"$root/etc/apt/apt.conf.d/90tests"
[ -e /etc/apt/apt.conf ] && cp /etc/apt/apt.conf "$root/etc/apt/apt.conf.d/91host"
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
trap 'umount "$root/dev" "$root/proc"' EXIT
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
chroot "$root" apt-get update -qq
# shellcheck disable=SC2086 # the packages are words
chroot "$root" apt-get install -y -qq --no-install-recommends $packages
chroot "$root" apt-get clean
touch "$root/.installed"

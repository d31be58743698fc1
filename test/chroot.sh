# Sourced by test/matrix and test/package: chroots of the Debian releases that
# have the other major versions of PostgreSQL.  Needs test/packages.sh.
#
# Environment: MATRIX_ROOT (a folder that keeps them for the next time).

# the chroot that is open
root=

need_debootstrap()
{
	is_installed debootstrap || { update_package_lists && install_packages debootstrap; }
}

# Where a major version is had: Debian's release, and the suite of it that has
# the server where that is not the release itself.
release_of()
{
	case $1 in
	15) echo bookworm ;;
	17) echo trixie ;;
	18) echo sid ;;
	19) echo sid experimental ;;
	*)
		echo "$0: no Debian release is known to have PostgreSQL $1" >&2
		return 1
		;;
	esac
}

# The mirror that apt uses here, of Debian's main archive or of its security
# updates: no address of a mirror is written into this project.
mirror()
{
	apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Identifier: Packages' |
		awk -v security="$1" '
			$1 !~ /debian/ { next }
			(security == "security") == ($2 ~ /-security$/) { print $1; exit }'
}

in_chroot()
{
	as_root chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
		LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}

enter_chroot()
{
	as_root mount -t proc proc "$root/proc" &&
		as_root mkdir -p "$root/dev/shm" &&
		as_root mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
}

leave_chroot()
{
	local folder pid

	[ -n "$root" ] || return 0
	# a server that a killed test left behind would hold the folder
	for pid in /proc/[0-9]*
	do
		[ "$(as_root readlink "$pid/root" 2>/dev/null)" != "$root" ] ||
			as_root kill -INT "${pid#/proc/}" 2>/dev/null
	done
	for folder in dev/shm proc
	do
		mountpoint -q "$root/$folder" && as_root umount -l "$root/$folder"
	done
	root=
}

# make_chroot RELEASE [SUITE]: the packages that test/all does not install by
# itself, no service, and nothing of this machine but its name servers
make_chroot()
{
	local release=$1 suite=${2:-} main security

	main=$(mirror main)
	security=$(mirror security)
	[ -n "$main" ] || { echo "$0: apt names no mirror of Debian here" >&2; return 1; }
	as_root debootstrap --variant=minbase --include=ca-certificates \
		"$release" "$root" "$main" || return
	{
		echo "deb $main $release main"
		[ "$release" = sid ] || [ -z "$security" ] ||
			echo "deb $security $release-security main"
		[ -z "$suite" ] || echo "deb $main $suite main"
	} | as_root tee "$root/etc/apt/sources.list" >/dev/null
	# the lists of sid are not renewed everywhere
	echo 'Acquire::Check-Valid-Until "false";' |
		as_root tee "$root/etc/apt/apt.conf.d/90matrix" >/dev/null
	printf '#!/bin/sh\nexit 101\n' | as_root tee "$root/usr/sbin/policy-rc.d" >/dev/null
	as_root chmod 755 "$root/usr/sbin/policy-rc.d"
	as_root cp /etc/resolv.conf /etc/hosts "$root/etc/"
}

# install_server MAJOR [SUITE]
install_server()
{
	local major=$1 suite=${2:-}

	in_chroot apt-get update -q &&
		in_chroot apt-get upgrade -y -q &&
		in_chroot apt-get install -y -q --no-install-recommends postgresql-common &&
		in_chroot sh -c 'mkdir -p /etc/postgresql-common/createcluster.d &&
			echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.d/matrix.conf' &&
		in_chroot apt-get install -y -q --no-install-recommends \
			${suite:+-t "$suite"} "postgresql-$major" "postgresql-server-dev-$major"
}

# open_chroot MAJOR WORK: made where it is not there, below WORK or where
# MATRIX_ROOT says
open_chroot()
{
	local major=$1 place

	place=$(release_of "$major") || return
	root=${MATRIX_ROOT:-$2}/$(set -- $place; echo "$1${2:+-$2}")
	as_root mkdir -p "$root" && root=$(cd "$root" && pwd -P)
	if [ ! -e "$root/etc/postgresql-common/createcluster.d/matrix.conf" ]
	then
		make_chroot $place || return
	fi
	enter_chroot || return
	if [ ! -x "$root/usr/lib/postgresql/$major/bin/pg_config" ]
	then
		# a word for apt's -t only where there is one: the release's own would
		# put it before its security updates
		install_server "$major" $(set -- $place; echo "${2:-}") || return
	fi
}

# Sourced by test/demo and test/all: the Debian packages that a run needs, and
# which PostgreSQL it is for.
#
# Only what is missing is installed.  No cluster is created and no service is
# started by that, so the machine's own PostgreSQL stays as it was.

as_root()
{
	if (($(id -u) == 0))
	then
		"$@"
	elif command -v sudo >/dev/null
	then
		sudo "$@"
	else
		echo "$0: '$*' needs root or sudo" >&2
		return 1
	fi
}

is_installed()
{
	[ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# Installs the packages named, with the output in a log that is shown only
# when something goes wrong.
install_packages()
{
	local log

	log=$(mktemp)
	if ! as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q \
		--no-install-recommends "$@" >"$log" 2>&1 </dev/null
	then
		cat "$log" >&2
		rm -f "$log"
		return 1
	fi
	rm -f "$log"
}

# Package lists are read once a run, and only when something is to be asked.
update_package_lists()
{
	local log

	[ -z "${PACKAGE_LISTS_READ:-}" ] || return 0
	PACKAGE_LISTS_READ=1
	log=$(mktemp)
	if ! as_root apt-get update -q >"$log" 2>&1 </dev/null
	then
		cat "$log" >&2
		rm -f "$log"
		return 1
	fi
	rm -f "$log"
}

# Sets PG_CONFIG: the one given, the newest whose headers are here, or that of
# the distribution's own major version.
choose_server()
{
	local major newest

	if [ -z "${PG_CONFIG:-}" ]
	then
		newest=$(ls -vd /usr/lib/postgresql/*/lib/pgxs 2>/dev/null | tail -n 1)
		if [ -n "$newest" ]
		then
			major=$(basename "$(dirname "$(dirname "$newest")")")
		else
			update_package_lists || return 1
			major=$(apt-cache show postgresql 2>/dev/null |
				sed -n 's/^Version: \([0-9]*\)+.*/\1/p' | sort -n | tail -n 1)
		fi
		if [ -z "$major" ]
		then
			echo "$0: no PostgreSQL was found, and no package of one" >&2
			return 1
		fi
		PG_CONFIG=/usr/lib/postgresql/$major/bin/pg_config
	fi
	export PG_CONFIG
}

# Makes sure of a server with its headers, and of the packages named besides.
need_packages()
{
	local package missing=() major

	choose_server || return 1
	major=${PG_CONFIG#/usr/lib/postgresql/}
	major=${major%%/*}
	if [[ $major =~ ^[0-9]+$ ]]
	then
		set -- "postgresql-$major" "postgresql-server-dev-$major" \
			postgresql-common "$@"
	fi
	command -v dpkg-query >/dev/null || return 0

	for package
	do
		is_installed "$package" || missing+=("$package")
	done
	((${#missing[@]})) || return 0

	echo "installing ${missing[*]}" >&2
	update_package_lists || return 1
	without_a_cluster install_packages "${missing[@]}"
}

# Runs a command while Debian's server packages are told to create no cluster.
without_a_cluster()
{
	local dropin=/etc/postgresql-common/createcluster.d/trade_labor_tests.conf
	local status=0

	is_installed postgresql-common || install_packages postgresql-common || return 1
	as_root mkdir -p "$(dirname "$dropin")"
	echo 'create_main_cluster = false' | as_root tee "$dropin" >/dev/null
	"$@" || status=$?
	as_root rm -f "$dropin"
	return $status
}

BUILD_PACKAGES=(libicu-dev pkg-config gcc libc6-dev make)

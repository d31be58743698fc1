# Sourced by the scripts that start servers: builds the extension and installs
# it into a folder of its own, and tells a server how to find it there.
#
# Environment: PG_CONFIG (which server), MAKEFLAGS_BUILD (words for make, such
# as with_llvm=no), PROFILE (more flags for the compiler, as PGXS reads it).

# copy_tree FROM TO: the sources, without anything that was built, for all to
# read and for us to write
copy_tree()
{
	mkdir -p "$2"
	tar -C "$1" -cf - --mode=u+rwX,go+rX --exclude=.git --exclude=./build --exclude=./results \
		--exclude=./tmp_check --exclude=./log --exclude='./src/*--*.sql' \
		--exclude='*.o' --exclude='*.bc' --exclude='*.d' --exclude='*.so' --exclude='*.mo' . |
		tar -C "$2" -xf - --no-same-owner
}

# stage_extension TREE STAGE: quiet unless it fails
stage_extension()
{
	local tree=$1 stage=$2 log=$2/build.log
	local words=(${MAKEFLAGS_BUILD:-with_llvm=no})

	rm -rf "$stage"
	mkdir -p "$stage"
	if ! { make -s -C "$tree" -j2 PG_CONFIG="$PG_CONFIG" "${words[@]}" &&
		make -s -C "$tree" install DESTDIR="$stage" PG_CONFIG="$PG_CONFIG" "${words[@]}"; } \
		>"$log" 2>&1
	then
		cat "$log" >&2
		return 1
	fi
}

server_major()
{
	"$PG_CONFIG" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/'
}

# staged_settings STAGE: one name=value a line.  Debian has extension_destdir
# up to 17; from 18 on the server has a search path of its own.
staged_settings()
{
	local stage=$1 libdir

	libdir=$("$PG_CONFIG" --pkglibdir)
	echo "dynamic_library_path=$stage$libdir:$libdir"
	if (($(server_major) >= 18))
	then
		echo "extension_control_path=$stage$("$PG_CONFIG" --sharedir):\$system"
	else
		echo "extension_destdir=$stage"
	fi
}

# Runs a command as a user who may start a server, which root may not.
as_server_user()
{
	if (($(id -u) == 0))
	then
		runuser -u nobody -- "$@"
	else
		"$@"
	fi
}

# Can the user that test/cluster's server runs as read this folder?
server_can_read()
{
	(($(id -u) != 0)) || runuser -u postgres -- test -r "$1" -a -x "$1"
}

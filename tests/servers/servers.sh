#!/usr/bin/env bash
# The database servers that the tests need: real ones, on 127.0.0.1, out of folders of Debian's packages.
#   servers.sh start           installs what is missing, starts what is not running, prints "export KELPIE_TEST_...=URL" lines
#   servers.sh stop [NAME]     stops what start started, by pid: all of it, or one
#   servers.sh running         prints the names of those that start started and that run
#   servers.sh restart NAME    stops one of postgres, mariadb, mysql and starts it again on the same port and data
#   servers.sh kill NAME       ends one as a power failure would; start or restart brings it back
# A server whose variable is set already is somebody else's: it is used as it is, and neither started nor stopped.
# What is slow to make is kept in $KELPIE_TEST_CACHE, by default ~/.cache/kelpie-test.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cache=${KELPIE_TEST_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/kelpie-test}
mkdir -p "$cache"

root_of() { case $1 in postgres | mariadb) echo "$cache/trixie" ;; mysql) echo "$cache/sid" ;; esac; }
scheme_of() { case $1 in postgres) echo postgresql ;; *) echo "$1" ;; esac; }
user_of() { case $1 in postgres) echo postgres ;; *) echo root ;; esac; }
variable_of() { echo "KELPIE_TEST_${1^^}" | sed s/POSTGRESQL/POSTGRES/; }
pid_file() { echo "$cache/$1.pid"; }
log_file() { echo "$cache/$1.log"; }

# By pid and by name: after a reboot the pid may be somebody else's.
is_running() {
    local pid program
    case $1 in postgres) program=postgres ;; mariadb) program=mariadbd ;; mysql) program=mysqld ;; esac
    pid=$(cat "$(pid_file "$1")" 2>/dev/null) && [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null &&
        [[ $(cat "/proc/$pid/comm" 2>/dev/null) =~ ^(chroot|setpriv|env|$program)$ ]]
}

answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# The port is kept with the data, so that a restart is found where the server was.
port_of() {
    local file=$cache/$1.port port
    if [ ! -e "$file" ]; then
        case $1 in postgres) port=47517 ;; mariadb) port=47518 ;; mysql) port=47519 ;; esac
        while answers "$port"; do port=$((port + 10)); done
        echo "$port" >"$file"
    fi
    cat "$file"
}

mounted() {
    local root
    root=$(root_of "$1")
    mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
    mountpoint -q "$root/dev" || mount --bind /dev "$root/dev"
    # In memory, where there is plenty: each schema change waits for the disk otherwise, whatever the server is told.
    mountpoint -q "$root/srv" || [ "$(awk '/MemAvailable/ { print int($2 / 1024 / 1024) }' /proc/meminfo)" -lt 8 ] ||
        mount -t tmpfs -o size=4g,mode=755 tmpfs "$root/srv"
}

as() { (become "$@"); }

# In place of this shell, so that the shell's pid is the server's.
become() {
    local root=$1 user=$2
    shift 2
    exec chroot "$root" setpriv --reuid="$user" --regid="$user" --init-groups env -i LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"
}

# Makes the data folder where there is none; a mark, written last, tells a whole one from a half one.
initialise() {
    local name=$1 root data
    root=$(root_of "$name") data=/srv/$name
    [ -e "$root$data/.whole" ] && return
    rm -rf "${root:?}$data"
    case $name in
        postgres)
            install -d -o "$(id_in "$root" postgres)" -g "$(id_in "$root" postgres)" -m 700 "$root$data"
            as "$root" postgres /usr/lib/postgresql/17/bin/initdb -D "$data" -E UTF8 --locale=C.UTF-8 -A trust -U postgres --no-sync ;;
        mariadb)
            install -d -o "$(id_in "$root" mysql)" -g "$(id_in "$root" mysql)" -m 700 "$root$data"
            as "$root" mysql mariadb-install-db --datadir="$data" --auth-root-authentication-method=normal --skip-test-db ;;
        mysql)
            install -d -o "$(id_in "$root" mysql)" -g "$(id_in "$root" mysql)" -m 700 "$root$data"
            as "$root" mysql /usr/sbin/mysqld --no-defaults --initialize-insecure --datadir="$data" ;;
    esac
    touch "$root$data/.whole"
}

id_in() { awk -F: -v user="$2" '$1 == user { print $3 }' "$1/etc/passwd"; }

# None of them waits for the disk: the data is worth nothing after the tests.
command_of() {
    local name=$1 port=$2 data=/srv/$1
    case $name in
        postgres)
            echo /usr/lib/postgresql/17/bin/postgres -D "$data" -c listen_addresses=127.0.0.1 -p "$port" -c "unix_socket_directories=$data" \
                -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300 ;;
        mariadb)
            echo /usr/sbin/mariadbd --no-defaults --datadir="$data" --bind-address=127.0.0.1 --port="$port" --socket="$data/m.sock" \
                --pid-file="$data/m.pid" --innodb-flush-log-at-trx-commit=0 --max-connections=300 --local-infile=1 ;;
        mysql)
            echo /usr/sbin/mysqld --no-defaults --datadir="$data" --bind-address=127.0.0.1 --port="$port" --socket="$data/m.sock" \
                --pid-file="$data/m.pid" --mysqlx=OFF --skip-log-bin --innodb-flush-log-at-trx-commit=0 --max-connections=300 --local-infile=1 ;;
    esac
}

launch() {
    local name=$1 root user port pid
    root=$(root_of "$name") port=$(port_of "$name")
    [ "$name" = postgres ] && user=postgres || user=mysql
    mounted "$name"
    initialise "$name"
    # What a kill left behind names a process that is gone.
    rm -f "$root/srv/$name/postmaster.pid" "$root/srv/$name/m.pid" "$root/srv/$name/m.sock.lock"
    # shellcheck disable=SC2046 # the command is words
    (become "$root" "$user" $(command_of "$name" "$port")) </dev/null >"$(log_file "$name")" 2>&1 &
    pid=$!
    echo "$pid" >"$(pid_file "$name")"
    for _ in $(seq 600); do
        is_running "$name" || { echo "servers.sh: $name ended as it started:" >&2; tail -n 20 "$(log_file "$name")" >&2; return 1; }
        answers "$port" && is_ready "$name" "$port" && return
        sleep 0.1
    done
    echo "servers.sh: $name does not answer on port $port after 60 s" >&2
    return 1
}

# The port answers before the server takes a statement.
is_ready() {
    local root
    root=$(root_of "$1")
    case $1 in
        postgres) as "$root" postgres /usr/lib/postgresql/17/bin/pg_isready -q -h 127.0.0.1 -p "$2" ;;
        mariadb) as "$root" mysql mariadb-admin --no-defaults -uroot --socket=/srv/mariadb/m.sock ping ;;
        mysql) as "$root" mysql mysqladmin --no-defaults -uroot --socket=/srv/mysql/m.sock ping ;;
    esac >/dev/null 2>&1
}

end() {
    local name=$1 signal=$2 pid
    is_running "$name" || return 0
    pid=$(cat "$(pid_file "$name")")
    # INT is PostgreSQL's fast shutdown; TERM would wait for its clients.
    [ "$name$signal" = postgresTERM ] && signal=INT
    if [ "$signal" = KILL ]; then
        pkill -KILL -P "$pid" || true
    fi
    kill "-$signal" "$pid"
    while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
    rm -f "$(pid_file "$name")"
}

start_one() {
    local name=$1 suite
    suite=$(basename "$(root_of "$name")")
    flock "$cache/$suite.lock" "$here/install.sh" "$suite" "$(root_of "$name")" >"$cache/$suite.install.log" 2>&1 ||
        { echo "servers.sh: installing $suite failed; see $cache/$suite.install.log" >&2; return 1; }
    is_running "$name" || launch "$name" 1>&2
}

start() {
    local name names=() pids=() failed=0
    for name in postgres mariadb mysql; do
        local variable
        variable=$(variable_of "$name")
        [ -n "${!variable:-}" ] || names+=("$name")
    done
    if [ ${#names[@]} -gt 0 ]; then
        if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
            echo "servers.sh: without root and Debian nothing can be installed; set KELPIE_TEST_POSTGRES, KELPIE_TEST_MARIADB, KELPIE_TEST_MYSQL" >&2
            return 1
        fi
        command -v debootstrap >/dev/null || { apt-get update -qq && apt-get install -y -qq debootstrap; } >"$cache/debootstrap.log" 2>&1
        for name in "${names[@]}"; do
            start_one "$name" &
            pids+=($!)
        done
        for name in "${pids[@]}"; do wait "$name" || failed=1; done
    fi
    for name in "${names[@]}"; do
        is_running "$name" && echo "export $(variable_of "$name")=$(scheme_of "$name")://$(user_of "$name")@127.0.0.1:$(port_of "$name")"
    done
    echo "export KELPIE_TEST_SERVERS=$here/servers.sh KELPIE_TEST_SERVERS_OWN='${names[*]}'"
    return "$failed"
}

case ${1:-} in
    start) start ;;
    stop) for name in ${2:-postgres mariadb mysql}; do end "$name" TERM; done ;;
    running) for name in postgres mariadb mysql; do is_running "$name" && echo "$name"; done; true ;;
    restart) end "$2" TERM; launch "$2" ;;
    kill) end "$2" KILL ;;
    *) sed -n '2,10s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac

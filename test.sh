#!/usr/bin/env bash
# Everything a change must pass: build, format, native publish without warnings, all tests.
# Ends with the line "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "$0")" || exit 1
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
passed=0 failed=0 skipped=0

# The servers are started beside the build: installing them takes a minute, once. Only what this run started is stopped.
servers=$(mktemp -d)
tests/servers/servers.sh running >"$servers/before" 2>/dev/null
tests/servers/servers.sh start >"$servers/exports" 2>"$servers/errors" &
servers_pid=$!

stop_servers() {
    wait "$servers_pid" 2>/dev/null
    for name in $(tests/servers/servers.sh running); do
        grep -qx "$name" "$servers/before" || tests/servers/servers.sh stop "$name"
    done
    rm -rf "$servers"
}

trap stop_servers EXIT
trap 'exit 130' INT TERM

# Sets the variables of the servers that there are. Where CI is true all must be there; elsewhere the tests of one that is not are
# skipped, and listed.
use_servers() {
    local variable missing=()
    wait "$servers_pid"
    eval "$(cat "$servers/exports")"
    for variable in KELPIE_TEST_POSTGRES KELPIE_TEST_MARIADB KELPIE_TEST_MYSQL; do
        [ -n "${!variable:-}" ] || missing+=("$variable")
    done
    if [ ${#missing[@]} -gt 0 ]; then
        cat "$servers/errors"
        echo "no server for ${missing[*]}"
        [ "${CI:-}" != true ]
    fi
}

finish() {
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" -eq 0 ]
    exit
}

# A step is a test like any other: it passes or it fails.
step() {
    local name=$1 log
    shift
    log=$(mktemp)
    if "$@" >"$log" 2>&1; then
        echo "ok    $name"
        passed=$((passed + 1))
        rm -f "$log"
        return 0
    fi

    echo "FAIL  $name"
    tail -n 40 "$log"
    rm -f "$log"
    failed=$((failed + 1))
    return 1
}

# The native compiler links with the system's; on Debian, as root, it is fetched where it is missing.
has_linker() {
    { command -v clang || command -v gcc; } >/dev/null 2>&1 && [ -n "$(find /usr/include -maxdepth 1 -name zlib.h 2>/dev/null)" ]
}

get_linker() {
    has_linker || { [ "$(id -u)" -eq 0 ] && command -v apt-get && apt-get update -qq && apt-get install -y -qq gcc libc6-dev zlib1g-dev; }
}

# The checks of T-SQL want ICU, which a machine with nothing but the SDK may lack.
has_icu() { ldconfig -p 2>/dev/null | grep -q libicuuc; }

get_icu() {
    has_icu || { [ "$(id -u)" -eq 0 ] && command -v apt-get && apt-get update -qq && apt-get install -y -qq libicu-dev; }
}

publish() {
    dotnet publish src/Kelpie.Cli -c Release --use-current-runtime -o artifacts/native -nologo
}

# The program that is killed a thousand times; natively it starts ten times as fast.
publish_runner() {
    dotnet publish tests/Kelpie.Migrations.Runner -c Release --use-current-runtime -p:PublishAot=true -o artifacts/native-runner -nologo
}

# Runs the failed tests of a log once more.
passes_again() {
    local method methods=()
    for method in $(sed -nE 's/^ +([A-Za-z0-9_.]+)(\(.*)? \[FAIL\]$/\1/p' "$2" | sort -u); do
        methods+=(-method "$method")
    done
    [ ${#methods[@]} -gt 0 ] && hearing_interrupts "artifacts/bin/$1/release/$1" -noColor "${methods[@]}" >"$2.again" 2>&1
    local status=$?
    rm -f "$2.again"
    return $status
}

# What a script starts in the background ignores Ctrl-C, and so does all that it starts in turn: what the tests interrupt would go on.
hearing_interrupts() {
    env --default-signal=INT "$@"
}

# Runs a test program and adds its figures; one that ends without any has crashed.
run_tests() {
    local name=$1 log summary
    log=$(mktemp)
    hearing_interrupts "artifacts/bin/$name/release/$name" -noColor >"$log" 2>&1
    summary=$(grep -E 'Total: [0-9]+, Errors: ' "$log" | tail -n 1)
    if [ -z "$summary" ]; then
        echo "FAIL  $name ended without a summary"
        tail -n 40 "$log"
        failed=$((failed + 1))
        rm -f "$log"
        return
    fi

    local total errors failures skips
    total=$(sed -E 's/.*Total: ([0-9]+).*/\1/' <<<"$summary")
    errors=$(sed -E 's/.*Errors: ([0-9]+).*/\1/' <<<"$summary")
    failures=$(sed -E 's/.*Failed: ([0-9]+).*/\1/' <<<"$summary")
    skips=$(sed -E 's/.*Skipped: ([0-9]+).*/\1/' <<<"$summary")
    echo "$([ $((failures + errors)) -eq 0 ] && echo ok || echo FAIL)    $name: $((total - failures - skips)) passed, $((failures + errors)) failed, $skips skipped"
    if [ $((failures + errors)) -gt 0 ]; then
        # What failed, before what was skipped, which is listed below.
        grep -vE 'Discover|Starting:|Finished:' "$log" | awk '/\[SKIP\]/ { skip = 2 } skip-- > 0 { next } { print }' | tail -n 200
    fi

    # One that restarts servers or kills processes may fail for a reason that is not the program's; that it did stays in the output.
    if [ "$errors" -eq 0 ] && [ "$failures" -gt 0 ] && [ "$failures" -le 2 ] && passes_again "$name" "$log"; then
        echo "again   $name: what failed has passed when it was run once more"
        failures=0
    fi

    passed=$((passed + total - failures - skips))
    failed=$((failed + failures + errors))
    skipped=$((skipped + skips))
    grep -F '[SKIP]' "$log"
    rm -f "$log"
}

step "build" dotnet build Kelpie.slnx -c Release -nologo || finish
step "format" dotnet format Kelpie.slnx --verify-no-changes --no-restore
step "linker" get_linker
step "ICU" get_icu
step "native publish, without a warning" publish
step "the runner of migrations, natively" publish_runner && export KELPIE_TEST_RUNNER="$PWD/artifacts/native-runner/Kelpie.Migrations.Runner"
step "PostgreSQL, MariaDB and MySQL" use_servers
export KELPIE_TEST_BINARY="$PWD/artifacts/native/kelpie"
for project in tests/*/*.csproj; do
    # A program that tests start has none itself.
    grep -q 'Remove="xunit' "$project" && continue
    run_tests "$(basename "$project" .csproj)"
done

finish

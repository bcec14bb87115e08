#!/bin/sh
# Copies of a Linux host what Import-KlpHost reads into a tar file: which live patches are there, what they replace, who is stuck where.
# It reads and changes nothing. Plain tools are enough: sh, cat, cp, mkdir, mktemp, find, grep, xargs, date, id, tar, gzip.
#
#   sh klp-bundle.sh [-r ROOT] [-n] [FILE]
#
#   -r ROOT  where the host's root is, / when left out (its log is left out when it is another)
#   -n       don't take available_filter_functions and enabled_functions
#   FILE     what to write: a .tar, a .tar.gz, or a folder when the name ends in /; klp-HOST-TIME.tar.gz when left out
#
# Run it as root: others see no addresses in kallsyms and no stacks. docs/host-capture.md says what a bundle holds.
# The bundle tells the names of processes and modules, the kernel's log and its command line: look before you send it away.

set -u
export LC_ALL=C

say() { printf '%s\n' "klp-bundle: $*" >&2; }
die() { say "$*"; exit 1; }
usage() { sed -n '2,12s/^# \{0,1\}//p' "$0" >&2; exit 2; }

root=/ tracing=yes
while getopts r:nh option; do
    case $option in
        r) root=$OPTARG ;;
        n) tracing=no ;;
        *) usage ;;
    esac
done
shift $((OPTIND - 1))
[ $# -le 1 ] || usage

case $root in */) ;; *) root=$root/ ;; esac
[ -d "${root}proc/1" ] || die "there is no proc in $root"
name=klp-$(cat "${root}proc/sys/kernel/hostname" 2>/dev/null || echo host)-$(date -u +%Y%m%dT%H%M%SZ)
out=${1:-$name.tar.gz}
case $out in /*) ;; *) out=$(pwd)/$out ;; esac
[ ! -e "$out" ] || die "$out is there already"
[ "$(id -u)" = 0 ] || say "not run as root: the kernel shows others no addresses and no stacks"

work=$(mktemp -d "${TMPDIR:-/tmp}/klp-bundle.XXXXXX") || die "no folder to work in"
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
umask 077
bundle=$work/$name
mkdir "$bundle" || die "no room to work in"

# A file of the host, under its own path. What isn't there or vanishes is left out.
take() {
    [ -e "$root$1" ] || return 0
    mkdir -p "$bundle/${1%/*}" && cat "$root$1" >"$bundle/$1" 2>/dev/null || rm -f "$bundle/$1"
}

# The tasks first: their sides of a transition change while everything else is read. Without a process for each file: there may be 100,000.
# A stack is taken from those only that a transition can wait for: where there is none, nobody's is of use.
tasks() {
    transition=no
    for file in "${root}"sys/kernel/livepatch/*/transition; do
        [ -r "$file" ] && read -r state <"$file" && [ "$state" = 1 ] && transition=yes
    done
    cd "${root}proc" || return 0
    for process in [0-9]*; do
        for folder in "$process"/task/[0-9]*; do
            [ -d "$folder" ] && printf '%s\n' "$folder"
        done
    done >"$work/tasks"
    (cd "$bundle" && mkdir -p proc && cd proc && xargs mkdir -p <"$work/tasks")
    while read -r folder; do
        side=
        if [ -r "$folder/patch_state" ] && read -r side <"$folder/patch_state"; then printf '%s\n' "$side" >"$bundle/proc/$folder/patch_state"; fi
        if [ "$transition" = yes ] && [ "$side" != -1 ]; then
            cat "$folder/stack" >"$bundle/proc/$folder/stack" || rm -f "$bundle/proc/$folder/stack"
        fi
        if read -r line <"$folder/stat"; then printf '%s\n' "$line" >"$bundle/proc/$folder/stat"; fi
        if read -r line <"$folder/comm"; then printf '%s\n' "$line" >"$bundle/proc/$folder/comm"; fi
    done <"$work/tasks" 2>/dev/null
}

# sysfs says that its files are 4096 bytes long, which they aren't: they are read one by one. Directories of functions are empty, and stay.
livepatch() {
    [ -d "${root}sys/kernel/livepatch" ] || { say "there is no /sys/kernel/livepatch: the kernel has no livepatch"; return 0; }
    mkdir -p "$bundle/sys/kernel/livepatch"
    (cd "${root}sys/kernel/livepatch" && find . -type d) | while read -r folder; do mkdir -p "$bundle/sys/kernel/livepatch/$folder"; done
    (cd "${root}sys/kernel/livepatch" && find . -type f) | while read -r file; do
        # force can only be written; that it is there is worth knowing.
        cat "${root}sys/kernel/livepatch/$file" >"$bundle/sys/kernel/livepatch/$file" 2>/dev/null || : >"$bundle/sys/kernel/livepatch/$file"
    done
}

(tasks)
livepatch
for file in proc/modules proc/kallsyms proc/version proc/cmdline proc/uptime proc/sys/kernel/osrelease proc/sys/kernel/tainted \
    proc/sys/kernel/ftrace_enabled sys/devices/system/cpu/online; do
    take "$file"
done
cat "${root}proc/sys/kernel/osrelease" >"$bundle/uname" 2>/dev/null || uname -r >"$bundle/uname"
if [ "$root" = / ]; then
    dmesg -r >"$bundle/dmesg" 2>/dev/null || dmesg >"$bundle/dmesg" 2>/dev/null || { rm -f "$bundle/dmesg"; say "dmesg gives nothing; see kernel.dmesg_restrict"; }
fi
if [ "$tracing" = yes ]; then
    for folder in sys/kernel/tracing sys/kernel/debug/tracing; do
        [ -e "$root$folder/enabled_functions" ] || continue
        take "$folder/enabled_functions"
        take "$folder/available_filter_functions"
        break
    done
fi
if [ -s "$bundle/proc/kallsyms" ] && ! grep -qv '^0000000000000000 ' "$bundle/proc/kallsyms"; then
    say "all addresses in kallsyms are zero: run it as root, or set kernel.kptr_restrict=0"
fi

case $out in
    */) cp -R "$bundle" "${out%/}" ;;
    *.tar) (cd "$work" && tar -cf "$out" "$name") ;;
    *) (cd "$work" && tar -cf - "$name") | gzip >"$out" ;;
esac || die "$out can't be written"
printf '%s\n' "$out"

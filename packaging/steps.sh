# The steps that packaging/run and packaging/test are made of. Sourced by bash; build REQUIRES $root, the
# source tree.

say() { printf '==> %s\n' "$*"; }

die() {
    printf 'failed: %s\n' "$*" >&2
    exit 1
}

# As many compilers at once as there are cores and room for: the largest files take a gigabyte each.
parallel_jobs() {
    local cores gigabytes
    cores=$(nproc)
    gigabytes=$(awk '/^MemAvailable:/ {print int($2 / 1048576)}' /proc/meminfo)
    echo $((gigabytes < 1 ? 1 : gigabytes < cores ? gigabytes : cores))
}

# build PRESET [TARGET...]: configures where that is needed, then builds what is out of date.
build() {
    local preset=$1 folder=$root/build/$1
    shift
    # Ninja configures again by itself when a CMakeLists.txt has changed; presets are not among what it looks at.
    if [[ ! -f $folder/build.ninja || $root/CMakePresets.json -nt $folder/build.ninja ]]; then
        say "configuring $preset in $folder"
        (cd "$root" && cmake --preset "$preset") || die "cmake could not configure; its message is above"
    fi
    say "building $preset ($(parallel_jobs) at a time)"
    cmake --build "$folder" --parallel "$(parallel_jobs)" ${1:+--target "$@"} || die "the build stopped; the compiler's message is above"
}

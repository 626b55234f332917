#!/usr/bin/env bash
# Installs from Debian's packages what is missing to build Concord, and nothing else.
# With the word "checks", also what scripts/check.sh needs. Does nothing at all, not even ask the package lists, when nothing is missing.
# Runs as root, or as a user who may call sudo. Written for Debian 12; any newer one will do.
set -euo pipefail

packages=(
  g++ cmake ninja-build pkg-config
  librocksdb-dev     # graph/: keeps the store
  libboost-dev       # graph/: the concepts of Boost.Graph (headers only)
  libicu-dev         # base/: Unicode
  libssl-dev         # base/: SHA-256
  libexpected-dev    # base/: tl::expected, on which Result<T> stands
  libfmt-dev         # everywhere: building text
  libpugixml-dev     # ingest/, query/: XML
  rapidjson-dev      # ingest/, query/, cli/: JSON
  libgumbo-dev       # ingest/: HTML
  libmd4c-dev        # ingest/: Markdown
  libyaml-dev        # ingest/: YAML
  libserd-dev        # ingest/: Turtle and N-Triples
  libraptor2-dev     # ingest/: RDF/XML
  libre2-dev         # ingest/: linear-time patterns
  libcld2-dev        # ingest/: which language a text is in
  libarchive-dev     # ingest/: zip archives, the containers of office files
  libexpat1-dev      # ingest/: XML of any length as a stream (worksheets)
  libdnnl-dev        # query/: products of matrices, for embeddings
  libcurl4-gnutls-dev # query/: embedding services over HTTP (the flavour that libraptor2-dev needs)
  zlib1g-dev         # server/: compressed answers
  libhowardhinnant-date-dev tzdata # query/: time zones
  libstemmer-dev     # query/: Snowball stems
  libxlsxwriter-dev  # query/: Excel workbooks
  libpoppler-cpp-dev # pdf/: the words of PDF files
  libcli11-dev       # cli/: the command line
  libncurses-dev     # cli/: the terminal of the review queue
  libedit-dev        # cli/: the line editor of the shell (BSD licence)
  libgtest-dev       # tests/
  libbenchmark-dev   # tests/bench/
)

# For scripts/check.sh.
if [[ ${1:-} == checks ]]; then
  packages+=(clang-format clang-tidy)
fi

if ! command -v dpkg-query >/dev/null; then
  echo "setup: this is no Debian system; the build needs what Debian calls: ${packages[*]}" >&2
  exit 0  # CMake names what it cannot find
fi

missing=()
for package in "${packages[@]}"; do
  status=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) || status=absent
  [[ $status == installed ]] || missing+=("$package")
done
if [[ ${#missing[@]} -eq 0 ]]; then
  exit 0
fi

as_root=()
if [[ $(id -u) -ne 0 ]]; then
  if ! command -v sudo >/dev/null; then
    echo "setup: these packages are missing, and there is no sudo to install them with:" >&2
    echo "  apt-get install ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi

echo "setup: installing ${missing[*]}"
apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300)
"${apt[@]}" update </dev/null
"${apt[@]}" install -y --no-install-recommends "${missing[@]}" </dev/null

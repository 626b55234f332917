// Feeds a reader with anything and checks what every reader promises, not only that it survives: the Document
// keeps the promises of ingest/document/validate.h, the same bytes give the same Document, its offsets can be
// stored.
//
// Hardly any change to a zip archive keeps its checksums. So an input that begins with "== " is a list of
// parts, each after a line "== its/name", and becomes the archive of them; a change then reaches the XML
// inside.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/document/validate.h"
#include "ingest/readers/reader.h"
#include "tests/ingest/zip_maker.h"

namespace {

void Expect(bool kept, std::string_view promise, std::string_view details = {}) {
  if (kept) return;
  std::fprintf(stderr, "broken promise: %.*s %.*s\n", static_cast<int>(promise.size()), promise.data(),
               static_cast<int>(details.size()), details.data());
  std::abort();
}

// At most 64 parts, so that what is tried is the reader and not the making of archives.
std::string PackParts(std::string_view list) {
  constexpr std::string_view kMark = "== ";
  std::vector<concord::testing::ZipEntry> entries;
  while (list.starts_with(kMark) && entries.size() < 64) {
    list.remove_prefix(kMark.size());
    const size_t line = std::min(list.find('\n'), list.size());
    const size_t start = std::min(line + 1, list.size());
    const size_t next = std::min(list.find("\n== ", line), list.size());
    const size_t end = std::max(start, next);
    entries.push_back({std::string(list.substr(0, line)), std::string(list.substr(start, end - start))});
    list.remove_prefix(std::min(next + 1, list.size()));
  }
  return concord::testing::MakeZip(entries);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace concord;
  // Low limits, so that their errors are met as well.
  ReadLimits limits;
  limits.max_depth = 40;
  limits.max_sections = 2'000;
  limits.max_line_bytes = 100'000;
  std::string bytes(reinterpret_cast<const char*>(data), size);
  if (bytes.starts_with("== ")) bytes = PackParts(bytes);
  const Source source{"fuzz", bytes, &limits};

  const Reader* reader = FindReader(CONCORD_READER);
  Expect(reader != nullptr, "the reader has a row");
  const int sure = reader->looks_like(source);
  Expect(sure >= 0 && sure <= 9, "looks_like is 0 to 9");

  const Result<Document> first = ReadDocument(source, CONCORD_READER);
  const Result<Document> second = ReadDocument(source, CONCORD_READER);
  Expect(first.has_value() == second.has_value(), "the same bytes have the same outcome");
  if (!first) {
    Expect(first.error().ToString() == second.error().ToString(), "the same bytes have the same error");
    Expect(!first.error().message.empty(), "an error says what was found");
    Expect(first.error().offset <= bytes.size(), "an error lies in the file");
    return 0;
  }
  const Result<void> kept = CheckDocument(*first, bytes.size());
  Expect(kept.has_value(), "a Document keeps its promises:", kept ? "" : kept.error().message);
  Expect(first->text == second->text && first->offsets == second->offsets &&
             PrintDocument(*first) == PrintDocument(*second),
         "the same bytes give the same Document");
  const Result<OffsetMap> stored = OffsetMap::Decode(first->offsets.Encode());
  Expect(stored.has_value() && *stored == first->offsets,
         "offsets are what they were when they come from the store");
  return 0;
}

#include "ingest/readers/reader.h"

#include <array>

#include "base/sha256.h"
#include "base/unicode.h"
#include "ingest/document/mapping_placeholders.h"
#include "ingest/readers/format_name.h"

namespace concord {

#define READER(name, title, looks_like, read) \
  int looks_like(const Source& source);       \
  Result<Document> read(const Source& source);
#include "ingest/readers/readers.def"
#undef READER

namespace {

constexpr auto kReaders = std::to_array<Reader>({
#define READER(name, title, looks_like, read) {#name, title, looks_like, read},
#include "ingest/readers/readers.def"
#undef READER
});

}  // namespace

std::span<const Reader> Readers() { return kReaders; }

const Reader* FindReader(std::string_view name) {
  for (const Reader& reader : kReaders) {
    if (reader.name == name) return &reader;
  }
  return nullptr;
}

namespace {

// The head of a file in UTF-16, in which no reader would recognise its format, as UTF-8; empty for any other.
std::string HeadOfUtf16(std::string_view bytes) {
  constexpr size_t kHead = 64 << 10;
  std::string_view head = bytes.substr(0, kHead);
  if (head.find('\0') == std::string_view::npos) return {};
  // A character of two units may be cut.
  for (const size_t cut : {size_t{0}, size_t{2}}) {
    if (head.size() < cut + 2) break;
    const Result<Decoded> decoded = DecodeText(head.substr(0, head.size() - cut), "");
    if (decoded && decoded->encoding.starts_with("UTF-16")) return decoded->text;
  }
  return {};
}

}  // namespace

const Reader* DetectReader(const Source& source) {
  if (const std::string head = HeadOfUtf16(source.bytes); !head.empty()) {
    Source readable = source;
    readable.bytes = head;
    return DetectReader(readable);
  }
  const Reader* best = nullptr;
  int surest = 0;
  for (const Reader& reader : kReaders) {
    const int sure = reader.looks_like(source);
    if (sure > surest) {
      best = &reader;
      surest = sure;
    }
  }
  return best;
}

Result<Document> ReadDocument(const Source& source, std::string_view format) {
  const std::string path(source.path);
  const Reader* reader = format.empty() ? DetectReader(source) : FindReader(format);
  if (reader == nullptr && !format.empty()) {
    return tl::unexpected(CheckFormat(format).error());
  }
  Result<Document> document =
      reader != nullptr ? reader->read(source)
                        : Fail(ErrorCode::kUnsupported,
                               "no reader recognises this file; `concord formats` lists the formats");
  if (!document) {
    Error error = document.error();
    if (error.source.empty()) error.source = path;
    return tl::unexpected(std::move(error));
  }
  SettleMappings(&*document);
  document->path = path;
  document->format = reader->name;
  document->sha256 = Sha256Hex(source.bytes);
  return document;
}

}  // namespace concord

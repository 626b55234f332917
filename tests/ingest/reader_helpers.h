// Reading texts and files in tests of readers: what comes out is checked against the promises of a Document.
#ifndef CONCORD_TESTS_INGEST_READER_HELPERS_H_
#define CONCORD_TESTS_INGEST_READER_HELPERS_H_

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "ingest/document/validate.h"
#include "ingest/readers/reader.h"

namespace concord::testing {

// By the reader of that name; a Document that breaks a promise fails the test.
inline Result<Document> ReadAs(std::string_view reader, std::string_view bytes,
                               std::string_view path = "file", ReadLimits limits = {}) {
  const Source source{path, bytes, &limits};
  Result<Document> document = ReadDocument(source, reader);
  if (document) {
    const Result<void> kept = CheckDocument(*document, bytes.size());
    EXPECT_TRUE(kept.has_value()) << path << ": " << (kept ? "" : kept.error().message);
  }
  return document;
}

inline Document ReadOrDie(std::string_view reader, std::string_view bytes, std::string_view path = "file") {
  Result<Document> document = ReadAs(reader, bytes, path);
  EXPECT_TRUE(document.has_value()) << path << ": " << (document ? "" : document.error().ToString());
  return document ? std::move(*document) : Document();
}

// The section with that path, or nullptr.
inline const Section* FindSection(const Document& document, std::string_view path) {
  for (const Section& section : document.sections) {
    if (section.path == path) return &section;
  }
  return nullptr;
}

// The text of the blocks directly in the section, headings left out, line by line.
inline std::string BlocksOf(const Document& document, std::string_view path) {
  std::string text;
  for (const Block& block : document.blocks) {
    if (document.sections[block.section].path != path || block.kind == BlockKind::kHeading) continue;
    if (!text.empty()) text += '\n';
    text += document.TextOf(block.span);
  }
  return text;
}

// Whether some repair at that line says so.
inline bool HasRepair(const Document& document, uint64_t line, std::string_view words) {
  for (const Repair& repair : document.repairs) {
    if (repair.line == line && repair.message.find(words) != std::string::npos) return true;
  }
  return false;
}

// The bytes of the file that a span came from.
inline std::string_view SourceOf(const Document& document, std::string_view bytes, Span span) {
  const OffsetMap::SourceSpan source = document.offsets.ToSource(span);
  return bytes.substr(source.start, source.end - source.start);
}

}  // namespace concord::testing

#endif  // CONCORD_TESTS_INGEST_READER_HELPERS_H_

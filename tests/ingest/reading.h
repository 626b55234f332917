// What the tests of all readers want: texts in, promises checked.
#ifndef CONCORD_TESTS_INGEST_READING_H_
#define CONCORD_TESTS_INGEST_READING_H_

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "base/unicode.h"
#include "ingest/readers/reader.h"

namespace concord::testing {

using ReadFunction = Result<Document> (*)(const Source&);

inline Result<Document> ReadBytes(ReadFunction read, std::string_view bytes, ReadLimits limits = {}) {
  return read(Source{"file", bytes, &limits});
}

// The section with that path, or nullptr.
inline const Section* FindPath(const Document& document, std::string_view path) {
  for (const Section& section : document.sections) {
    if (section.path == path) return &section;
  }
  return nullptr;
}

// Texts of the blocks, each with the path of its section: "art.14.4.a: to understand".
inline std::vector<std::string> BlockLines(const Document& document) {
  std::vector<std::string> lines;
  for (const Block& block : document.blocks) {
    lines.push_back(document.sections[block.section].path + ": " + std::string(document.TextOf(block.span)));
  }
  return lines;
}

// The promises of ingest/document/document.h that hold for every document, whatever the format.
inline void ExpectPromises(const Document& document, std::string_view bytes) {
  const std::string& text = document.text;
  ASSERT_FALSE(document.sections.empty());
  ASSERT_EQ(FindInvalidUtf8(text), std::string_view::npos);
  EXPECT_TRUE(IsNfc(text));
  EXPECT_EQ(text.find_first_of(std::string_view("\r\0\x01\x7F", 4)), std::string::npos);
  EXPECT_EQ(text.find("\u00AD"), std::string::npos);
  EXPECT_EQ(document.offsets.text_size(), text.size());

  std::set<std::string> paths;
  for (size_t i = 0; i < document.sections.size(); ++i) {
    const Section& section = document.sections[i];
    ASSERT_LE(section.span.start, section.span.end);
    ASSERT_TRUE(paths.insert(section.path).second) << "twice: " << section.path;
    ASSERT_EQ(section.path.find_first_of(":#"), std::string::npos);
    ASSERT_EQ(section.parent < 0, i == 0);
    if (i == 0) {
      EXPECT_EQ(section.span, (Span{0, static_cast<uint32_t>(text.size())}));
      continue;
    }
    ASSERT_LT(static_cast<size_t>(section.parent), i);
    ASSERT_TRUE(document.sections[static_cast<size_t>(section.parent)].span.Contains(section.span));
    ASSERT_TRUE(section.heading.empty() || section.span.Contains(section.heading));
  }
  uint32_t end = 0;
  for (size_t i = 0; i < document.blocks.size(); ++i) {
    const Block& block = document.blocks[i];
    ASSERT_LE(end, block.span.start);
    ASSERT_LT(block.span.start, block.span.end);
    ASSERT_LE(block.span.end, text.size());
    ASSERT_LT(block.section, document.sections.size());
    ASSERT_TRUE(document.sections[block.section].span.Contains(block.span));
    ASSERT_LT(block.lead, static_cast<int32_t>(i));
    // Both ends lie between characters.
    ASSERT_NE(static_cast<unsigned char>(text[block.span.start]) & 0xC0, 0x80);
    end = block.span.end;

    const auto source = document.offsets.ToSource(block.span);
    ASSERT_LE(source.start, source.end);
    ASSERT_LE(source.end, bytes.size());
  }
}

// Each ASCII letter or digit of the text stands at the place of the source that the offsets tell, or
// inside a place that is longer (a reference, a composed letter). Needs a source in UTF-8 or Windows-1252.
inline void ExpectSameLetters(const Document& document, std::string_view bytes) {
  size_t exact = 0, letters = 0;
  for (uint32_t i = 0; i < document.text.size(); ++i) {
    const auto c = static_cast<unsigned char>(document.text[i]);
    if (c >= 0x80 || !IsLetterOrDigit(c)) continue;
    ++letters;
    const auto source = document.offsets.ToSource({i, i + 1});
    if (source.end - source.start != 1) continue;
    ++exact;
    ASSERT_EQ(bytes[source.start], document.text[i]) << "at " << i << " of " << document.text.substr(i, 40);
  }
  EXPECT_GE(exact * 100, letters * 99);
}

}  // namespace concord::testing

#endif  // CONCORD_TESTS_INGEST_READING_H_

// What the tests of all readers of laws in XML ask: blocks and their opening words, letters counted by a
// second and naive walk, hostile files.
#ifndef CONCORD_TESTS_INGEST_LAW_READER_HELPERS_H_
#define CONCORD_TESTS_INGEST_LAW_READER_HELPERS_H_

#include <gtest/gtest.h>

#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <tuple>

#include "tests/ingest/reader_helpers.h"

namespace concord::testing {

// The first block with just that text, or nullptr.
inline const Block* FindBlock(const Document& document, std::string_view text) {
  for (const Block& block : document.blocks) {
    if (document.TextOf(block.span) == text) return &block;
  }
  return nullptr;
}

// The opening words of that block; "" when it has none.
inline std::string LeadOf(const Document& document, std::string_view text) {
  const Block* block = FindBlock(document, text);
  if (block == nullptr) return "no such block";
  return block->lead < 0
             ? ""
             : std::string(document.TextOf(document.blocks[static_cast<size_t>(block->lead)].span));
}

inline size_t CountLetters(std::string_view text) {
  size_t letters = 0;
  for (const char c : text) letters += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return letters;
}

// The ASCII letters in pugixml's own decoded tree, but for those below an element that `skipped` names.
template <typename Skipped>
size_t LettersByPugixml(const std::string& xml, Skipped skipped) {
  pugi::xml_document parsed;
  EXPECT_TRUE(parsed.load_buffer(xml.data(), xml.size()));
  struct Counter : pugi::xml_tree_walker {
    explicit Counter(Skipped skip) : skipped(skip) {}
    Skipped skipped;
    size_t letters = 0;
    bool for_each(pugi::xml_node& node) override {
      if (node.type() != pugi::node_pcdata && node.type() != pugi::node_cdata) return true;
      for (pugi::xml_node up = node.parent(); up; up = up.parent()) {
        if (skipped(up)) return true;
      }
      letters += CountLetters(node.value());
      return true;
    }
  } counter(skipped);
  parsed.traverse(counter);
  return counter.letters;
}

// `xml` is a small file of the reader's format with one "@" in it, where text stands.
inline void ExpectHostileXmlIsRefused(std::string_view reader, const std::string& xml) {
  const size_t at = xml.find('@');
  ASSERT_NE(at, std::string::npos);
  const std::string before = xml.substr(0, at), after = xml.substr(at + 1);
  ASSERT_TRUE(ReadAs(reader, before + "text" + after).has_value());

  // A nest of 10,000, closed and not
  std::string opened, closed;
  for (int i = 0; i < 10'000; ++i) opened += "<i>", closed += "</i>";
  for (const std::string& deep : {before + opened + "text" + closed + after, before + opened}) {
    const auto read = ReadAs(reader, deep);
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().code, ErrorCode::kLimit);
    EXPECT_NE(read.error().message.find("max_depth"), std::string::npos);
  }

  // Entities that would grow stay as written.
  const auto bomb = ReadAs(
      reader, "<!DOCTYPE x [<!ENTITY a \"haha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;\">]>" +
                  before + "&c;" + after);
  ASSERT_TRUE(bomb.has_value());
  EXPECT_NE(bomb->text.find("&c;"), std::string::npos);
  EXPECT_EQ(bomb->text.find("haha"), std::string::npos);

  // Every cut is refused or read; the longest is refused where it ends.
  for (size_t size = 0; size < xml.size(); ++size) std::ignore = ReadAs(reader, xml.substr(0, size));
  const auto cut = ReadAs(reader, before + "te", "cut.xml");
  ASSERT_FALSE(cut.has_value());
  EXPECT_EQ(cut.error().offset, before.size() + 2);
  EXPECT_EQ(cut.error().source, "cut.xml");

  // A declaration that names another encoding than the bytes have: the bytes are believed.
  const auto utf8 =
      ReadAs(reader, "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + before + "caf\u00E9" + after);
  ASSERT_TRUE(utf8.has_value());
  EXPECT_NE(utf8->text.find("caf\u00E9"), std::string::npos);
  const auto latin =
      ReadAs(reader, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + before + "caf\xE9" + after);
  ASSERT_TRUE(latin.has_value());
  EXPECT_NE(latin->text.find("caf\u00E9"), std::string::npos);
}

}  // namespace concord::testing

#endif  // CONCORD_TESTS_INGEST_LAW_READER_HELPERS_H_

#include "ingest/document/validate.h"

#include <fmt/format.h>

#include <string>
#include <unordered_set>

#include "base/unicode.h"

namespace concord {
namespace {

class Checker {
 public:
  Checker(const Document& document, uint64_t source_bytes)
      : document_(document), source_bytes_(source_bytes) {}

  Result<void> Run() {
    CheckText();
    if (broken_.empty()) CheckSections();
    if (broken_.empty()) CheckBlocks();
    if (broken_.empty()) CheckRest();
    if (!broken_.empty()) return Fail(ErrorCode::kInvalid, broken_);
    return {};
  }

 private:
  void Break(std::string what) {
    if (broken_.empty()) broken_ = std::move(what);
  }

  bool BetweenCharacters(uint32_t at) const {
    const std::string& text = document_.text;
    return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
  }

  // The span and the bytes that it came from.
  void CheckSpan(Span span, std::string_view what, size_t index) {
    if (span.start > span.end || span.end > document_.text.size()) {
      Break(fmt::format("{} {}: span [{}, {}) is not in the text of {} bytes", what, index, span.start,
                        span.end, document_.text.size()));
      return;
    }
    if (!BetweenCharacters(span.start) || !BetweenCharacters(span.end)) {
      Break(fmt::format("{} {}: span [{}, {}) ends inside a character", what, index, span.start, span.end));
      return;
    }
    const OffsetMap::SourceSpan source = document_.offsets.ToSource(span);
    if (source.start > source.end || source.end > source_bytes_) {
      Break(fmt::format("{} {}: its source [{}, {}) is not in the file of {} bytes", what, index,
                        source.start, source.end, source_bytes_));
    }
  }

  void CheckText() {
    const std::string& text = document_.text;
    if (const size_t at = FindInvalidUtf8(text); at != std::string::npos) {
      Break(fmt::format("the text is no UTF-8 at byte {}", at));
    }
    for (size_t at = 0; at < text.size(); ++at) {
      const auto byte = static_cast<unsigned char>(text[at]);
      if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F) {
        Break(fmt::format("control character {:#04x} at byte {} of the text", byte, at));
        return;
      }
    }
    if (document_.offsets.text_size() != text.size()) {
      Break(fmt::format("the offsets cover {} bytes of a text of {}", document_.offsets.text_size(),
                        text.size()));
    }
  }

  void CheckSections() {
    const auto& sections = document_.sections;
    if (sections.empty() || sections[0].parent != -1 || !sections[0].path.empty() ||
        sections[0].span != Span{0, static_cast<uint32_t>(document_.text.size())}) {
      Break("section 0 is not the whole document");
      return;
    }
    std::unordered_set<std::string_view> paths;
    std::vector<uint32_t> free_from(sections.size());  // where the next child of each may start
    for (size_t i = 0; i < sections.size(); ++i) {
      const Section& section = sections[i];
      CheckSpan(section.span, "section", i);
      CheckSpan(section.heading, "heading of section", i);
      if (!section.heading.empty() && !section.span.Contains(section.heading)) {
        Break(fmt::format("section {}: its heading stands outside of it", i));
      }
      free_from[i] = section.span.start;
      if (i == 0) continue;
      if (section.parent < 0 || static_cast<size_t>(section.parent) >= i) {
        Break(fmt::format("section {} has the parent {}", i, section.parent));
        return;
      }
      const auto parent = static_cast<size_t>(section.parent);
      if (!sections[parent].span.Contains(section.span)) {
        Break(fmt::format("section {} is not inside its parent {}", i, parent));
      }
      if (section.span.start < free_from[parent]) {
        Break(fmt::format("section {} overlaps the one before it below {}", i, parent));
      }
      if (section.span.start < sections[i - 1].span.start)
        Break(fmt::format("section {} is out of order", i));
      free_from[parent] = section.span.end;
      if (section.path.empty() || section.path.find_first_of(":#") != std::string::npos) {
        Break(fmt::format("section {} has the path '{}'", i, section.path));
      }
      if (!paths.insert(section.path).second) Break(fmt::format("the path '{}' stands twice", section.path));
    }
  }

  void CheckBlocks() {
    uint32_t free_from = 0;
    for (size_t i = 0; i < document_.blocks.size(); ++i) {
      const Block& block = document_.blocks[i];
      CheckSpan(block.span, "block", i);
      if (block.section >= document_.sections.size()) {
        Break(fmt::format("block {} is in section {}, which does not exist", i, block.section));
        return;
      }
      if (!document_.sections[block.section].span.Contains(block.span)) {
        Break(fmt::format("block {} is not inside its section {}", i, block.section));
      }
      if (block.span.start < free_from) Break(fmt::format("block {} overlaps the one before it", i));
      free_from = block.span.end;
      if (block.lead < -1 || block.lead >= static_cast<int64_t>(i)) {
        Break(fmt::format("block {} has the lead {}", i, block.lead));
      }
    }
  }

  void CheckRest() {
    for (size_t i = 0; i < document_.classifications.size(); ++i) {
      const Classification& given = document_.classifications[i];
      CheckSpan(given.span, "classification", i);
      if (given.section >= document_.sections.size()) {
        Break(fmt::format("classification {} is of section {}, which does not exist", i, given.section));
      }
      if (given.scheme.empty() || given.code.empty()) Break(fmt::format("classification {} has no code", i));
    }
    if (document_.mapping_set) {
      const auto& rows = document_.mapping_set->rows;
      for (size_t i = 0; i < rows.size(); ++i) CheckSpan(rows[i].span, "mapping", i);
    }
    if (document_.framework) {
      std::unordered_set<std::string_view> curies;
      for (const Section& section : document_.sections) {
        if (section.curie.empty()) continue;
        if (!section.curie.starts_with(document_.framework->scheme + ":")) {
          Break(fmt::format("the item {} is not of {}", section.curie, document_.framework->scheme));
        }
        curies.insert(section.curie);
      }
      for (const auto& [item, parent] : document_.framework->parents) {
        if (!curies.contains(item))
          Break(fmt::format("the framework speaks of {}, which is no section", item));
      }
    }
  }

  const Document& document_;
  uint64_t source_bytes_;
  std::string broken_;
};

}  // namespace

Result<void> CheckDocument(const Document& document, uint64_t source_bytes) {
  for (const SourcePart& part : document.parts) source_bytes = part.start + part.size;
  return Checker(document, source_bytes).Run();
}

}  // namespace concord

// Standards by designator, and by title where the title is long enough to be nothing else.
#include <array>

#include "base/text.h"
#include "ingest/designators/designators.h"
#include "ingest/extractors/extractor.h"
#include "ingest/facts/document_names.h"
#include "ingest/language/clauses.h"
#include "ingest/language/lexicon.h"
#include "ingest/language/passage_tokens.h"

namespace concord {
namespace {

// Headings under which a reference obliges or only informs, after ISO/IEC Directives, Part 2, clauses 15
// and 21.
bool HeadingSays(const Document& document, uint32_t section, std::initializer_list<std::string_view> words) {
  constexpr int kMaxDepth = 64;
  int32_t at = static_cast<int32_t>(section);
  for (int depth = 0; at > 0 && depth < kMaxDepth; ++depth) {
    const Section& part = document.sections[static_cast<size_t>(at)];
    const std::string heading = AsciiLower(document.TextOf(part.heading).substr(0, 200));
    for (const std::string_view word : words) {
      if (heading.find(word) != std::string::npos) return true;
    }
    at = part.parent;
  }
  return false;
}

// What a sentence says before it names a standard that it binds its reader to.
bool Obliges(std::string_view before) {
  constexpr std::array<std::string_view, 12> kBinding = {
      "in accordance with", "conform",         "comply with",    "complies with",
      "compliance with",    "as specified in", "as defined in",  "according to",
      "requirements of",    "pursuant to",     "as required by", "certified to"};
  constexpr size_t kReach = 160;
  if (before.size() > kReach) before.remove_prefix(before.size() - kReach);
  if (const size_t stop = before.rfind(". "); stop != std::string_view::npos) before.remove_prefix(stop + 2);
  const std::string folded = AsciiLower(before);
  for (const std::string_view words : kBinding) {
    if (folded.find(words) != std::string::npos) return true;
  }
  return folded.find(" shall ") != std::string::npos && folded.find("such as") == std::string::npos;
}

bool IsNormative(const Document& document, const Block& block, uint32_t start) {
  if (block.kind == BlockKind::kFootnote) return false;
  if (HeadingSays(document, block.section, {"normative reference"})) return true;
  if (HeadingSays(document, block.section, {"bibliography", "informative", "further reading", "see also"}))
    return false;
  const std::string_view text = document.TextOf(block.span);
  if (text.starts_with("NOTE") || text.starts_with("Note ") || text.starts_with("EXAMPLE")) return false;
  return Obliges(text.substr(0, start - block.span.start));
}

}  // namespace

void ExtractStandards(const TextStretch& passage, Findings* findings) {
  const Document& document = *passage.document;
  for (size_t i = passage.first_block; i < passage.last_block; ++i) {
    const Block& block = document.blocks[i];
    const size_t from = findings->standards.size();
    for (const Designator& designator : passage.tokens->designators[i - passage.first_block]) {
      if (!designator.is_standard) continue;
      const Span span{block.span.start + designator.span.start, block.span.start + designator.span.end};
      findings->standards.push_back({span, block.section, designator.key, designator.name,
                                     designator.deliverable, IsNormative(document, block, span.start),
                                     0.98F});
    }
    const std::span<const NameToken> tokens = passage.tokens->names[i - passage.first_block];
    for (size_t at = 0; at < tokens.size(); ++at) {
      if (!tokens[at].capital) continue;
      const DocumentNames::Match match = passage.lexicon->document_names->Longest(document.text, tokens, at);
      if (match.length == 0) continue;
      const Span span{tokens[at].start, tokens[at + match.length - 1].end};
      at += match.length - 1;
      if (match.standard == nullptr) continue;
      // Beside its own number the title says nothing new.
      bool named = false;
      for (size_t k = from; k < findings->standards.size() && !named; ++k) {
        constexpr uint32_t kNear = 40;
        const Span other = findings->standards[k].span;
        named = other.start < span.end + kNear && span.start < other.end + kNear;
      }
      if (named) continue;
      const std::string work = match.standard->key.substr(0, match.standard->key.find('@'));
      findings->standards.push_back({span, block.section, work, match.standard->title, "",
                                     IsNormative(document, block, span.start), 0.7F});
    }
  }
}

}  // namespace concord

// Roles and organisations that are no forums.
#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "ingest/extractors/actors/actor_names.h"
#include "ingest/extractors/extractor.h"
#include "ingest/language/clauses.h"
#include "ingest/language/language.h"
#include "ingest/language/passage_tokens.h"

namespace concord {
namespace {

// "NDIT shall keep a list. The list is read by NDIT": what acts under an acronym is somebody wherever the
// acronym stands alone.
void RepeatAcronyms(const TextStretch& passage, const std::vector<Span>& taken, Findings* findings) {
  const Document& document = *passage.document;
  const std::vector<Token>& t = passage.tokens->tokens;
  std::unordered_map<std::string_view, ActorMention> acronyms;
  std::vector<Span> covered = taken;
  for (const ActorMention& mention : findings->actors) {
    covered.push_back(mention.span);
    if (mention.actor.starts_with("new:") && mention.name == document.TextOf(mention.span))
      acronyms.emplace(document.TextOf(mention.span), mention);
  }
  if (acronyms.empty()) return;
  std::sort(covered.begin(), covered.end());
  const auto is_covered = [&](const Token& token) {
    constexpr int kNested = 8;
    auto it = std::upper_bound(covered.begin(), covered.end(), Span{token.start, UINT32_MAX});
    for (int i = 0; i < kNested && it != covered.begin(); ++i) {
      if ((--it)->end >= token.end) return true;
    }
    return false;
  };
  const size_t found = findings->actors.size();
  for (size_t b = passage.first_block; b < passage.last_block; ++b) {
    const Block& block = document.blocks[b];
    if (block.kind == BlockKind::kCode || block.kind == BlockKind::kHeading) continue;
    const TokenRange range = passage.tokens->blocks[b - passage.first_block];
    for (uint32_t i = range.first; i < range.last; ++i) {
      if (t[i].shape != TokenShape::kUpper && t[i].shape != TokenShape::kMixed) continue;
      const auto known = acronyms.find(document.TextOf(t[i].span()));
      if (known == acronyms.end() || is_covered(t[i])) continue;
      if (i > range.first && t[i - 1].Is(kDemonstrative)) continue;  // "this PLM"
      // "NDIT lists", "NDIT-owned": whose, and not who.
      if (i + 1 < range.last && t[i + 1].IsWord() &&
          (t[i + 1].StartsUpper() ||
           !t[i + 1].Is(kPreposition | kConjunction | kModal | kBe | kHave | kDo | kAdverb | kRelative |
                        kSubordinator | kDeterminer | kVerbThird | kVerbPast | kVerbIng)))
        continue;
      if (i + 1 < range.last && !t[i + 1].space_before && t[i + 1].mark == '-') continue;
      ActorMention mention = known->second;
      mention.span = t[i].span();
      mention.section = block.section;
      findings->actors.push_back(std::move(mention));
    }
  }
  if (findings->actors.size() == found) return;
  std::stable_sort(findings->actors.begin(), findings->actors.end(),
                   [](const ActorMention& a, const ActorMention& b) { return a.span < b.span; });
}

}  // namespace

void ExtractActors(const TextStretch& passage, Findings* findings) {
  std::vector<Span> taken;
  taken.reserve(findings->forums.size() + findings->standards.size() + findings->documents.size());
  for (const ForumMention& forum : findings->forums) taken.push_back(forum.span);
  for (const StandardReference& standard : findings->standards) taken.push_back(standard.span);
  // "Guidelines for Multinational Enterprises": who stands in the name of a document is not spoken of.
  for (const DocumentReference& document : findings->documents) {
    if (!document.internal) taken.push_back(document.span);
  }
  std::sort(taken.begin(), taken.end());
  std::vector<NamedActor> earlier;
  for (size_t b = passage.first_block; b < passage.last_block; ++b) {
    if (b > passage.first_block &&
        passage.document->blocks[b].section != passage.document->blocks[b - 1].section)
      earlier.clear();
    if (passage.document->blocks[b].kind == BlockKind::kCode) continue;
    if (!IsEnglish(*passage.document, static_cast<uint32_t>(b))) continue;
    for (NamedActor& actor : FindActorNames(passage, b, taken, earlier)) {
      earlier.push_back({actor.tokens, {}, {}, {}});
      ActorMention mention;
      mention.span = SpanOf(passage.tokens->tokens, actor.tokens);
      mention.section = passage.document->blocks[b].section;
      mention.confidence = actor.actor.starts_with("new:") ? 0.7f : 0.85f;
      mention.actor = std::move(actor.actor);
      mention.name = std::move(actor.name);
      mention.role = std::move(actor.role);
      findings->actors.push_back(std::move(mention));
    }
  }
  RepeatAcronyms(passage, taken, findings);
}

}  // namespace concord

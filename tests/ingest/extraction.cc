#include "tests/ingest/extraction.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

namespace concord::testing {
namespace {

template <typename Items>
void Append(Items from, Items* to) {
  for (auto& item : from) to->push_back(std::move(item));
}

}  // namespace

const ExtractorSet& BundledExtractors() {
  static const std::unique_ptr<ExtractorSet> set = [] {
    auto facts = Facts::Load(BundledDatasets());
    EXPECT_TRUE(facts.has_value()) << (facts ? "" : facts.error().ToString());
    auto made = ExtractorSet::Create(*facts);
    EXPECT_TRUE(made.has_value()) << (made ? "" : made.error().ToString());
    return std::move(*made);
  }();
  return *set;
}

Document MakeDocument(std::string_view text) {
  Document document;
  document.text = text;
  Section root;
  root.span = {0, static_cast<uint32_t>(text.size())};
  document.sections.push_back(root);
  int32_t lead = -1;
  for (size_t at = 0; at < text.size();) {
    size_t end = std::min(text.find('\n', at), text.size());
    Block block;
    block.span = {static_cast<uint32_t>(at), static_cast<uint32_t>(end)};
    const std::string_view line = text.substr(at, end - at);
    if (line.starts_with("- ")) {
      block.kind = BlockKind::kListItem;
      block.span.start += 2;
      block.lead = lead;
    } else {
      lead = static_cast<int32_t>(document.blocks.size());
      if (line.starts_with("# ")) {
        block.kind = BlockKind::kHeading;
        block.span.start += 2;
      }
    }
    if (!block.span.empty()) document.blocks.push_back(block);
    at = end + 1;
  }
  return document;
}

Findings Extract(const Document& document) {
  Findings all;
  BundledExtractors().Extract(document, [&](const TextStretch&, Findings findings) {
    Append(std::move(findings.measures), &all.measures);
    Append(std::move(findings.actors), &all.actors);
    Append(std::move(findings.forums), &all.forums);
    Append(std::move(findings.standards), &all.standards);
    Append(std::move(findings.documents), &all.documents);
    Append(std::move(findings.issuers), &all.issuers);
  });
  return all;
}

std::vector<std::string> Measures(std::string_view text) { return MeasuresIn({}, text); }

std::vector<std::string> MeasuresIn(std::string_view language, std::string_view text) {
  Document document = MakeDocument(text);
  document.metadata.language = language;
  std::vector<std::string> lines;
  for (const Measure& measure : Extract(document).measures) {
    std::string line(ModalityName(measure.modality));
    if (measure.polarity == Polarity::kNot) line += " not";
    for (const Span span : measure.addressees) line += " [" + std::string(document.TextOf(span)) + "]";
    lines.push_back(line + " " + std::string(document.TextOf(measure.span)));
  }
  return lines;
}

std::vector<std::string> Forums(std::string_view text, std::string_view issuer) {
  Document document = MakeDocument(text);
  document.metadata.issuer = issuer;
  std::vector<std::string> lines;
  for (const ForumMention& forum : Extract(document).forums) {
    lines.push_back(forum.forum + ":" + std::string(ForumRelationName(forum.relation)));
  }
  return lines;
}

std::vector<std::string> Actors(std::string_view text) {
  const Document document = MakeDocument(text);
  std::vector<std::string> quotes;
  for (const ActorMention& actor : Extract(document).actors) quotes.emplace_back(document.TextOf(actor.span));
  return quotes;
}

std::vector<std::string> KeysOfActors(std::string_view text) {
  const Document document = MakeDocument(text);
  std::vector<std::string> keys;
  for (const ActorMention& actor : Extract(document).actors)
    keys.push_back(std::string(document.TextOf(actor.span)) + " = " + actor.actor);
  return keys;
}

}  // namespace concord::testing

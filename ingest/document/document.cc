#include "ingest/document/document.h"

#include <fmt/format.h>

#include <iterator>

#include "base/text.h"

namespace concord {
namespace {

constexpr std::string_view kBlockKindNames[] = {"heading",  "paragraph", "item", "cell",
                                                "footnote", "quote",     "code"};

// One line of at most `kWidth` bytes, cut between characters.
std::string Excerpt(std::string_view text) {
  constexpr size_t kWidth = 100;
  std::string line = CollapseSpace(text.substr(0, 2 * kWidth));
  if (line.size() <= kWidth) return line;
  size_t end = kWidth;
  while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end;
  line.resize(end);
  return line + "...";
}

void PrintMetadata(const Metadata& metadata, std::string* out) {
  const auto line = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) fmt::format_to(std::back_inserter(*out), "{}: {}\n", name, value);
  };
  line("key", metadata.key);
  line("title", metadata.title);
  line("issuer", metadata.issuer);
  line("language", metadata.language);
  if (metadata.date) line("date", metadata.date->ToString());
  line("type", metadata.type);
  line("source", metadata.source);
  line("licence", metadata.licence);
  line("edition", metadata.edition);
  line("abstract", metadata.abstract);
  for (const auto& [name, value] : metadata.identifiers) line(name, value);
}

}  // namespace

std::string_view SectionKindName(SectionKind kind) {
  switch (kind) {
    case SectionKind::kFront:
      return "front";
    case SectionKind::kPreamble:
      return "preamble";
    case SectionKind::kRecital:
      return "recital";
    case SectionKind::kPart:
      return "part";
    case SectionKind::kArticle:
      return "article";
    case SectionKind::kClause:
      return "clause";
    case SectionKind::kAnnex:
      return "annex";
    case SectionKind::kDefinition:
      return "definition";
    case SectionKind::kPrinciple:
      return "principle";
    case SectionKind::kItem:
      return "item";
    case SectionKind::kSynthetic:
      return "synthetic";
  }
  return "part";
}

std::string PrintDocument(const Document& document) {
  std::string out;
  const auto to = std::back_inserter(out);
  PrintMetadata(document.metadata, &out);

  // A parent stands before its children, so one pass gives all depths.
  std::vector<size_t> depth(document.sections.size(), 0);
  size_t block = 0;
  const auto print_block = [&](size_t b, size_t level) {
    const Block& one = document.blocks[b];
    fmt::format_to(to, "{:{}}- {} {} [{},{})", "", 2 * level, b,
                   kBlockKindNames[static_cast<size_t>(one.kind)], one.span.start, one.span.end);
    if (one.lead >= 0) fmt::format_to(to, " lead {}", one.lead);
    fmt::format_to(to, ": {}\n", Excerpt(document.TextOf(one.span)));
  };
  for (size_t s = 0; s < document.sections.size(); ++s) {
    const Section& section = document.sections[s];
    if (section.parent >= 0) depth[s] = depth[static_cast<size_t>(section.parent)] + 1;
    // Blocks of earlier sections that stand before this one
    for (; block < document.blocks.size() && document.blocks[block].section < s &&
           document.blocks[block].span.start < section.span.start;
         ++block) {
      print_block(block, depth[document.blocks[block].section] + 1);
    }
    fmt::format_to(to, "{:{}}{} {} [{},{})", "", 2 * depth[s], SectionKindName(section.kind),
                   section.path.empty() ? "." : section.path, section.span.start, section.span.end);
    if (!section.number.empty()) fmt::format_to(to, " \"{}\"", section.number);
    if (!section.heading.empty()) fmt::format_to(to, " {}", Excerpt(document.TextOf(section.heading)));
    if (!section.curie.empty()) fmt::format_to(to, " <{}>", section.curie);
    if (!section.language.empty()) fmt::format_to(to, " @{}", section.language);
    if (section.quoted) out += " (quoted)";
    out += '\n';
  }
  for (; block < document.blocks.size(); ++block) {
    const size_t section = document.blocks[block].section;
    print_block(block, (section < depth.size() ? depth[section] : 0) + 1);
  }

  for (const Classification& one : document.classifications) {
    fmt::format_to(to, "code {}:{} \"{}\" {} section {} [{},{})\n", one.scheme, one.code, one.label, one.rank,
                   one.section, one.span.start, one.span.end);
  }
  if (document.framework) {
    fmt::format_to(to, "framework {}\n", document.framework->scheme);
    for (const auto& [item, parent] : document.framework->parents) {
      if (!parent.empty()) fmt::format_to(to, "  {} below {}\n", item, parent);
    }
  }
  if (document.mapping_set) {
    const MappingSet& set = *document.mapping_set;
    fmt::format_to(to, "mapping set {}: {} -> {}\n", set.id, set.subject_source, set.object_source);
    for (const MappingRow& row : set.rows) {
      fmt::format_to(to, "  {} {}{}{} {}\n", row.subject_id, row.predicate_modifier,
                     row.predicate_modifier.empty() ? "" : " ", row.predicate_id, row.object_id);
    }
  }
  for (const Repair& repair : document.repairs) {
    fmt::format_to(to, "repair line {}: {}\n", repair.line, repair.message);
  }
  return out;
}

}  // namespace concord

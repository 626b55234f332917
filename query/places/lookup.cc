#include "query/places/lookup.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "base/text.h"
#include "base/unicode.h"
#include "graph/vocabulary.h"
#include "query/places/walk.h"

namespace concord {
namespace {

bool HasAny(const Node& node, std::span<const std::string_view> labels) {
  return labels.empty() || std::any_of(labels.begin(), labels.end(),
                                       [&](std::string_view label) { return node.HasLabel(label); });
}

Result<NodeId> OneOf(const Snapshot& snapshot, std::string_view name, const std::set<NodeId>& found) {
  if (found.size() == 1) return *found.begin();
  std::vector<std::string> keys;
  for (const NodeId id : found) {
    auto node = snapshot.GetNode(id);
    if (!node) return tl::unexpected(node.error());
    keys.push_back(node->key);
  }
  return Fail(ErrorCode::kUsage,
              fmt::format("'{}' may mean {}; say which", name, ListChoices(std::move(keys))));
}

struct Candidate {
  std::string key;
  std::string title;  // or name
  NodeId id = 0;
  std::vector<std::string> names;  // what else it is called: name, acronym, aliases, designator
};

// The nodes that a name may be a slip or the beginning of, by key. Sections and measures are many, and
// are looked at only in the version that the name itself begins with.
Result<std::vector<Candidate>> Candidates(const Snapshot& snapshot, std::string_view name,
                                          std::span<const std::string_view> labels) {
  std::set<NodeId> ids;
  for (const std::string_view label :
       {label::Document, label::Version, label::Actor, label::Standard, label::Concept, label::ConceptScheme,
        label::MappingSet, label::Dataset, label::Run}) {
    auto nodes = WithLabel(snapshot, label);
    if (!nodes) return tl::unexpected(nodes.error());
    ids.insert(nodes->begin(), nodes->end());
  }
  if (const size_t colon = name.rfind(':'); colon != std::string_view::npos) {
    auto version = snapshot.FindNode(name.substr(0, colon));
    if (!version) return tl::unexpected(version.error());
    if (*version) {
      auto below = Below(snapshot, **version);
      if (!below) return tl::unexpected(below.error());
      ids.insert(below->begin(), below->end());
    }
  }
  std::vector<Candidate> candidates;
  for (const NodeId id : ids) {
    auto node = snapshot.GetNode(id);
    if (!node) return tl::unexpected(node.error());
    if (!HasAny(*node, labels)) continue;
    std::string title(node->properties.FindString(property::title));
    if (title.empty()) title = node->properties.FindString(property::name);
    std::vector<std::string> names = {node->key, title};
    for (const std::string_view property : {"name", "acronym", "designator"})
      names.emplace_back(node->properties.FindString(property));
    const Value* aliases = node->properties.Find(property::aliases);
    if (aliases != nullptr && aliases->type() == Value::Type::kList) {
      for (const Value& alias : aliases->as_list()) names.push_back(alias.ToString());
    }
    candidates.push_back({std::move(node->key), std::move(title), id, std::move(names)});
  }
  std::sort(candidates.begin(), candidates.end(),
            [](const Candidate& a, const Candidate& b) { return a.key < b.key; });
  return candidates;
}

// Those that have the name apart from case, marks, punctuation and a leading article: "the World Health
// Organization", "ISO/IEC 42001". A body that only a text names (new:...) stands back behind one of the
// tables.
std::set<NodeId> CalledSo(std::string_view name, const std::vector<Candidate>& candidates) {
  constexpr std::string_view kArticle = "the-", kNew = "new:";
  const auto form = [&](std::string_view text) {
    std::string slug = Slug(FoldForComparison(text), std::string::npos);
    if (slug.starts_with(kArticle)) slug.erase(0, kArticle.size());
    return slug;
  };
  std::set<NodeId> known, only_named;
  // "act@" is the beginning of a key, and no name.
  if (name.find('@') != std::string_view::npos) return known;
  const std::string wanted = form(name);
  if (wanted.empty()) return known;
  for (const Candidate& candidate : candidates) {
    if (std::ranges::any_of(candidate.names, [&](const std::string& one) { return form(one) == wanted; }))
      (candidate.key.starts_with(kNew) ? only_named : known).insert(candidate.id);
  }
  return known.empty() ? only_named : known;
}

// The runs of letters and the runs of digits, in lower case: "nist", "csf", "2", "0" of "NIST-CSF2.0".
std::set<std::string> Pieces(std::string_view text) {
  std::set<std::string> pieces;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const std::string slug = Slug(text, std::string::npos);
  size_t start = 0;
  for (size_t i = 1; i <= slug.size(); ++i) {
    if (i < slug.size() && slug[i] != '-' && slug[start] != '-' &&
        is_digit(slug[i]) == is_digit(slug[start])) {
      continue;
    }
    if (slug[start] != '-') pieces.insert(slug.substr(start, i - start));
    start = i;
  }
  return pieces;
}

// Keys of the at most three candidates whose key and title hold most pieces of the name, and more than
// half of them; the shorter first among equals.
std::vector<std::string> ByPieces(std::string_view name, const std::vector<Candidate>& candidates) {
  const std::set<std::string> wanted = Pieces(name);
  struct Near {
    size_t shared, pieces;
    std::string key;
  };
  std::vector<Near> near;
  for (const Candidate& candidate : candidates) {
    const std::set<std::string> pieces = Pieces(candidate.key + " " + candidate.title);
    const size_t shared = static_cast<size_t>(std::count_if(
        wanted.begin(), wanted.end(), [&](const std::string& piece) { return pieces.contains(piece); }));
    if (shared * 2 > wanted.size()) near.push_back({shared, pieces.size(), candidate.key});
  }
  std::sort(near.begin(), near.end(), [](const Near& a, const Near& b) {
    return std::tuple(b.shared, a.pieces, std::string_view(a.key)) <
           std::tuple(a.shared, b.pieces, std::string_view(b.key));
  });
  std::vector<std::string> keys;
  for (size_t i = 0; i < near.size() && i < 3; ++i) keys.push_back(std::move(near[i].key));
  return keys;
}

}  // namespace

namespace {

// "mapping set" for MappingSet.
std::string NounOf(std::string_view label) {
  std::string noun;
  for (const char c : label) {
    const bool capital = c >= 'A' && c <= 'Z';
    if (capital && !noun.empty()) noun += ' ';
    noun += capital ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return noun;
}

std::string NounsOf(std::span<const std::string_view> labels, std::string_view join) {
  std::string nouns;
  for (const std::string_view label : labels) nouns += std::string(nouns.empty() ? "" : join) + NounOf(label);
  return nouns;
}

}  // namespace

std::string ListChoices(std::vector<std::string> choices) {
  constexpr size_t kShown = 6;
  std::sort(choices.begin(), choices.end());
  const size_t more = choices.size() > kShown ? choices.size() - kShown : 0;
  choices.resize(choices.size() - more);
  std::string text;
  for (size_t i = 0; i < choices.size(); ++i) {
    const bool last = i + 1 == choices.size() && more == 0;
    text += (i == 0 ? "" : last ? " or " : ", ") + ("'" + choices[i] + "'");
  }
  if (more > 0) text += fmt::format(" or {} more", more);
  return text;
}

Result<NodeId> FindNamed(const Snapshot& snapshot, std::string_view name,
                         std::span<const std::string_view> labels) {
  auto exact = snapshot.FindNode(name);
  if (!exact) return tl::unexpected(exact.error());
  if (*exact) {
    auto node = snapshot.GetNode(**exact);
    if (!node) return tl::unexpected(node.error());
    if (HasAny(*node, labels)) return **exact;
  }

  struct Way {
    std::string_view label, property;
  };
  for (const Way way : {Way{label::Section, "curie"}, Way{label::Concept, "code"},
                        Way{label::Actor, "acronym"}, Way{label::Document, "title"}}) {
    std::set<NodeId> found;
    Result<void> problem;
    auto done = snapshot.ForEachNodeWhere(way.label, way.property, Value(name), [&](NodeId id) {
      auto node = snapshot.GetNode(id);
      if (!node) {
        problem = tl::unexpected(node.error());
        return false;
      }
      if (HasAny(*node, labels)) found.insert(id);
      return true;
    });
    if (!done) return tl::unexpected(done.error());
    if (!problem) return tl::unexpected(problem.error());
    if (!found.empty()) return OneOf(snapshot, name, found);
  }

  auto candidates = Candidates(snapshot, name, labels);
  if (!candidates) return tl::unexpected(candidates.error());
  if (auto called = CalledSo(name, *candidates); !called.empty()) return OneOf(snapshot, name, called);
  std::set<NodeId> begin_with;
  std::vector<std::string> keys;
  std::string_view last;
  for (const Candidate& candidate : *candidates) {
    keys.push_back(candidate.key);
    if (name.empty() || !candidate.key.starts_with(name)) continue;
    // The beginning of a document's key is that of its versions' keys as well, and means the document.
    const bool is_version_of_last = !last.empty() && candidate.key.starts_with(last) &&
                                    candidate.key.substr(last.size()).starts_with('@');
    if (is_version_of_last) continue;
    begin_with.insert(candidate.id);
    last = candidate.key;
  }
  if (!begin_with.empty()) return OneOf(snapshot, name, begin_with);
  if (*exact) {
    auto node = snapshot.GetNode(**exact);
    if (!node) return tl::unexpected(node.error());
    const std::vector<std::string_view> kinds(node->labels.begin(), node->labels.end());
    return Fail(ErrorCode::kNotFound, fmt::format("'{}' is of another kind ({}); expected: {}", name,
                                                  NounsOf(kinds, ", "), NounsOf(labels, " or ")));
  }
  std::vector<std::string> near;
  if (const std::string_view slip = DidYouMean(name, keys); !slip.empty()) {
    near.emplace_back(slip);
  } else {
    near = ByPieces(name, *candidates);
  }
  // Of more kinds than two, most would be beside the point.
  const std::string kind = labels.empty() || labels.size() > 2 ? "" : NounsOf(labels, " or ") + " ";
  return Fail(
      ErrorCode::kNotFound,
      fmt::format("there is no {}'{}' in the store{}", kind, name,
                  near.empty() ? "" : fmt::format("; did you mean {}?", ListChoices(std::move(near)))));
}

}  // namespace concord

#include "query/editions/revisions.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "graph/revision_unit.h"
#include "graph/vocabulary.h"
#include "query/editions/edition.h"
#include "query/places/walk.h"

namespace concord {
namespace {

// Whether one date is after another as far as both go: "2024-03" is not after "2024".
bool IsAfter(std::string_view date, std::string_view other) {
  const size_t common = std::min(date.size(), other.size());
  return date.substr(0, common) > other.substr(0, common);
}

Result<NodeId> WorkOf(const Snapshot& snapshot, NodeId version) {
  auto above = Neighbours(snapshot, version, Direction::kIn, edge::HAS_VERSION);
  if (!above) return tl::unexpected(above.error());
  return above->empty() ? 0 : above->front().node;
}

// A saved edge says "later edition", which is more than a comparison of any two texts says.
Result<void> CheckPair(const Snapshot& snapshot, const Node& earlier, const Node& later) {
  if (earlier.id == later.id) {
    return Fail(ErrorCode::kUsage, fmt::format("'{}' is both editions; it should be two", earlier.key));
  }
  auto work = WorkOf(snapshot, earlier.id);
  if (!work) return tl::unexpected(work.error());
  auto other = WorkOf(snapshot, later.id);
  if (!other) return tl::unexpected(other.error());
  if (*work == 0 || *work != *other) {
    return Fail(ErrorCode::kUsage,
                fmt::format("'{}' and '{}' are not editions of one work; ingest them as WORK@EDITION",
                            earlier.key, later.key));
  }
  const auto language = earlier.properties.FindString(property::language);
  if (const auto found = later.properties.FindString(property::language); found != language) {
    return Fail(ErrorCode::kUsage, fmt::format("'{}' has the language '{}' and '{}' has '{}'; a translation "
                                               "is no revision",
                                               earlier.key, language, later.key, found));
  }
  const auto before = earlier.properties.FindString(property::date),
             after = later.properties.FindString(property::date);
  if (IsAfter(before, after)) {
    return Fail(ErrorCode::kUsage,
                fmt::format("'{}' is of {} and '{}' of {}; the earlier one should be first", earlier.key,
                            before, later.key, after));
  }
  return {};
}

// The words of the placeholder, when they stand in the text of the edge's start.
Result<void> SetNote(const Snapshot& snapshot, const EditionPart& note, bool in_later,
                     PropertyMap* properties) {
  properties->Set(property::note, note.key);
  if (!in_later) return {};
  auto node = snapshot.GetNode(note.node);
  if (!node) return tl::unexpected(node.error());
  for (const std::string_view end : {"start", "end"}) {
    if (const Value* at = node->properties.Find(end)) properties->Set(end, *at);
  }
  return {};
}

}  // namespace

std::string_view RevisionKind(Change change) {
  return change == Change::kUnchanged ? "same" : ChangeName(change);
}

Result<Revisions> SaveRevisions(const Snapshot& snapshot, std::string_view earlier, std::string_view later,
                                const AlignmentOptions& options) {
  auto first = FindEdition(snapshot, earlier);
  if (!first) return tl::unexpected(first.error());
  auto second = FindEdition(snapshot, later);
  if (!second) return tl::unexpected(second.error());
  if (auto done = CheckPair(snapshot, *first, *second); !done) return tl::unexpected(done.error());
  auto a = LoadEdition(snapshot, first->key);
  if (!a) return tl::unexpected(a.error());
  auto b = LoadEdition(snapshot, second->key);
  if (!b) return tl::unexpected(b.error());

  Revisions revisions{.earlier = a->key, .later = b->key, .batch = {}};
  GraphBatch& batch = revisions.batch;
  batch.unit = RevisionUnit(a->key, b->key);
  batch.removed_units = {batch.unit, RevisionUnit(b->key, a->key)};
  for (const PartLink& link : AlignEditions(a->parts, b->parts, options).links) {
    if (link.a < 0 || link.b < 0) continue;
    const EditionPart& from = b->parts[static_cast<size_t>(link.b)];
    const EditionPart& to = a->parts[static_cast<size_t>(link.a)];
    PropertyMap properties{{property::kind, RevisionKind(link.change)},
                           {property::similarity, std::round(link.similarity * 1000) / 1000},
                           {property::basis, link.note >= 0 ? "stated" : "text"},
                           {property::method, "rule"}};
    if (link.note >= 0) {
      const EditionPart& note = (link.note_in_a ? *a : *b).parts[static_cast<size_t>(link.note)];
      if (auto done = SetNote(snapshot, note, !link.note_in_a, &properties); !done)
        return tl::unexpected(done.error());
    }
    batch.edges.push_back({edge::REVISES, from.key, to.key, std::move(properties)});
    ++revisions.edges[static_cast<size_t>(link.change)];
  }
  return revisions;
}

Result<Revisions> RemoveRevisions(const Snapshot& snapshot, std::string_view earlier,
                                  std::string_view later) {
  auto first = FindEdition(snapshot, earlier);
  if (!first) return tl::unexpected(first.error());
  auto second = FindEdition(snapshot, later);
  if (!second) return tl::unexpected(second.error());
  Revisions revisions{.earlier = first->key, .later = second->key, .batch = {}};
  const std::string unit = RevisionUnit(first->key, second->key);
  auto found = snapshot.FindUnit(unit);
  if (!found) return tl::unexpected(found.error());
  if (!*found) {
    return Fail(ErrorCode::kNotFound,
                fmt::format("no comparison of '{}' with '{}' is saved", first->key, second->key));
  }
  revisions.batch.removed_units = {unit};
  return revisions;
}

}  // namespace concord

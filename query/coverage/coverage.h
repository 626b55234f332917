// Who covers what: works, their parts, issuers and topics as arrays, for questions that count many of them.
//
// Made for a snapshot, from arrays that are saved beside the store. A work counts once, by its latest dated
// edition; of that edition's languages, English counts, otherwise the first by key. The parts of a work are
// consecutive in reading order, so everything below a section is a range. To mark a topic, the ranges of what
// is classified are visited: O(parts on the topic), without reading from the store.
//
// Memory: the view, and about 40 bytes for each vertex. Many threads may read it, each with its own Scope.
#ifndef CONCORD_QUERY_COVERAGE_COVERAGE_H_
#define CONCORD_QUERY_COVERAGE_COVERAGE_H_

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "graph/view.h"
#include "query/coverage/coverage_arrays.h"
#include "query/topics/topic.h"

namespace concord {

// The values of a measure's property `strength`, and "other" for everything else.
inline constexpr std::array<std::string_view, 5> kStrengths = {"binding", "soft", "permissive", "commissive",
                                                               "other"};
// How a text names a forum. A relation that is not listed here counts as other.
inline constexpr std::array<std::string_view, 6> kForumRelations = {"venue", "partner", "object",
                                                                    "host",  "issuer",  "other"};

// What is on a topic. Each list without repetition.
struct Scope {
  bool wants_references = false;    // set it before Mark: not every question needs them
  std::vector<VertexId> documents;  // works with a part on the topic
  std::vector<VertexId> measures;   // parallel to measures: the index of each in documents
  std::vector<uint32_t> work_of;    // of each measure: its index in `documents`
  // An edge from a measure or section to a forum or standard, and the work that holds it.
  struct Naming {
    uint32_t place = 0;
    VertexId to = 0;
    VertexId document = 0;
    uint8_t relation = 0;  // index in kForumRelations
  };
  std::vector<Naming> namings;     // INVOLVES_FORUM
  std::vector<Naming> references;  // REFERENCES
  std::vector<VertexId>
      datasets;                  // works with the words of a topic that are no policy texts and do not count
  std::vector<VertexId> drafts;  // works on the topic that do not count beside their final texts

 private:
  friend class Coverage;
  std::vector<uint32_t> part_marks_, document_marks_, document_at_;  // beside vertices
  uint32_t round_ = 0;
};

// Which works count. Empty lists and missing dates select all of them.
struct WorkFilter {
  std::optional<Date> as_of;  // only works with a date that is not later; see Coverage::Load
  std::optional<Date> since;  // only works with a date that is not earlier
  // Property `type`: "law", "treaty"; "none" for works without one; "any"; or a kind of DatasetKindOf. Of
  // works that are none of the latter, unless they are selected, words alone make a topic.
  std::vector<std::string> types;
  std::vector<std::string>
      languages;  // of an edition of the work: "en", "fr"; editions without one are English
  std::vector<std::string> documents;      // keys, or beginnings of keys
  std::vector<std::string> jurisdictions;  // keys of issuers or of bodies above them: "country:US", "eu"
  // If false, a draft does not count where its final text does (see Coverage::FinalOf).
  bool drafts = true;
};

// What a work is if it was read in this format (property `format` of its edition) and states no type:
// "dataset" (a table, a mapping set), "catalogue" (controls, a taxonomy), "register" (records of bills), or
// empty for a text.
std::string_view DatasetKindOf(std::string_view format);

class Coverage {
 public:
  // Fails with the errors of the snapshot and of LoadView. With `as_of`, only works with a date that is not
  // later, and memberships that held then; otherwise memberships without an end.
  static Result<Coverage> Load(const Snapshot& snapshot, std::optional<Date> as_of = {},
                               ArraySource source = ArraySource::kSaved);
  static Result<Coverage> Load(const Snapshot& snapshot, const WorkFilter& filter,
                               ArraySource source = ArraySource::kSaved);

  const GraphView& view() const { return view_; }

  // Fills `scope`; reusing one saves the allocation. Takes concepts as vertices, and includes everything
  // below what is classified. Leaves out what is below one of `without`.
  void Mark(std::span<const VertexId> with, std::span<const VertexId> without, Scope* scope) const;
  // The same for a topic.
  void Mark(const Topic& topic, Scope* scope) const;

  // The work whose draft this is: one with the same title without words for drafts (drafts.h), an issuer in
  // common, and no earlier date. kNoVertex if there is none or the filter lets drafts count.
  VertexId FinalOf(VertexId document) const {
    const auto found = std::ranges::find(finals_, document, &std::pair<VertexId, VertexId>::first);
    return found == finals_.end() ? kNoVertex : found->second;
  }

  // Who is credited with a work: its issuers first, then the bodies of which they are a part (own = false).
  struct Credit {
    VertexId actor = 0;
    bool own = true;
    uint64_t place = 0;  // of the edge ISSUED_BY on which it rests
  };
  std::span<const Credit> CreditsOf(VertexId document) const {
    return std::span(credits_).subspan(credit_first_[document],
                                       credit_first_[document + 1] - credit_first_[document]);
  }
  // Edges MEMBER_OF that hold, as places.
  std::vector<uint64_t> MembersOf(VertexId forum) const;

  uint8_t StrengthOf(VertexId measure) const { return strength_[measure]; }  // index in kStrengths
  uint8_t RelationAt(uint64_t place) const { return relation_[place]; }      // index in kForumRelations
  VertexId WorkOf(VertexId part) const { return work_[part]; }               // kNoVertex: of no work
  std::optional<Date> DateOf(VertexId document) const {
    return date_[document].year == 0 ? std::nullopt : std::optional(date_[document]);
  }
  bool IsMeasure(VertexId v) const { return kind_[v] == kMeasureKind; }
  bool IsForum(VertexId v) const { return forum_[v]; }

  // A work or a part of one, in reading order, a whole before its parts.
  struct Part {
    VertexId vertex = 0;
    VertexId work = 0;
    uint32_t limit = 0;     // the parts below end before this index in parts()
    uint32_t concepts = 0;  // where its own begin; the next part's begin ends them
    uint32_t namings = 0;   // likewise
    uint8_t kind = 0;
  };
  std::span<const Part> parts() const { return std::span(parts_).first(parts_.size() - 1); }
  // What a part itself is classified as.
  std::span<const VertexId> ConceptsAt(uint32_t part) const {
    return std::span(concepts_).subspan(parts_[part].concepts,
                                        parts_[part + 1].concepts - parts_[part].concepts);
  }
  size_t undated() const { return undated_; }  // works without a date that a date filter left out
  // Whether the store has a text of a work that is credited to the actor.
  bool HasTextOf(VertexId actor) const;

  // Vertices of concepts, for Mark.
  std::vector<VertexId> VerticesOf(std::span<const NodeId> nodes) const;

 private:
  friend class CoverageBuilder;
  void MarkBelow(VertexId root, Scope* scope, bool keep) const;
  void AddPart(const Part& part, Scope* scope) const;
  // Whether the work does not count, as it is a dataset or a draft; puts it on the list of these.
  bool LeavesOut(VertexId document, bool words, Scope* scope) const;
  static void Begin(size_t vertices, Scope* scope);
  uint32_t AddDocument(VertexId document, Scope* scope) const;

  CoverageArrays arrays_;
  GraphView view_;
  static constexpr uint8_t kMeasureKind = 1, kDocumentKind = 2;

  std::vector<Part> parts_ = std::vector<Part>(1);     // and one after the last, for the ends
  std::vector<Scope::Naming> namings_;                 // by part
  std::vector<VertexId> concepts_;                     // by part
  std::vector<uint32_t> first_;                        // beside vertices: index in parts_
  std::vector<VertexId> work_;                         // beside vertices; kNoVertex: first_ means nothing
  std::vector<uint8_t> kind_;                          // beside vertices: a kind above, or 0
  std::vector<uint8_t> strength_, relation_;           // beside vertices; beside edges
  std::vector<bool> forum_;                            // beside vertices
  std::vector<bool> dataset_;                          // beside vertices: a work that words do not reach
  std::vector<Date> date_;                             // beside vertices; year 0: none
  std::vector<bool> member_;                           // beside edges: a MEMBER_OF that holds
  std::vector<std::pair<VertexId, VertexId>> finals_;  // drafts, each with its final text
  std::vector<Credit> credits_;
  std::vector<uint32_t> credit_first_;
  std::optional<uint16_t> classified_, involves_, references_type_, member_of_;
  size_t undated_ = 0;
};

}  // namespace concord

#endif  // CONCORD_QUERY_COVERAGE_COVERAGE_H_

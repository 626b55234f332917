#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/try.h"
#include "graph/vocabulary.h"
#include "query/coverage/coverage.h"
#include "query/places/lookup.h"
#include "query/queries/questions.h"
#include "query/query.h"
#include "query/topics/evidence_reader.h"
#include "query/topics/view_arguments.h"

namespace concord {
namespace {

constexpr QueryOption kOptions[] = {
    {"top", "K", "Rows to show of each group (default 10)"},
    kNoIndexOption,
    kAsOfOption,
    {"evidence", "N", "Passages to show for each number, or 'all' (default 1)"},
    {"format", "FORMAT", "Write csv, evidence-csv or xlsx (a workbook with all evidence)"},
};

// One thing of a group, and the nodes or edges that it counts.
struct Entry {
  NodeId what = 0;
  std::string detail;  // beside the key: a relation, a strength
  std::vector<NodeId> nodes;
  std::vector<EdgeId> edges;
  size_t count() const { return nodes.size() + edges.size(); }
};
using Entries = std::map<std::pair<NodeId, std::string>, Entry>;

class ForumProfile {
 public:
  ForumProfile(const Snapshot& snapshot, const Coverage& coverage, VertexId forum, size_t top, size_t quotes)
      : snapshot_(snapshot), coverage_(coverage), forum_(forum), top_(top), reader_(snapshot, quotes) {}

  Result<Answer> Run() {
    answer_.query = "forum";
    answer_.columns = {{"group", "", false},
                       {"what", "", false},
                       {"title", "", false},
                       {"how", "", false},
                       {"count", "", true}};
    Collect();
    for (const auto& [name, entries] :
         {std::pair{"issued", &issued_}, std::pair{"topic", &topics_}, std::pair{"named by", &named_},
          std::pair{"standard", &standards_}, std::pair{"member", &members_}, std::pair{"organ", &organs_},
          std::pair{"neighbour", &neighbours_}}) {
      if (auto done = PutGroup(name, *entries); !done) return tl::unexpected(done.error());
    }
    answer_.nodes.assign(reader_.nodes().begin(), reader_.nodes().end());
    return std::move(answer_);
  }

 private:
  Entry& EntryOf(Entries* entries, VertexId what, std::string_view detail = {}) {
    const NodeId node = coverage_.view().node(what);
    Entry& entry = (*entries)[{node, std::string(detail)}];
    entry.what = node;
    entry.detail = detail;
    return entry;
  }

  void Collect() {
    const GraphView& view = coverage_.view();
    std::set<VertexId> own_works, own_topics;
    std::map<VertexId, std::set<VertexId>> topics_of;  // works by concept
    // Works stand before their parts, so one pass over the parts sees each work with all its parts.
    VertexId work = kNoVertex;
    bool own = false;
    const auto involves = view.FindType(edge::INVOLVES_FORUM), references = view.FindType(edge::REFERENCES);
    for (uint32_t at = 0; at < coverage_.parts().size(); ++at) {
      const VertexId part = coverage_.parts()[at].vertex;
      if (coverage_.parts()[at].work != work) {
        work = coverage_.parts()[at].work;
        own = false;
        for (const Coverage::Credit& credit : coverage_.CreditsOf(work)) own = own || credit.actor == forum_;
        if (own) own_works.insert(work);
        if (own) issued_work_ = &EntryOf(&issued_, work);
        if (own && issued_work_->edges.empty()) {
          for (const Coverage::Credit& credit : coverage_.CreditsOf(work)) {
            if (credit.actor == forum_) issued_work_->edges.push_back(view.EdgeAt(credit.place));
          }
        }
      }
      for (const VertexId topic : coverage_.ConceptsAt(at)) {
        topics_of[topic].insert(work);
        if (!own) continue;
        own_topics.insert(topic);
        // A measure by its strength; anything else without.
        const std::string_view strength =
            coverage_.IsMeasure(part) ? kStrengths[coverage_.StrengthOf(part)] : std::string_view();
        EntryOf(&topics_, topic, strength).nodes.push_back(view.node(part));
      }
      const GraphView::Row row = view.Out(part);
      for (size_t i = 0; i < row.size(); ++i) {
        if (involves && row.types[i] == *involves && row.vertices[i] == forum_) {
          const uint64_t place = view.OutPlace(part) + i;
          EntryOf(&named_, work, kForumRelations[coverage_.RelationAt(place)]).edges.push_back(row.edges[i]);
        }
        if (own && references && row.types[i] == *references)
          EntryOf(&standards_, row.vertices[i]).edges.push_back(row.edges[i]);
      }
    }
    // Others that issue on its topics, by the works that do.
    std::map<VertexId, std::set<VertexId>> shared;
    for (const VertexId topic : own_topics) {
      for (const VertexId on_topic : topics_of[topic]) {
        for (const Coverage::Credit& credit : coverage_.CreditsOf(on_topic)) {
          if (credit.actor != forum_ && coverage_.IsForum(credit.actor))
            shared[credit.actor].insert(on_topic);
        }
      }
    }
    for (const auto& [actor, works] : shared) {
      Entry& entry = EntryOf(&neighbours_, actor);
      for (const VertexId on_topic : works) entry.nodes.push_back(view.node(on_topic));
    }
    for (const uint64_t place : coverage_.MembersOf(forum_))
      EntryOf(&members_, view.SourceAt(place)).edges.push_back(view.EdgeAt(place));
    if (const auto part_of = view.FindType(edge::PART_OF)) {
      const GraphView::Row below = view.In(forum_, *part_of);
      for (size_t i = 0; i < below.size(); ++i)
        EntryOf(&organs_, below.vertices[i]).edges.push_back(below.edges[i]);
    }
  }

  Result<void> PutGroup(std::string_view group, const Entries& entries) {
    struct Line {
      Node node;
      const Entry* entry;
    };
    std::vector<Line> lines;
    for (const auto& [key, entry] : entries) {
      auto node = snapshot_.GetNode(entry.what);
      if (!node) return tl::unexpected(node.error());
      lines.push_back({std::move(*node), &entry});
    }
    std::sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
      if (a.entry->count() != b.entry->count()) return a.entry->count() > b.entry->count();
      return std::tie(a.node.key, a.entry->detail) < std::tie(b.node.key, b.entry->detail);
    });
    KeepTop(top_, fmt::format("row of '{}'", group), fmt::format("rows of '{}'", group), &lines, &answer_);
    for (const Line& line : lines) {
      Row row;
      reader_.Begin(&row);
      for (const NodeId node : line.entry->nodes) {
        if (auto done = reader_.AddNode(node, "count"); !done) return done;
      }
      for (const EdgeId edge : line.entry->edges) {
        if (auto done = reader_.AddEdge(edge, "count"); !done) return done;
      }
      std::string title;
      // Documents can have the name of their kind beside their title.
      for (const std::string_view name : {property::title, property::name, property::label}) {
        if (title.empty()) title = line.node.properties.FindString(name);
      }
      row.cells = {group, line.node.key, title,
                   line.entry->detail.empty() ? Value() : Value(line.entry->detail),
                   static_cast<int64_t>(line.entry->count())};
      answer_.rows.push_back(std::move(row));
    }
    return {};
  }

  const Snapshot& snapshot_;
  const Coverage& coverage_;
  VertexId forum_;
  size_t top_;
  EvidenceReader reader_;
  Answer answer_;
  Entry* issued_work_ = nullptr;
  Entries issued_, topics_, named_, standards_, members_, organs_, neighbours_;
};

}  // namespace

Result<Answer> AnswerForum(const Snapshot& snapshot, const ForumOptions& options) {
  constexpr std::array<std::string_view, 2> kLabels = {label::Forum, label::Actor};
  auto forum = FindNamed(snapshot, options.forum, kLabels);
  if (!forum) return tl::unexpected(forum.error());
  auto node = snapshot.GetNode(*forum);
  if (!node) return tl::unexpected(node.error());
  auto coverage = Coverage::Load(snapshot, options.view.as_of, options.view.arrays);
  if (!coverage) return tl::unexpected(coverage.error());
  auto answer = ForumProfile(snapshot, *coverage, coverage->view().vertex(*forum), options.view.top,
                             options.view.quotes)
                    .Run();
  if (!answer) return answer;
  answer->arguments.Set("forum", node->key);
  options.view.Say(coverage->undated(), &*answer);
  answer->notes.insert(answer->notes.begin(), MakeNote("forum-name", "{}: {}", node->key,
                                                       node->properties.FindString(property::name)));
  return answer;
}

namespace {

Result<Answer> RunForum(const Snapshot& snapshot, const Arguments& arguments) {
  ForumOptions options;
  options.forum = arguments.Text();
  CONCORD_ASSIGN(options.view, ViewArguments::Read(arguments, options.view.top, options.view.quotes));
  return AnswerForum(snapshot, options);
}

}  // namespace

const Query kforumQuery = {
    "forum",
    "Profile a forum: what it issued, its topics, who names it, standards, neighbours",
    "ID...",
    "forum oecd\nforum g7 --top 5 --as-of 2024",
    kOptions,
    RunForum,
    R"(ID is a key, a name, an acronym or the start of a key. The rows come in groups: issued (documents that the forum
issued), topic (concepts under which these documents are classified; how is the strength of a measure), named by
(documents that name the forum; how is the role), standard (standards that its documents reference), member and organ
(bodies that belong to it) and neighbour (forums with common topics; how is the share of them). count says how many
passages, documents or topics each row stands for.)",
};

}  // namespace concord

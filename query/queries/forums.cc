#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "query/place.h"
#include "query/query.h"
#include "query/topic.h"
#include "query/walk.h"

namespace concord {
namespace {

constexpr QueryOption kOptions[] = {
    {"top", "K", "forums to show (default 30)"},
    {"threshold", "SHARE", "for free text: least share of the words that a text must have (default 0.6)"},
    {"evidence", "N", "passages for each forum (default 5)"},
};

// The columns that count how a forum is named; a relation that is none of these counts as other.
constexpr std::array<std::string_view, 6> kRelations = {"venue", "partner", "object",
                                                        "host",  "issuer",  "other"};

struct Tally {
  std::set<NodeId> issued;  // documents
  std::array<std::vector<EdgeId>, kRelations.size()> named;
  std::vector<EdgeId> issued_by;
  size_t mentions() const {
    size_t sum = 0;
    for (const auto& edges : named) sum += edges.size();
    return sum;
  }
};

class ForumAnswer {
 public:
  ForumAnswer(const Snapshot& snapshot, const Topic& topic)
      : snapshot_(snapshot), topic_(topic), places_(snapshot) {}

  Result<void> Count() {
    const auto involves = snapshot_.FindSymbol("INVOLVES_FORUM");
    for (const auto& [id, on] : topic_.nodes) {
      auto place = places_.Of(id);
      if (!place) return tl::unexpected(place.error());
      if ((*place)->document != 0) documents_.insert((*place)->document);
      if (!involves) continue;
      auto edges = Neighbours(snapshot_, id, Direction::kOut, "INVOLVES_FORUM");
      if (!edges) return tl::unexpected(edges.error());
      for (const Adjacent& adjacent : *edges) {
        auto edge = snapshot_.GetEdge(adjacent.edge);
        if (!edge) return tl::unexpected(edge.error());
        const std::string_view relation = edge->properties.FindString("relation");
        const auto at = std::find(kRelations.begin(), kRelations.end(), relation);
        const size_t column =
            at == kRelations.end() ? kRelations.size() - 1 : static_cast<size_t>(at - kRelations.begin());
        tallies_[adjacent.node].named[column].push_back(adjacent.edge);
      }
    }
    for (const NodeId document : documents_) {
      auto issuers = Neighbours(snapshot_, document, Direction::kOut, "ISSUED_BY");
      if (!issuers) return tl::unexpected(issuers.error());
      for (const Adjacent& adjacent : *issuers) {
        Tally& tally = tallies_[adjacent.node];
        if (tally.issued.insert(document).second) tally.issued_by.push_back(adjacent.edge);
      }
    }
    return {};
  }

  Result<Answer> Finish(size_t top, size_t quotes) {
    struct Ranked {
      Node node;
      const Tally* tally;
    };
    std::vector<Ranked> ranked;
    for (const auto& [id, tally] : tallies_) {
      auto node = snapshot_.GetNode(id);
      if (!node) return tl::unexpected(node.error());
      ranked.push_back({std::move(*node), &tally});
    }
    // A document says as much about its issuer as a sentence does about the forum that it names; both
    // numbers stay visible.
    std::sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
      const size_t x = a.tally->issued.size() + a.tally->mentions(),
                   y = b.tally->issued.size() + b.tally->mentions();
      return x != y ? x > y : a.node.key < b.node.key;
    });

    Answer answer;
    answer.query = "forums";
    answer.columns = {
        {"forum", "", false}, {"name", "", false}, {"issued", "", true}, {"named", "", true}};
    for (const std::string_view relation : kRelations)
      answer.columns.push_back({std::string(relation), "", true});
    answer.columns.push_back({"documents", "", false, true});
    if (ranked.size() > top) {
      answer.notes.push_back(
          fmt::format("{} more forums and issuers are not shown (--top)", ranked.size() - top));
      ranked.resize(top);
    }
    std::set<NodeId> nodes(topic_.concepts.begin(), topic_.concepts.end());
    for (const Ranked& entry : ranked) {
      Row row;
      const std::string_view name = entry.node.properties.FindString("name");
      row.cells = {entry.node.key, name, static_cast<int64_t>(entry.tally->issued.size()),
                   static_cast<int64_t>(entry.tally->mentions())};
      for (const auto& edges : entry.tally->named) row.cells.push_back(static_cast<int64_t>(edges.size()));
      nodes.insert(entry.node.id);
      std::vector<EdgeId> edges = entry.tally->issued_by;
      for (const auto& some : entry.tally->named) edges.insert(edges.end(), some.begin(), some.end());
      auto documents = AddEvidence(edges, quotes, &row, &nodes);
      if (!documents) return tl::unexpected(documents.error());
      row.cells.push_back(std::move(*documents));
      answer.rows.push_back(std::move(row));
    }
    answer.nodes.assign(nodes.begin(), nodes.end());
    answer.notes.push_back(fmt::format("{} documents are on the topic", documents_.size()));
    return answer;
  }

 private:
  // Issued documents first, then quotes; returns the keys of all documents that speak for the forum.
  Result<Value> AddEvidence(const std::vector<EdgeId>& edges, size_t quotes, Row* row,
                            std::set<NodeId>* nodes) {
    std::set<std::string> documents;
    for (const EdgeId id : edges) {
      auto edge = snapshot_.GetEdge(id);
      if (!edge) return tl::unexpected(edge.error());
      nodes->insert(edge->from);
      auto place = places_.Of(edge->from);
      if (!place) return tl::unexpected(place.error());
      documents.insert((*place)->document_key);
      if (row->evidence.size() >= quotes) continue;
      auto evidence = places_.EvidenceOf(*edge);
      if (!evidence) return tl::unexpected(evidence.error());
      if (*evidence && edge->type == "INVOLVES_FORUM") {
        // The name alone says little: the sentence or section that names it does.
        auto from = snapshot_.GetNode(edge->from);
        if (!from) return tl::unexpected(from.error());
        if (from->HasLabel("Measure")) {
          auto whole = places_.EvidenceOf(*from);
          if (!whole) return tl::unexpected(whole.error());
          if (*whole) evidence = std::move(whole);
        }
      }
      if (*evidence) {
        row->evidence.push_back(std::move(**evidence));
      } else {
        Evidence bare;
        bare.document = (*place)->document_key;
        row->evidence.push_back(std::move(bare));
      }
    }
    List list;
    for (const std::string& key : documents) list.emplace_back(key);
    return Value(std::move(list));
  }

  const Snapshot& snapshot_;
  const Topic& topic_;
  Places places_;
  std::set<NodeId> documents_;
  std::map<NodeId, Tally> tallies_;
};

Result<Answer> RunForums(const Snapshot& snapshot, const Arguments& arguments) {
  if (arguments.words.empty())
    return Fail(ErrorCode::kUsage, "forums needs a topic: a concept 'scheme:code', or words");
  auto top = arguments.GetInt("top", 30, 1, 1'000'000);
  if (!top) return tl::unexpected(top.error());
  auto quotes = arguments.GetInt("evidence", 5, 0, 1'000'000);
  if (!quotes) return tl::unexpected(quotes.error());
  auto threshold = arguments.GetShare("threshold", 0.6);
  if (!threshold) return tl::unexpected(threshold.error());
  std::string text;
  for (const std::string& word : arguments.words) text += (text.empty() ? "" : " ") + word;

  auto topic = FindTopic(snapshot, text, *threshold);
  if (!topic) return tl::unexpected(topic.error());
  ForumAnswer forums(snapshot, *topic);
  if (auto done = forums.Count(); !done) return tl::unexpected(done.error());
  auto answer = forums.Finish(static_cast<size_t>(*top), static_cast<size_t>(*quotes));
  if (!answer) return answer;
  answer->arguments.Set("topic", topic->name);
  answer->arguments.Set("top", *top);
  if (topic->is_concept) {
    answer->arguments.Set("label", topic->label);
    answer->arguments.Set("concepts", static_cast<int64_t>(topic->concepts.size()));
    answer->notes.push_back(fmt::format("topic {} {}, with {} narrower concepts", topic->name, topic->label,
                                        topic->concepts.size() - 1));
  } else {
    answer->arguments.Set("threshold", topic->threshold);
    answer->notes.push_back(fmt::format(
        "free text: {} measures and sections have at least {:.0f} % of the words by weight (--threshold)",
        topic->nodes.size(), 100 * topic->threshold));
  }
  return answer;
}

}  // namespace

const Query kforumsQuery = {
    "forums",   "Which forums issue documents on a topic, and which ones these documents name",
    "TOPIC...", "forums mit-mitigation-2025:1.1\nforums \"incident reporting\" --top 10",
    kOptions,   RunForums,
};

}  // namespace concord

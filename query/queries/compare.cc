#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "base/parameter.h"
#include "base/plural.h"
#include "base/text.h"
#include "base/try.h"
#include "graph/vocabulary.h"
#include "query/coverage/load_coverage.h"
#include "query/coverage/topic_proofs.h"
#include "query/queries/questions.h"
#include "query/query.h"
#include "query/topics/evidence_reader.h"
#include "query/topics/view_arguments.h"

namespace concord {
namespace {

constexpr QueryOption kOptions[] = {
    {"dates", "DATE,DATE", "Compare one topic at two dates: 2021,2024"},
    {"top", "K", "Rows to show of each group (default 30)"},
    kThresholdOption,
    kNearOption,
    kWithinOption,
    kNoExpandOption,
    kNoIndexOption,
    kTypeOption,
    kDocumentsOption,
    kLanguageOption,
    kJurisdictionOption,
    kDraftsOption,
    kModelDirOption,
    kEmbedderOption,
    kEmbedderModelOption,
    kNoModelOption,
    {"evidence", "N", "Passages to show for each number, or 'all' (default 1)"},
    {"format", "FORMAT", "Write csv, evidence-csv or xlsx (a workbook with all evidence)"},
};

constexpr std::array<std::string_view, 2> kSides = {"first", "second"};

// What one side has of a thing: documents, and what proves them.
struct Share {
  std::set<NodeId> documents;
  struct Edge {
    EdgeId edge = 0;
    VertexId issued = 0;  // the document that it says the issuer of; kNoVertex for other edges
  };
  std::vector<Edge> edges;
};
struct Thing {
  Node node;
  std::array<Share, 2> shares;
  size_t side() const {  // 0: both, 1: only the first, 2: only the second
    return shares[0].documents.empty() ? 2 : shares[1].documents.empty() ? 1 : 0;
  }
  size_t count() const { return shares[0].documents.size() + shares[1].documents.size(); }
};
using Things = std::map<NodeId, Thing>;

// A topic at a time, with what is needed to prove what it counts.
struct Side {
  Topic topic;
  Coverage coverage;
  Scope scope;
};

Result<Side> SideOf(const Snapshot& snapshot, std::string_view topic, const TopicOptions& reading,
                    const ViewArguments& view) {
  CONCORD_ASSIGN(Topic found, TopicFinder(snapshot, reading).Find(topic));
  CONCORD_ASSIGN(Coverage coverage, LoadCoverage(snapshot, view));
  Side side{std::move(found), std::move(coverage), {}};
  side.coverage.Mark(side.topic, &side.scope);
  return side;
}

Result<Thing*> ThingOf(const Snapshot& snapshot, NodeId id, Things* things) {
  const auto [at, is_new] = things->try_emplace(id);
  if (is_new) {
    CONCORD_ASSIGN(at->second.node, snapshot.GetNode(id));
  }
  return &at->second;
}

}  // namespace

Result<Answer> AnswerCompare(const Snapshot& snapshot, const CompareOptions& options) {
  std::vector<Side> sides;
  for (const size_t i : {0, 1}) {
    ViewArguments view = options.view;
    view.as_of = i == 0 ? options.first_as_of : options.second_as_of;
    CONCORD_ASSIGN(Side side,
                   SideOf(snapshot, i == 0 ? options.first : options.second, options.reading, view));
    sides.push_back(std::move(side));
  }
  Things issuers, named, works;
  for (const size_t i : {0, 1}) {
    const Coverage& coverage = sides[i].coverage;
    const GraphView& view = coverage.view();
    for (const VertexId document : sides[i].scope.documents) {
      const NodeId work = view.node(document);
      CONCORD_ASSIGN(Thing* const itself, ThingOf(snapshot, work, &works));
      itself->shares[i].documents.insert(work);
      for (const Coverage::Credit& credit : coverage.CreditsOf(document)) {
        if (!credit.own) continue;
        CONCORD_ASSIGN(Thing* const issuer, ThingOf(snapshot, view.node(credit.actor), &issuers));
        issuer->shares[i].documents.insert(work);
        issuer->shares[i].edges.push_back({view.EdgeAt(credit.place), document});
      }
    }
    for (const Scope::Naming& naming : sides[i].scope.namings) {
      CONCORD_ASSIGN(Thing* const body, ThingOf(snapshot, view.node(naming.to), &named));
      body->shares[i].documents.insert(view.node(naming.document));
      body->shares[i].edges.push_back({view.EdgeAt(naming.place), kNoVertex});
    }
  }

  Answer answer;
  answer.query = "compare";
  const bool by_date = options.first_as_of.has_value();
  answer.arguments.Set("first", by_date ? options.first_as_of->ToString() : sides[0].topic.name);
  answer.arguments.Set("second", by_date ? options.second_as_of->ToString() : sides[1].topic.name);
  if (by_date) answer.arguments.Set("topic", sides[0].topic.name);
  answer.columns = {{"group", "", false}, {"what", "", false}, {"title", "", false},
                    {"in", "", false},    {"first", "", true}, {"second", "", true}};
  const TopicProofs proofs[] = {TopicProofs(sides[0].coverage, &sides[0].topic, sides[0].scope),
                                TopicProofs(sides[1].coverage, &sides[1].topic, sides[1].scope)};
  EvidenceReader reader(snapshot, options.view.quotes);
  std::set<NodeId> nodes;
  for (const auto& [group, things] :
       {std::pair{"issuer", &issuers}, std::pair{"named", &named}, std::pair{"document", &works}}) {
    std::vector<const Thing*> lines;
    std::array<size_t, 3> counts = {};
    for (const auto& [id, thing] : *things) {
      ++counts[thing.side()];
      lines.push_back(&thing);
    }
    std::ranges::sort(lines, [](const Thing* a, const Thing* b) {
      return std::tuple(a->side(), b->count(), std::string_view(a->node.key)) <
             std::tuple(b->side(), a->count(), std::string_view(b->node.key));
    });
    answer.notes.push_back(MakeNote("compared", "{}: {} in both, {} only in the first, {} only in the second",
                                    group, counts[0], counts[1], counts[2]));
    KeepTop(options.view.top, fmt::format("row of '{}'", group), fmt::format("rows of '{}'", group), &lines,
            &answer);
    for (const Thing* thing : lines) {
      Row row;
      reader.Begin(&row);
      for (const size_t i : {0, 1}) {
        for (const Share::Edge& one : thing->shares[i].edges) {
          const TopicProofs::Proof* proof = one.issued == kNoVertex ? nullptr : proofs[i].Of(one.issued);
          CONCORD_TRY(proof == nullptr
                          ? reader.AddEdge(one.edge, kSides[i])
                          : reader.AddEdge(one.edge, proof->part, proof->span, proofs[i].words(), kSides[i]));
        }
        if (things != &works || thing->shares[i].documents.empty()) continue;
        const Coverage& coverage = sides[i].coverage;
        CONCORD_TRY(proofs[i].AddWork(coverage, coverage.view().vertex(thing->node.id), kSides[i], &reader));
      }
      const PropertyMap& properties = thing->node.properties;
      const std::string_view name = properties.FindString(property::name);
      constexpr std::array<std::string_view, 3> kIn = {"both", "first", "second"};
      row.cells = {group,
                   thing->node.key,
                   name.empty() ? properties.FindString(property::title) : name,
                   kIn[thing->side()],
                   static_cast<int64_t>(thing->shares[0].documents.size()),
                   static_cast<int64_t>(thing->shares[1].documents.size())};
      answer.rows.push_back(std::move(row));
      nodes.insert(thing->node.id);
    }
  }
  for (const size_t i : {0, 1}) {
    // The second reading of one topic says nothing new.
    if (i == 1 && by_date) break;
    Answer said;
    SayTopic(sides[i].topic, &said);
    for (Note& note : said.notes) {
      if (!by_date) note.text = fmt::format("{}: {}", kSides[i], note.text);
      answer.notes.push_back(std::move(note));
    }
  }
  options.view.Say(sides[0].coverage.undated(), &answer);
  for (const Side& side : sides) {
    if (answer.arguments.Find("drafts_left_out") == nullptr)
      CONCORD_TRY(SayDrafts(snapshot, side.coverage, side.scope, &answer));
  }
  if (by_date && sides[1].coverage.undated() > 0) {
    answer.notes.push_back(MakeNote(
        "undated-left-out", "{} left out",
        Counting{sides[1].coverage.undated(), "document without a date is", "documents without a date are"}));
  }
  nodes.insert(reader.nodes().begin(), reader.nodes().end());
  answer.nodes.assign(nodes.begin(), nodes.end());
  return answer;
}

namespace {

Result<Answer> RunCompare(const Snapshot& snapshot, const Arguments& arguments) {
  CompareOptions options;
  CONCORD_ASSIGN(options.reading, TopicOptionsOf(arguments));
  CONCORD_ASSIGN(options.view, ViewArguments::Read(arguments, options.view.top, options.view.quotes));
  if (arguments.Has("dates")) {
    const std::vector<std::string_view> dates = Split(arguments.Get("dates"), ',');
    if (dates.size() == 2) {
      options.first_as_of = Date::Parse(Trim(dates[0]));
      options.second_as_of = Date::Parse(Trim(dates[1]));
    }
    if (!options.first_as_of || !options.second_as_of || arguments.words.empty()) {
      return Fail(ErrorCode::kUsage,
                  PARAMETER("dates") " needs two dates with a comma between them (2021,2024), and one topic");
    }
    options.first = options.second = arguments.Text();
    return AnswerCompare(snapshot, options);
  }
  if (arguments.words.size() != 2) {
    return Fail(ErrorCode::kUsage, fmt::format("compare needs two topics, found {}; put quotation marks "
                                               "around each: compare 'incident reports' 'export controls'",
                                               Counted(arguments.words.size(), "word")));
  }
  options.first = arguments.words[0];
  options.second = arguments.words[1];
  return AnswerCompare(snapshot, options);
}

}  // namespace

const Query kcompareQuery = {
    "compare",
    "Compare two topics, or one topic at two dates: who covers both, and who covers only one",
    "TOPIC...",
    "compare 'incident reports' 'export controls'\ncompare mit-risk-domain:7 --dates 2021,2024",
    kOptions,
    RunCompare,
    R"(Each topic is read as in `forums`. Put a topic of several words in quotation marks, unless you compare dates.

The rows come in three groups: issuer (forums that issued a document on the topic), named (forums that such a
document names) and document. The columns first and second count documents on each side; the column in says
whether a row belongs to both sides.)",
};

}  // namespace concord

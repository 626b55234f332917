#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "base/plural.h"
#include "base/try.h"
#include "graph/vocabulary.h"
#include "query/coverage/load_coverage.h"
#include "query/queries/questions.h"
#include "query/query.h"
#include "query/topics/evidence_reader.h"
#include "query/topics/view_arguments.h"

namespace concord {
namespace {

constexpr auto kOptions =
    JoinOptions(std::to_array<QueryOption>({
                    {"top", "K", "Pairs to show (default 50)"},
                }),
                kTopicOptions,
                std::to_array<QueryOption>({
                    kAsOfOption,
                    {"evidence", "N", "Passages to show for each number, or 'all' (default 1)"},
                    {"format", "FORMAT", "Write csv, evidence-csv or xlsx (a workbook with all evidence)"},
                }));

// An issuer whose documents name a body.
struct NamedPair {
  VertexId issuer = 0, body = 0;
  std::array<size_t, kForumRelations.size()> by_relation = {};
  std::set<VertexId> documents;
  std::map<int, size_t> years;         // mentions by the year of the document
  std::vector<Scope::Naming> namings;  // in reading order
};

std::vector<NamedPair> PairsOf(const Coverage& coverage, const Scope& scope, std::set<VertexId>* unissued) {
  std::map<std::pair<VertexId, VertexId>, NamedPair> pairs;
  for (const Scope::Naming& naming : scope.namings) {
    bool issued = false;
    for (const Coverage::Credit& credit : coverage.CreditsOf(naming.document)) {
      if (!credit.own) continue;
      issued = true;
      if (credit.actor == naming.to) continue;  // a body that names itself
      NamedPair& pair = pairs[{credit.actor, naming.to}];
      pair.issuer = credit.actor;
      pair.body = naming.to;
      ++pair.by_relation[naming.relation];
      pair.documents.insert(naming.document);
      if (const auto date = coverage.DateOf(naming.document)) ++pair.years[date->year];
      pair.namings.push_back(naming);
    }
    if (!issued) unissued->insert(naming.document);
  }
  std::vector<NamedPair> all;
  for (auto& [ends, pair] : pairs) all.push_back(std::move(pair));
  return all;
}

}  // namespace

Result<Answer> AnswerNaming(const Snapshot& snapshot, const NamingOptions& options) {
  const ViewArguments& given = options.view;
  CONCORD_ASSIGN(const Topic topic, TopicFinder(snapshot, options.reading).Find(options.topic));
  CONCORD_ASSIGN(const Coverage coverage, LoadCoverage(snapshot, given));
  Scope scope;
  coverage.Mark(topic, &scope);
  std::set<VertexId> unissued;
  std::vector<NamedPair> pairs = PairsOf(coverage, scope, &unissued);

  std::map<VertexId, Node> bodies;
  for (const NamedPair& pair : pairs) {
    for (const VertexId vertex : {pair.issuer, pair.body}) {
      if (bodies.contains(vertex)) continue;
      CONCORD_ASSIGN(Node node, snapshot.GetNode(coverage.view().node(vertex)));
      bodies.emplace(vertex, std::move(node));
    }
  }
  std::set<VertexId> who, whom;
  for (const NamedPair& pair : pairs) {
    who.insert(pair.issuer);
    whom.insert(pair.body);
  }
  std::ranges::sort(pairs, [&](const NamedPair& a, const NamedPair& b) {
    if (a.documents.size() != b.documents.size()) return a.documents.size() > b.documents.size();
    if (a.namings.size() != b.namings.size()) return a.namings.size() > b.namings.size();
    return std::tie(bodies.at(a.issuer).key, bodies.at(a.body).key) <
           std::tie(bodies.at(b.issuer).key, bodies.at(b.body).key);
  });

  Answer answer;
  answer.query = "naming";
  SayTopic(topic, &answer);
  SayDatasets(scope, &answer);
  CONCORD_TRY(SayDrafts(snapshot, coverage, scope, &answer));
  answer.columns = {{"who", "", false},      {"who_name", "who, by name", false, true},
                    {"whom", "", false},     {"whom_name", "by name", false},
                    {"documents", "", true}, {"mentions", "", true}};
  for (const std::string_view relation : kForumRelations)
    answer.columns.push_back({std::string(relation), "", true, false, true});
  answer.columns.push_back({"first", "", false});
  answer.columns.push_back({"last", "", false});
  answer.columns.push_back({"years", "", false, true});
  answer.notes.push_back(MakeNote("pairs-counted", "{} {} in their texts on the topic; {}",
                                  Counting{who.size(), "issuer names", "issuers name"},
                                  Counting{whom.size(), "forum"}, Counting{pairs.size(), "pair"}));
  KeepTop(given.top, "pair", "pairs", &pairs, &answer);
  EvidenceReader reader(snapshot, given.quotes);
  WordingPlaces words(topic.wordings);
  std::set<NodeId> nodes;
  for (const NamedPair& pair : pairs) {
    Row row;
    reader.Begin(&row);
    for (const Scope::Naming& naming : pair.namings)
      CONCORD_TRY(reader.AddNaming(coverage.view().EdgeAt(naming.place), topic, &words,
                                   kForumRelations[naming.relation]));
    const Node &issuer = bodies.at(pair.issuer), &body = bodies.at(pair.body);
    row.cells = {issuer.key,
                 issuer.properties.FindString(property::name),
                 body.key,
                 body.properties.FindString(property::name),
                 static_cast<int64_t>(pair.documents.size()),
                 static_cast<int64_t>(pair.namings.size())};
    for (const size_t count : pair.by_relation) row.cells.emplace_back(static_cast<int64_t>(count));
    List years;
    for (const auto& [year, count] : pair.years) years.emplace_back(fmt::format("{}: {}", year, count));
    row.cells.push_back(pair.years.empty() ? Value() : Value(std::to_string(pair.years.begin()->first)));
    row.cells.push_back(pair.years.empty() ? Value() : Value(std::to_string(pair.years.rbegin()->first)));
    row.cells.emplace_back(std::move(years));
    answer.rows.push_back(std::move(row));
    nodes.insert({issuer.id, body.id});
  }
  if (!unissued.empty()) {
    answer.notes.push_back(MakeNote(
        "issuer-unknown", "{} left out because the issuer is not known",
        Counting{unissued.size(), "document that names a forum is", "documents that name a forum are"}));
  }
  given.Say(coverage.undated(), &answer);
  nodes.insert(reader.nodes().begin(), reader.nodes().end());
  answer.nodes.assign(nodes.begin(), nodes.end());
  return answer;
}

namespace {

Result<Answer> RunNaming(const Snapshot& snapshot, const Arguments& arguments) {
  if (arguments.words.empty())
    return Fail(ErrorCode::kUsage, "naming needs a topic: a concept 'scheme:code', or words");
  NamingOptions options;
  options.topic = arguments.Text();
  CONCORD_ASSIGN(options.reading, TopicOptionsOf(arguments));
  CONCORD_ASSIGN(options.view, ViewArguments::Read(arguments, options.view.top, options.view.quotes));
  return AnswerNaming(snapshot, options);
}

}  // namespace

const Query knamingQuery = {
    "naming",
    "Show who names whom on a topic: which issuers name which forums, in which role and when",
    "TOPIC...",
    "naming incident reports\nnaming mit-risk-domain:7 --since 2022 --format xlsx > naming.xlsx",
    kOptions,
    RunNaming,
    R"(who is the issuer, and whom is the forum that its documents on the topic name. documents counts these documents, and
mentions counts how often they do. The roles are those of `forums`. first and last are the years of these documents,
and years counts the mentions in each. A body that names itself is left out.)",
};

}  // namespace concord

#include <fmt/format.h>
#include <array>

#include <map>
#include <set>

#include "base/plural.h"
#include "base/try.h"
#include "query/coverage/load_coverage.h"
#include "query/coverage/topic_proofs.h"
#include "query/pictures/picture.h"
#include "query/queries/questions.h"
#include "query/query.h"
#include "query/topics/evidence_reader.h"
#include "query/topics/view_arguments.h"

namespace concord {
namespace {

constexpr auto kOptions = JoinOptions(
    kTopicOptions,
    std::to_array<QueryOption>({
        kAsOfOption,
        {"evidence", "N", "Passages to show for each number, or 'all' (default 1)"},
        {"format", "FORMAT", "Write svg, csv, evidence-csv or xlsx (a workbook with all evidence)"},
    }));

struct Year {
  std::vector<VertexId> documents, measures, binding;
  std::vector<uint64_t> namings;
};

}  // namespace

Result<Answer> AnswerTimeline(const Snapshot& snapshot, const TimelineOptions& options) {
  const ViewArguments& given = options.view;
  auto topic = TopicFinder(snapshot, options.reading).Find(options.topic);
  if (!topic) return tl::unexpected(topic.error());
  auto coverage = LoadCoverage(snapshot, given);
  if (!coverage) return tl::unexpected(coverage.error());
  Scope scope;
  coverage->Mark(*topic, &scope);

  std::map<int, Year> years;
  size_t undated = 0;
  const auto year_of = [&](VertexId document) -> Year* {
    const auto date = coverage->DateOf(document);
    return date ? &years[date->year] : nullptr;
  };
  for (const VertexId document : scope.documents) {
    if (Year* year = year_of(document)) {
      year->documents.push_back(document);
    } else {
      ++undated;
    }
  }
  for (size_t i = 0; i < scope.measures.size(); ++i) {
    Year* year = year_of(scope.documents[scope.work_of[i]]);
    if (year == nullptr) continue;
    year->measures.push_back(scope.measures[i]);
    if (coverage->StrengthOf(scope.measures[i]) == 0) year->binding.push_back(scope.measures[i]);
  }
  for (const Scope::Naming& naming : scope.namings) {
    if (Year* year = year_of(naming.document)) year->namings.push_back(naming.place);
  }

  Answer answer;
  answer.query = "timeline";
  SayTopic(*topic, &answer);
  given.Say(coverage->undated(), &answer);
  SayDatasets(scope, &answer);
  CONCORD_TRY(SayDrafts(snapshot, *coverage, scope, &answer));
  answer.columns = {{"year", "", false},   {"documents", "", true}, {"measures", "", true},
                    {"binding", "", true}, {"named", "", true},     {"keys", "", false, true}};
  const TopicProofs proofs(*coverage, &*topic, scope);
  EvidenceReader reader(snapshot, given.quotes);
  const GraphView& view = coverage->view();
  for (const auto& [number, year] : years) {
    Row row;
    reader.Begin(&row);
    const auto add = [&](const std::vector<VertexId>& vertices, std::string_view column) -> Result<void> {
      for (const VertexId v : vertices) {
        if (auto done = reader.AddNode(view.node(v), column); !done) return done;
      }
      return {};
    };
    for (const VertexId work : year.documents) {
      if (auto done = proofs.AddWork(*coverage, work, "documents", &reader); !done)
        return tl::unexpected(done.error());
    }
    if (auto done = add(year.measures, "measures"); !done) return tl::unexpected(done.error());
    if (auto done = add(year.binding, "binding"); !done) return tl::unexpected(done.error());
    for (const uint64_t place : year.namings) {
      if (auto done = reader.AddEdge(view.EdgeAt(place), "named"); !done) return tl::unexpected(done.error());
    }
    std::set<std::string> keys;
    for (const VertexId document : year.documents) {
      auto place = reader.places().Of(view.node(document));
      if (!place) return tl::unexpected(place.error());
      keys.insert((*place)->document_key);
    }
    List list;
    for (const std::string& key : keys) list.emplace_back(key);
    row.cells = {std::to_string(number),
                 static_cast<int64_t>(year.documents.size()),
                 static_cast<int64_t>(year.measures.size()),
                 static_cast<int64_t>(year.binding.size()),
                 static_cast<int64_t>(year.namings.size()),
                 std::move(list)};
    answer.rows.push_back(std::move(row));
  }
  answer.nodes.assign(reader.nodes().begin(), reader.nodes().end());
  if (undated > 0)
    answer.notes.push_back(MakeNote("undated-left-out", "{} left out",
                                    Counting{undated, "document on the topic without a date is",
                                             "documents on the topic without a date are"}));
  return answer;
}

namespace {

Result<Answer> RunTimeline(const Snapshot& snapshot, const Arguments& arguments) {
  TimelineOptions options;
  options.topic = arguments.Text();
  CONCORD_ASSIGN(options.reading, TopicOptionsOf(arguments));
  CONCORD_ASSIGN(options.view, ViewArguments::Read(arguments, options.view.top, options.view.quotes));
  return AnswerTimeline(snapshot, options);
}

constexpr auto kFormats = std::to_array<AnswerFormat>({
    {"svg", [](const Answer& answer) -> Result<std::string> { return DrawTimeline(answer); }},
});

}  // namespace

const Query ktimelineQuery = {
    "timeline", "Follow a topic year by year: documents, measures, and how often forums are named",
    "TOPIC...", "timeline mit-risk-domain:7\ntimeline incident reports --json",
    kOptions,   RunTimeline,
    {},         kFormats,
};

}  // namespace concord

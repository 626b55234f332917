#include <fmt/format.h>
#include <array>

#include <algorithm>
#include <numeric>

#include "base/parameter.h"
#include "base/plural.h"
#include "base/shorten.h"
#include "base/try.h"
#include "graph/vocabulary.h"
#include "query/coverage/asked_bodies.h"
#include "query/coverage/topic_matrix.h"
#include "query/coverage/topic_proofs.h"
#include "query/crosswalks/framework_coverage.h"
#include "query/output/svg.h"
#include "query/pictures/picture.h"
#include "query/pictures/state_picture.h"
#include "query/queries/questions.h"
#include "query/query.h"
#include "query/topics/evidence_reader.h"
#include "query/topics/view_arguments.h"

namespace concord {
namespace {

constexpr QueryOption kOptions[] = {
    {"by", "B,C,...", "Frameworks that may cover the items of A (default: all that crosswalks join with A)"},
    {"steps", "N", "With " PARAMETER("by") ": follow chains of up to N mappings, 1 to 6 (default 2)"},
    {"rows", "KIND", "What the rows are: forum (default), actor, document, jurisdiction or year"},
    {"cols", "SCHEME|TOPIC,...",
     "What the columns are: the top concepts of a scheme, or topics with commas between them"},
    {"measure", "WHAT", "What is counted: documents (default), measures, or strength (binding measures)"},
    {"of", "BODY,...", "Rows for only these, also if they cover nothing: keys, names, or members:BODY"},
    {"top", "K", "Rows to show (default 30)"},
    kThresholdOption,
    kNearOption,
    kWithinOption,
    kAlsoOption,
    kDropOption,
    kNoExpandOption,
    kNoIndexOption,
    kModelDirOption,
    kEmbedderOption,
    kEmbedderModelOption,
    kNoModelOption,
    kAsOfOption,
    {"evidence", "N", "Passages to show for each number, or 'all' (default 1)"},
    {"format", "FORMAT",
     "Write svg (a heat map), svg-graph (rows joined to topics), csv, evidence-csv or xlsx (a workbook with "
     "all "
     "evidence)"},
};

template <typename T>
struct Word {
  std::string_view word;
  T value;
};
constexpr Word<MatrixRows> kRows[] = {{"forum", MatrixRows::kForum},
                                      {"actor", MatrixRows::kActor},
                                      {"document", MatrixRows::kDocument},
                                      {"jurisdiction", MatrixRows::kJurisdiction},
                                      {"year", MatrixRows::kYear}};
constexpr Word<MatrixMeasure> kMeasures[] = {{"documents", MatrixMeasure::kDocuments},
                                             {"measures", MatrixMeasure::kMeasures},
                                             {"strength", MatrixMeasure::kBinding}};

template <typename T, size_t N>
Result<T> Choose(std::string_view given, std::string_view option, const Word<T> (&words)[N]) {
  std::vector<std::string> known;
  for (const Word<T>& word : words) {
    if (word.word == given) return word.value;
    known.emplace_back(word.word);
  }
  return FailChoice(option, given, known);
}

Result<std::vector<VertexId>> Jurisdictions(const Snapshot& snapshot, const Coverage& coverage) {
  std::vector<VertexId> found;
  for (const VertexId actor : coverage.view().WithLabel(label::Actor)) {
    auto node = snapshot.GetNode(coverage.view().node(actor));
    if (!node) return tl::unexpected(node.error());
    const std::string_view kind = node->properties.FindString(property::kind);
    if (node->key.starts_with("country:") || kind == "state" || kind == "country" || kind == "supranational")
      found.push_back(actor);
  }
  return found;
}

class CoverageAnswer {
 public:
  CoverageAnswer(const Snapshot& snapshot, const Coverage& coverage, const std::vector<TopicColumn>& columns,
                 MatrixRows rows, std::span<const VertexId> jurisdictions, MatrixMeasure measure,
                 size_t quotes)
      : snapshot_(snapshot),
        coverage_(coverage),
        columns_(columns),
        matrix_(coverage, columns, rows, jurisdictions),
        rows_(rows),
        measure_(measure),
        reader_(snapshot, quotes) {}

  // `asked`: rows for only these, also if they cover nothing; empty: all that cover something.
  Result<Answer> Run(size_t top, std::span<const NodeId> asked) {
    const std::span<const uint32_t> cells = matrix_.Count(measure_);
    const size_t columns = columns_.size();
    struct Line {
      size_t row;  // SIZE_MAX: of a body that issued nothing
      uint64_t sum;
      std::string key, name;
    };
    std::vector<Line> lines;
    for (size_t r = 0; r < matrix_.row_count(); ++r) {
      const auto row = cells.subspan(r * columns, columns);
      const uint64_t sum = std::accumulate(row.begin(), row.end(), uint64_t{0});
      if (sum == 0 && asked.empty()) continue;
      if (!asked.empty() && std::ranges::find(asked, coverage_.view().node(matrix_.row(r))) == asked.end())
        continue;
      Line line{r, sum, std::to_string(matrix_.row(r)), {}};
      if (rows_ != MatrixRows::kYear) {
        auto node = snapshot_.GetNode(coverage_.view().node(matrix_.row(r)));
        if (!node) return tl::unexpected(node.error());
        line.key = node->key;
        line.name = node->properties.FindString(rows_ == MatrixRows::kDocument ? "title" : "name");
      }
      lines.push_back(std::move(line));
    }
    for (const NodeId id : asked) {
      auto node = snapshot_.GetNode(id);
      if (!node) return tl::unexpected(node.error());
      if (std::ranges::find(lines, node->key, &Line::key) != lines.end()) continue;
      lines.push_back({SIZE_MAX, 0, node->key, std::string(node->properties.FindString(property::name))});
    }
    std::sort(lines.begin(), lines.end(), [&](const Line& a, const Line& b) {
      if (rows_ == MatrixRows::kYear || a.sum == b.sum) return a.key < b.key;
      return a.sum > b.sum;
    });
    Answer answer;
    answer.query = "coverage";
    KeepTop(std::max(top, asked.size()), "row", "rows", &lines, &answer);
    answer.columns = {{"row", "", false}, {"name", "", false}};
    for (const TopicColumn& column : columns_) answer.columns.push_back({column.key, TitleOf(column), true});
    for (const Line& line : lines) {
      Row row;
      row.cells = {line.key, line.name.empty() ? Value() : Value(line.name)};
      for (size_t c = 0; c < columns; ++c)
        row.cells.emplace_back(line.row == SIZE_MAX ? int64_t{0}
                                                    : static_cast<int64_t>(cells[line.row * columns + c]));
      answer.rows.push_back(std::move(row));
      shown_.push_back(line.row == SIZE_MAX ? UINT32_MAX : static_cast<uint32_t>(line.row));
    }
    if (auto done = AddEvidence(&answer); !done) return tl::unexpected(done.error());
    answer.nodes.assign(reader_.nodes().begin(), reader_.nodes().end());
    PropertyMap labels;
    for (const TopicColumn& column : columns_)
      labels.Set(column.key, column.label.empty() ? Value() : Value(column.label));
    SayColumns(columns_, &answer);
    if (answer.rows.empty() && rows_ == MatrixRows::kForum) SayWhyEmpty(coverage_, "columns", &answer);
    answer.arguments.Set("labels", std::move(labels));
    return answer;
  }

 private:
  // Concepts of one scheme need not repeat its name, and words can be long; the whole of them stands in JSON
  // and in files.
  std::string TitleOf(const TopicColumn& column) const {
    if (column.topic && column.topic->terms.empty()) return ShortenToCharacters(column.key, 18);
    const auto scheme = [](const TopicColumn& of) {
      return std::string_view(of.key).substr(0, std::min(of.key.find(':'), of.key.size()));
    };
    for (const TopicColumn& other : columns_) {
      if (scheme(other) != scheme(column) || scheme(other).size() == other.key.size()) return "";
    }
    return column.key.substr(scheme(column).size() + 1);
  }

  // Column by column: what is on it is marked once, a second way to the numbers of the matrix.
  Result<void> AddEvidence(Answer* answer) {
    std::vector<size_t> at(matrix_.row_count(), SIZE_MAX);
    for (size_t i = 0; i < shown_.size(); ++i) {
      if (shown_[i] != UINT32_MAX) at[shown_[i]] = i;
    }
    Scope scope;
    for (const TopicColumn& column : columns_) {
      matrix_.Mark(column, &scope);
      const TopicProofs proofs(coverage_, column.topic ? &*column.topic : nullptr, scope);
      std::vector<std::vector<VertexId>> counted(answer->rows.size());
      matrix_.ForEachCounted(measure_, scope, [&](VertexId work, VertexId what) {
        for (const uint32_t row : matrix_.RowsOf(work)) {
          if (at[row] != SIZE_MAX) counted[at[row]].push_back(what);
        }
      });
      for (size_t i = 0; i < counted.size(); ++i) {
        reader_.Begin(&answer->rows[i]);
        for (const VertexId v : counted[i]) {
          if (auto done = proofs.AddWork(coverage_, v, column.key, &reader_); !done) return done;
        }
      }
    }
    return {};
  }

  const Snapshot& snapshot_;
  const Coverage& coverage_;
  const std::vector<TopicColumn>& columns_;
  TopicMatrix matrix_;
  MatrixRows rows_;
  MatrixMeasure measure_;
  EvidenceReader reader_;
  std::vector<uint32_t> shown_;  // rows of the matrix that the answer has; UINT32_MAX: none
};

}  // namespace

Result<Answer> AnswerCoverage(const Snapshot& snapshot, const CoverageOptions& options) {
  auto rows = Choose(options.rows, "rows", kRows);
  if (!rows) return tl::unexpected(rows.error());
  auto measure = Choose(options.measure, "measure", kMeasures);
  if (!measure) return tl::unexpected(measure.error());
  auto coverage = Coverage::Load(snapshot, options.view.as_of, options.view.arrays);
  if (!coverage) return tl::unexpected(coverage.error());
  TopicFinder finder(snapshot, options.reading);
  auto columns = ReadTopicColumns(snapshot, *coverage, options.columns, &finder);
  if (!columns) return tl::unexpected(columns.error());
  auto asked = AskedBodies(snapshot, options.bodies);
  if (!asked) return tl::unexpected(asked.error());
  const bool of_bodies =
      *rows == MatrixRows::kForum || *rows == MatrixRows::kActor || *rows == MatrixRows::kJurisdiction;
  if (!asked->empty() && !of_bodies)
    return Fail(ErrorCode::kUsage, PARAMETER("of") " names bodies; it goes with " PARAMETER(
                                       "rows") " forum, actor or jurisdiction");
  Result<std::vector<VertexId>> jurisdictions = std::vector<VertexId>();
  if (*rows == MatrixRows::kJurisdiction) jurisdictions = Jurisdictions(snapshot, *coverage);
  if (!jurisdictions) return tl::unexpected(jurisdictions.error());
  auto answer =
      CoverageAnswer(snapshot, *coverage, *columns, *rows, *jurisdictions, *measure, options.view.quotes)
          .Run(options.view.top, *asked);
  if (!answer) return answer;
  answer->arguments.Set("rows", options.rows);
  answer->arguments.Set("measure", options.measure);
  answer->arguments.Set("cols", options.columns);
  options.view.Say(coverage->undated(), &*answer);
  return answer;
}

namespace {

Result<Answer> RunCoverage(const Snapshot& snapshot, const Arguments& arguments) {
  if (!arguments.words.empty() || arguments.Has("by")) return CoverFramework(snapshot, arguments);
  CoverageOptions options;
  options.rows = arguments.Get("rows", options.rows);
  options.measure = arguments.Get("measure", options.measure);
  options.columns = arguments.Get("cols");
  options.bodies = arguments.Get("of");
  CONCORD_ASSIGN(options.reading, TopicOptionsOf(arguments));
  CONCORD_ASSIGN(options.view, ViewArguments::Read(arguments, options.view.top, options.view.quotes));
  return AnswerCoverage(snapshot, options);
}

// Framework by framework when the question was `--by`, else who covers which topic.
bool IsByFramework(const Answer& answer) { return answer.arguments.Find("by") != nullptr; }

constexpr auto kFormats = std::to_array<AnswerFormat>({
    {"svg",
     [](const Answer& answer) -> Result<std::string> {
       return IsByFramework(answer) ? DrawStates(answer) : DrawHeatMap(answer);
     }},
    {"svg-graph",
     [](const Answer& answer) -> Result<std::string> {
       if (!IsByFramework(answer)) return DrawBipartite(answer);
       return Fail(ErrorCode::kUsage,
                   "the format svg-graph draws forums and topics; coverage of a framework (" PARAMETER(
                       "by") ") has the format svg");
     }},
});

}  // namespace

const Query kcoverageQuery = {
    "coverage",
    "Show how far frameworks cover another one, or how much each forum covers of each topic",
    "[A]",
    "coverage nist-csf-2.0 --by nist-csf-1.1,nist-ai-rmf-1.0\n"
    "coverage --cols mit-risk-domain\n"
    "coverage --cols 'incident reports, audits, export controls' --format xlsx > topics.xlsx\n"
    "coverage --rows year --cols mit-risk-domain:1,mit-risk-domain:7 --measure measures",
    kOptions,
    RunCoverage,
    "With a framework A, each row is one of its items. Without it, each row is a forum (or another kind, see "
    "rows) and\n"
    "each column a topic. A document counts for every body that issued it, and for those that this body is "
    "part of.",
    kFormats,
};

}  // namespace concord

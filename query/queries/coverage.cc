#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "base/text.h"
#include "query/coverage_matrix.h"
#include "query/evidence_reader.h"
#include "query/framework_coverage.h"
#include "query/query.h"
#include "query/saved_topic.h"
#include "query/svg.h"
#include "query/view_arguments.h"
#include "query/walk.h"

namespace concord {
namespace {

constexpr QueryOption kOptions[] = {
    {"by", "B,C,...",
     "with a framework A: how far these cover each of its items (default: all that crosswalks join with it)"},
    {"steps", "N", "with --by: follow chains of up to N mappings, 1 to 6 (default 2)"},
    {"rows", "KIND", "forum (default), actor, document, jurisdiction or year"},
    {"cols", "SCHEME|TOPIC,...",
     "a scheme: its top concepts; or topics (concepts, saved ones, words), with commas between them"},
    {"measure", "WHAT", "documents (default), measures, or strength: measures that bind"},
    {"top", "K", "rows to show (default 30)"},
    kThresholdOption,
    kNearOption,
    kModelDirOption,
    kEmbedderOption,
    kEmbedderModelOption,
    kNoModelOption,
    {"as-of", "DATE", "what was known then (2024, 2024-03 or 2024-03-21)"},
    {"evidence", "N", "passages for each number, or 'all' (default 1)"},
    {"format", "FORMAT",
     "svg (heat map), svg-graph (rows joined to topics), csv, evidence-csv or xlsx (a workbook with all "
     "evidence)"},
};

struct Heading {
  std::string key, label;
  std::vector<VertexId> concepts;  // with everything narrower
  std::optional<Topic> topic;      // instead, where concepts alone do not say what it is: words, a difference
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
Result<T> Choose(const Arguments& arguments, std::string_view option, const Word<T> (&words)[N]) {
  const std::string_view given = arguments.Get(option, words[0].word);
  std::string known;
  for (const Word<T>& word : words) {
    if (word.word == given) return word.value;
    known += fmt::format("{}{}", known.empty() ? "" : ", ", word.word);
  }
  return Fail(ErrorCode::kUsage, fmt::format("--{} is '{}'; it should be one of {}", option, given, known));
}

Result<Heading> HeadingOf(const Snapshot& snapshot, const Coverage& coverage, NodeId root) {
  auto node = snapshot.GetNode(root);
  if (!node) return tl::unexpected(node.error());
  auto concepts = WithNarrower(snapshot, root);
  if (!concepts) return tl::unexpected(concepts.error());
  return Heading{node->key, std::string(node->properties.FindString("label")), coverage.VerticesOf(*concepts),
                 std::nullopt};
}

// Everything else that is a TOPIC: words, several concepts, a saved one.
Result<Heading> HeadingOf(std::string_view name, TopicFinder* finder) {
  auto topic = finder->Find(name);
  if (!topic) return tl::unexpected(topic.error());
  Heading heading{topic->saved.empty() ? topic->name : topic->saved, std::string(name), {}, std::nullopt};
  heading.topic = std::move(*topic);
  return heading;
}

// A scheme stands for its concepts that have nothing broader; anything else is a topic.
Result<std::vector<Heading>> HeadingsOf(const Snapshot& snapshot, const Coverage& coverage,
                                        std::string_view columns, TopicFinder* finder) {
  std::vector<Heading> headings;
  for (const std::string_view word : Split(columns, ',')) {
    const std::string_view name = Trim(word);
    if (name.empty()) continue;
    std::vector<NodeId> roots;
    auto exact = snapshot.FindNode(name);
    if (!exact) return tl::unexpected(exact.error());
    if (*exact) {
      auto in = Neighbours(snapshot, **exact, Direction::kIn, "IN_SCHEME");
      if (!in) return tl::unexpected(in.error());
      for (const Adjacent& adjacent : *in) {
        auto above = Neighbours(snapshot, adjacent.node, Direction::kOut, "BROADER");
        if (!above) return tl::unexpected(above.error());
        if (above->empty()) roots.push_back(adjacent.node);
      }
    }
    if (roots.empty()) {
      auto saved = FindSavedTopic(snapshot, name);
      if (!saved) return tl::unexpected(saved.error());
      const bool several =
          name.find(" + ") != std::string_view::npos || name.find(" - ") != std::string_view::npos;
      auto found = saved->query.empty() && !several ? FindConcept(snapshot, name) : NodeId{0};
      if (!found) return tl::unexpected(found.error());
      if (*found == 0) {
        auto heading = HeadingOf(name, finder);
        if (!heading) return tl::unexpected(heading.error());
        headings.push_back(std::move(*heading));
        continue;
      }
      roots.push_back(*found);
    }
    std::vector<Heading> some;
    for (const NodeId root : roots) {
      auto heading = HeadingOf(snapshot, coverage, root);
      if (!heading) return tl::unexpected(heading.error());
      some.push_back(std::move(*heading));
    }
    std::sort(some.begin(), some.end(), [](const Heading& a, const Heading& b) { return a.key < b.key; });
    std::move(some.begin(), some.end(), std::back_inserter(headings));
  }
  if (headings.empty()) {
    return Fail(
        ErrorCode::kUsage,
        "coverage needs --cols: a scheme, or topics with commas between them ('incident reports, audits')");
  }
  return headings;
}

Result<std::vector<VertexId>> Jurisdictions(const Snapshot& snapshot, const Coverage& coverage) {
  std::vector<VertexId> found;
  for (const VertexId actor : coverage.view().WithLabel("Actor")) {
    auto node = snapshot.GetNode(coverage.view().node(actor));
    if (!node) return tl::unexpected(node.error());
    const std::string_view kind = node->properties.FindString("kind");
    if (node->key.starts_with("country:") || kind == "state" || kind == "country" || kind == "supranational")
      found.push_back(actor);
  }
  return found;
}

class CoverageAnswer {
 public:
  CoverageAnswer(const Snapshot& snapshot, const Coverage& coverage, const std::vector<Heading>& headings,
                 MatrixRows rows, MatrixMeasure measure, size_t quotes)
      : snapshot_(snapshot),
        coverage_(coverage),
        headings_(headings),
        rows_(rows),
        measure_(measure),
        reader_(snapshot, quotes) {}

  Result<Answer> Run(CoverageMatrix* matrix, size_t top) {
    const std::span<const uint32_t> counted = matrix->Count(measure_);
    std::vector<uint32_t> numbers(counted.begin(), counted.end());
    if (auto done = CountTopics(*matrix, &numbers); !done) return tl::unexpected(done.error());
    const std::span<const uint32_t> cells = numbers;
    const size_t columns = headings_.size();
    struct Line {
      size_t row;
      uint64_t sum;
      std::string key, name;
    };
    std::vector<Line> lines;
    for (size_t r = 0; r < matrix->row_count(); ++r) {
      const auto row = cells.subspan(r * columns, columns);
      const uint64_t sum = std::accumulate(row.begin(), row.end(), uint64_t{0});
      if (sum == 0) continue;
      Line line{r, sum, std::to_string(matrix->row(r)), {}};
      if (rows_ != MatrixRows::kYear) {
        auto node = snapshot_.GetNode(coverage_.view().node(matrix->row(r)));
        if (!node) return tl::unexpected(node.error());
        line.key = node->key;
        line.name = node->properties.FindString(rows_ == MatrixRows::kDocument ? "title" : "name");
      }
      lines.push_back(std::move(line));
    }
    std::sort(lines.begin(), lines.end(), [&](const Line& a, const Line& b) {
      if (rows_ == MatrixRows::kYear || a.sum == b.sum) return a.key < b.key;
      return a.sum > b.sum;
    });
    Answer answer;
    answer.query = "coverage";
    KeepTop(top, "rows", &lines, &answer);
    answer.columns = {{"row", "", false}, {"name", "", false}};
    // Words are longer than the keys of concepts; the whole of them stands in JSON and in files.
    for (const Heading& heading : headings_)
      answer.columns.push_back({heading.key, heading.topic ? Svg::Shorten(heading.key, 18) : "", true});
    for (const Line& line : lines) {
      Row row;
      row.cells = {line.key, line.name.empty() ? Value() : Value(line.name)};
      for (size_t c = 0; c < columns; ++c)
        row.cells.emplace_back(static_cast<int64_t>(cells[line.row * columns + c]));
      answer.rows.push_back(std::move(row));
      shown_.push_back(static_cast<uint32_t>(line.row));
    }
    if (auto done = AddEvidence(*matrix, &answer); !done) return tl::unexpected(done.error());
    answer.nodes.assign(reader_.nodes().begin(), reader_.nodes().end());
    PropertyMap labels;
    for (const Heading& heading : headings_) {
      labels.Set(heading.key, heading.label.empty() ? Value() : Value(heading.label));
      if (!heading.label.empty() && heading.label != heading.key)
        answer.notes.push_back(fmt::format("{}: {}", heading.key, heading.label));
    }
    answer.arguments.Set("labels", std::move(labels));
    return answer;
  }

 private:
  Result<void> Mark(const Heading& heading, Scope* scope) const {
    if (heading.topic) return coverage_.Mark(snapshot_, *heading.topic, scope);
    coverage_.Mark(heading.concepts, {}, scope);
    return {};
  }

  // What is counted of a scope: (work, document or measure).
  template <typename Visit>
  void ForEachCounted(const Scope& scope, Visit visit) const {
    if (measure_ == MatrixMeasure::kDocuments) {
      for (const VertexId document : scope.documents) visit(document, document);
      return;
    }
    for (const VertexId measure : scope.measures) {
      if (measure_ == MatrixMeasure::kBinding && coverage_.StrengthOf(measure) != 0) continue;
      visit(coverage_.WorkOf(measure), measure);
    }
  }

  // The columns that the matrix, which knows concepts only, left at 0.
  Result<void> CountTopics(const CoverageMatrix& matrix, std::vector<uint32_t>* cells) const {
    Scope scope;
    for (size_t c = 0; c < headings_.size(); ++c) {
      if (!headings_[c].topic) continue;
      if (auto done = Mark(headings_[c], &scope); !done) return done;
      ForEachCounted(scope, [&](VertexId work, VertexId) {
        for (const uint32_t row : matrix.RowsOf(work)) ++(*cells)[row * headings_.size() + c];
      });
    }
    return {};
  }

  // Column by column: what is on it is marked once, a second way to the numbers of the matrix.
  Result<void> AddEvidence(const CoverageMatrix& matrix, Answer* answer) {
    std::vector<size_t> at(matrix.row_count(), SIZE_MAX);
    for (size_t i = 0; i < shown_.size(); ++i) at[shown_[i]] = i;
    Scope scope;
    for (const Heading& heading : headings_) {
      if (auto done = Mark(heading, &scope); !done) return done;
      std::vector<std::vector<VertexId>> counted(answer->rows.size());
      ForEachCounted(scope, [&](VertexId work, VertexId what) {
        for (const uint32_t row : matrix.RowsOf(work)) {
          if (at[row] != SIZE_MAX) counted[at[row]].push_back(what);
        }
      });
      for (size_t i = 0; i < counted.size(); ++i) {
        reader_.Begin(&answer->rows[i]);
        for (const VertexId v : counted[i]) {
          if (auto done = reader_.AddNode(coverage_.view().node(v), heading.key); !done) return done;
        }
      }
    }
    return {};
  }

  const Snapshot& snapshot_;
  const Coverage& coverage_;
  const std::vector<Heading>& headings_;
  MatrixRows rows_;
  MatrixMeasure measure_;
  EvidenceReader reader_;
  std::vector<uint32_t> shown_;  // rows of the matrix that the answer has
};

Result<Answer> RunCoverage(const Snapshot& snapshot, const Arguments& arguments) {
  if (!arguments.words.empty() || arguments.Has("by")) return CoverFramework(snapshot, arguments);
  auto rows = Choose(arguments, "rows", kRows);
  if (!rows) return tl::unexpected(rows.error());
  auto measure = Choose(arguments, "measure", kMeasures);
  if (!measure) return tl::unexpected(measure.error());
  auto given = ViewArguments::Read(arguments, 30, 1);
  if (!given) return tl::unexpected(given.error());
  auto coverage = Coverage::Load(snapshot, given->as_of);
  if (!coverage) return tl::unexpected(coverage.error());
  auto options = TopicOptionsOf(arguments);
  if (!options) return tl::unexpected(options.error());
  TopicFinder finder(snapshot, *options);
  auto headings = HeadingsOf(snapshot, *coverage, arguments.Get("cols"), &finder);
  if (!headings) return tl::unexpected(headings.error());
  auto jurisdictions = Jurisdictions(snapshot, *coverage);
  if (!jurisdictions) return tl::unexpected(jurisdictions.error());
  std::vector<std::vector<VertexId>> columns;
  for (const Heading& heading : *headings) columns.push_back(heading.concepts);
  CoverageMatrix matrix(*coverage, *rows, columns, *jurisdictions);
  auto answer =
      CoverageAnswer(snapshot, *coverage, *headings, *rows, *measure, given->quotes).Run(&matrix, given->top);
  if (!answer) return answer;
  answer->arguments.Set("rows", arguments.Get("rows", kRows[0].word));
  answer->arguments.Set("measure", arguments.Get("measure", kMeasures[0].word));
  answer->arguments.Set("cols", arguments.Get("cols"));
  given->Say(coverage->undated(), &*answer);
  return answer;
}

}  // namespace

const Query kcoverageQuery = {
    "coverage",
    "How far frameworks cover another one, or how much each forum, issuer, document, state or year covers of "
    "each "
    "topic",
    "[A]",
    "coverage nist-csf-2.0 --by nist-csf-1.1,nist-ai-rmf-1.0\n"
    "coverage --cols mit-risk-domain\n"
    "coverage --cols 'incident reports, audits, export controls' --format xlsx > topics.xlsx\n"
    "coverage --rows year --cols mit-risk-domain:1,mit-risk-domain:7 --measure measures",
    kOptions,
    RunCoverage,
    "A document stands in the rows of all bodies that issued it, and of those that they are part of.",
};

}  // namespace concord

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/parameter.h"
#include "base/plural.h"
#include "base/try.h"
#include "graph/vocabulary.h"
#include "query/pictures/reliability_picture.h"
#include "query/places/lookup.h"
#include "query/queries/questions.h"
#include "query/query.h"
#include "query/suggestions/crosswalk_evaluation.h"
#include "query/suggestions/framework_shape.h"
#include "query/topics/view_arguments.h"

namespace concord {
namespace {

constexpr QueryOption kOptions[] = {
    {"min-subjects", "N", "Skip pairs of frameworks with fewer mapped items (default 1)"},
    {"no-chains", "", "Ignore mappings through other frameworks"},
    {"format", "FORMAT", "Write svg (suggested confidence against what the set lists) or csv"},
    {"model-dir", "DIR", "Folder of an embedding model (default: the installed one)"},
    kEmbedderOption,
    kEmbedderModelOption,
    {"no-model", "", "Use no embedding model: compare words and shared concepts only"},
};

double Rounded(double number) { return std::round(number * 1e4) / 1e4; }

double Share(const LeafFirst& leaves) {
  return static_cast<double>(leaves.first) / static_cast<double>(leaves.subjects);
}

Result<std::string> SetNamed(const Snapshot& snapshot, std::string_view name) {
  constexpr std::string_view kLabels[] = {label::MappingSet, label::Document};
  auto id = FindNamed(snapshot, name, kLabels);
  if (!id && id.error().code == ErrorCode::kNotFound) {
    std::vector<std::string> sets;
    const Result<void> read = snapshot.ForEachNodeWithLabel(label::MappingSet, [&](NodeId set) {
      if (auto node = snapshot.GetNode(set)) sets.push_back(node->key);
      return sets.size() < 1000;
    });
    if (!read) return tl::unexpected(read.error());
    std::ranges::sort(sets);
    if (!sets.empty()) {
      Error error = id.error();
      error.message += fmt::format("; its mapping sets are {}", ListChoices(std::move(sets)));
      return tl::unexpected(std::move(error));
    }
  }
  if (!id) return tl::unexpected(id.error());
  auto node = snapshot.GetNode(*id);
  if (!node) return tl::unexpected(node.error());
  return node->key;
}

}  // namespace

Result<Answer> AnswerEval(const Snapshot& snapshot, const EvalOptions& options) {
  Answer answer;
  answer.query = "eval";
  answer.columns = {{"set", "", false},
                    {"subject", "", false},
                    {"object", "", false},
                    {"subjects", "", true},
                    {"objects", "", true},
                    {"listed", "", true, true},
                    {"recall_5", "recall@5", true},
                    {"recall_10", "recall@10", true},
                    {"mrr", "MRR", true},
                    {"ndcg", "nDCG@10", true},
                    {"bm25_recall_10", "BM25 recall@10", true, true},
                    {"bm25_mrr", "BM25 MRR", true},
                    {"bm25_ndcg", "BM25 nDCG@10", true, true},
                    {"gain", "gain in MRR", true},
                    {"calibration_error", "", true},
                    {"shape", "", false, true},
                    {"leaf_subjects", "", true, true},
                    {"leaf_first", "", true, true}};
  answer.arguments.Set("min_subjects", static_cast<int64_t>(options.least_subjects));
  answer.arguments.Set("model", options.vectors == nullptr ? "" : options.vectors->identity());
  SuggestionOptions how;
  how.vectors = options.vectors;
  how.chains = options.chains;
  Places places(snapshot);
  List sets;
  Reliability alike, even, between_languages;
  std::map<std::string, Reliability> of_shape;
  LeafFirst leaves;
  RankingMeasures mean, baseline;
  for (const std::string& word : options.sets) {
    auto set = SetNamed(snapshot, word);
    if (!set) return tl::unexpected(set.error());
    sets.push_back(Value(*set));
    auto pairs = PairsOfSet(snapshot, *set);
    if (!pairs) return tl::unexpected(pairs.error());
    if (pairs->empty())
      return Fail(ErrorCode::kNotFound,
                  fmt::format("'{}' maps nothing: it is no mapping set, or it is empty", *set));
    for (const StatedPairs& of : *pairs) {
      auto a = LoadFramework(snapshot, of.subject, false, &places);
      auto b = LoadFramework(snapshot, of.object, false, &places);
      for (const auto* side : {&a, &b}) {
        if (!*side && side->error().code != ErrorCode::kNotFound) return tl::unexpected(side->error());
      }
      const ExpertList right = a && b ? ListOf(of, *a, *b) : ExpertList();
      if (right.size() < options.least_subjects) {
        answer.notes.push_back(
            MakeNote("set-left-out", "{}: {} and {} are left out: {} subjects whose items are in the store",
                     *set, of.subject, of.object, right.size()));
        continue;
      }
      auto found = EvaluateCrosswalk(snapshot, *a, *b, right, how);
      if (!found) return tl::unexpected(found.error());
      auto language = LanguageOf(snapshot, *a, &places), other = LanguageOf(snapshot, *b, &places);
      if (!language || !other) return tl::unexpected(language ? other.error() : language.error());
      const std::string shape(ShapeOf(*a, *b, IsForeign(*language)));
      const bool is_foreign = IsForeign(*language) || IsForeign(*other);
      Reliability own;
      for (const auto& [said, is_right] : found->said) {
        own.Add(said, is_right, 1);
        alike.Add(said, is_right, 1);
        of_shape[shape].Add(said, is_right, 1);
        if (is_foreign) between_languages.Add(said, is_right, 1);
        even.Add(said, is_right, 1 / static_cast<double>(found->said.size()));
      }
      leaves.Add(found->leaves);
      mean.Add(found->suggested, 1);
      baseline.Add(found->bm25, 1);
      Row row;
      row.cells = {*set,
                   of.subject,
                   of.object,
                   static_cast<int64_t>(found->subjects),
                   static_cast<int64_t>(found->objects),
                   Rounded(found->listed),
                   Rounded(found->suggested.recall5),
                   Rounded(found->suggested.recall10),
                   Rounded(found->suggested.mrr),
                   Rounded(found->suggested.ndcg),
                   Rounded(found->bm25.recall10),
                   Rounded(found->bm25.mrr),
                   Rounded(found->bm25.ndcg),
                   Rounded(found->suggested.mrr - found->bm25.mrr),
                   Rounded(own.Error()),
                   shape,
                   static_cast<int64_t>(found->leaves.subjects),
                   found->leaves.subjects == 0 ? Value() : Value(Rounded(Share(found->leaves)))};
      answer.rows.push_back(std::move(row));
    }
  }
  answer.arguments.Set("sets", std::move(sets));
  List bins;
  for (size_t i = 0; i < alike.bins.size(); ++i) {
    const Reliability::Bin &one = alike.bins[i], &other = even.bins[i];
    bins.push_back(Value(PropertyMap{{"suggestions", static_cast<int64_t>(one.count)},
                                     {"said", one.said},
                                     {"right", one.right},
                                     {"even_weight", other.weight},
                                     {"even_said", other.said},
                                     {"even_right", other.right}}));
  }
  answer.arguments.Set("reliability", std::move(bins));
  if (!answer.rows.empty()) {
    const auto count = static_cast<double>(answer.rows.size());
    answer.notes.push_back(MakeNote(
        "mean-rank",
        "mean over {}: MRR {:.3f} (BM25 {:.3f}, gain {:+.3f}), recall@10 {:.3f} ({:.3f}), nDCG@10 {:.3f} "
        "({:.3f})",
        Counting{answer.rows.size(), "pair"}, mean.mrr / count, baseline.mrr / count,
        (mean.mrr - baseline.mrr) / count, mean.recall10 / count, baseline.recall10 / count,
        mean.ndcg / count, baseline.ndcg / count));
    answer.notes.push_back(
        MakeNote("calibration",
                 "confidence of the ten best: calibration error {:.3f} over suggestions, {:.3f} over "
                 "pairs; an object that a set does not list counts as wrong, even if nobody has judged it",
                 alike.Error(), even.Error()));
    std::vector<std::string> errors;
    for (const auto& [shape, said] : of_shape)
      errors.push_back(fmt::format("{} {:.3f}", shape, said.Error()));
    answer.notes.push_back(
        MakeNote("calibration-by-shape", "calibration error by shape: {}", fmt::join(errors, "; ")));
    if (between_languages.Total() > 0) {
      answer.notes.push_back(MakeNote("calibration-between-languages",
                                      "calibration error where a side is not in English: {:.3f}",
                                      between_languages.Error()));
    }
    if (leaves.subjects > 0) {
      answer.notes.push_back(MakeNote(
          "leaves-first", "of {} subjects for which a set lists leaves only, {:.1f} % have a leaf first",
          leaves.subjects, 100 * Share(leaves)));
    }
  }
  answer.notes.push_back(
      options.vectors == nullptr
          ? MakeNote("basis-of-suggestions",
                     "suggestions by words, without a model; their confidence is not calibrated")
          : MakeNote("basis-of-suggestions", "suggestions by the model {}", options.vectors->identity()));
  return answer;
}

namespace {

Result<Answer> RunEval(const Snapshot& snapshot, const Arguments& arguments) {
  if (arguments.words.empty())
    return Fail(ErrorCode::kUsage, "eval needs a mapping set or several: eval SET...");
  EvalOptions options;
  options.sets = arguments.words;
  CONCORD_ASSIGN(options.least_subjects, arguments.GetInt("min-subjects", 1, 1, 1'000'000));
  options.chains = !arguments.Has("no-chains");
  options.vectors = arguments.vectors;
  return AnswerEval(snapshot, options);
}

constexpr auto kFormats = std::to_array<AnswerFormat>({
    {"svg", [](const Answer& answer) -> Result<std::string> { return DrawReliability(answer); }},
});

}  // namespace

const Query kevalQuery = {
    "eval",
    "Measure how well suggestions find the rows of a mapping set, compared with plain BM25",
    "SET...",
    "eval csf-to-800-53\n"
    "eval our-crosswalk --format svg",
    kOptions,
    RunEval,
    {},
    kFormats,
};

}  // namespace concord

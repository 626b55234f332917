// Fits the confidence of SuggestionModel (query/suggestions/pair_scores.h) to expert crosswalks, and says how
// good suggestions are for frameworks and authors that it was not fitted to.
//
//   suggestion_training STORE MODEL_FOLDER CROSSWALKS [--svg FILE]
//
// STORE holds the frameworks (concord ingest CROSSWALKS/items), CROSSWALKS has PAIRS.tsv and the SSSOM files
// that it names. Prints for each pair the measures of BM25, of the embedding alone, of 0.2 words + 0.8
// embedding, and of the weights that ship, which are round numbers and not fitted, where each ranks all
// objects; a bootstrap interval over pairs of the gain over BM25; the reliability of the confidence, fitted
// without the pairs that share a framework or an author's family with the one that is looked at, in all and
// in four groups of shapes, which --svg draws; and the confidence fitted to all, which ships.
//
// The confidence minimises the cross-entropy of right and wrong among the ten best, by Newton's method.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <mutex>
#include <numeric>
#include <random>
#include <set>

#include "base/file.h"
#include "graph/store.h"
#include "query/embedding/text_vectors.h"
#include "query/pictures/reliability_picture.h"
#include "query/suggestions/crosswalk_evaluation.h"
#include "query/suggestions/framework_shape.h"
#include "query/text/bm25.h"
#include "tests/bench/bench_input.h"

namespace concord {
namespace {

// Words, vectors, parent, siblings, level.
constexpr size_t kParts = 5;
using Parts = std::array<double, kParts>;

// What shipped as development crosswalks first; those behind it in PAIRS.tsv came later.
constexpr size_t kOldRows = 33;

struct Subject {
  std::vector<Parts> features;  // of each object
  std::set<uint32_t> right;
  RankingMeasures baseline;
  bool leaves_only = false;
};

struct Pair {
  std::string name, a, b, family, shape;
  bool is_old = false;
  size_t objects = 0;
  std::vector<Subject> subjects;
  std::vector<bool> is_leaf;  // beside the objects
};

double Dot(const Parts& a, const Parts& b) { return std::inner_product(a.begin(), a.end(), b.begin(), 0.0); }

// All objects, best first.
std::vector<uint32_t> Ranking(const Subject& subject, const Parts& w) {
  std::vector<double> scores;
  for (const Parts& x : subject.features) scores.push_back(Dot(w, x));
  std::vector<uint32_t> order(scores.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, [&](uint32_t x, uint32_t y) { return scores[x] > scores[y]; });
  return order;
}

std::vector<uint32_t> TenBest(const Subject& subject, const Parts& w) {
  std::vector<uint32_t> order = Ranking(subject, w);
  order.resize(std::min<size_t>(10, order.size()));
  return order;
}

RankingMeasures MeasureAll(const Pair& pair, const Parts& w) {
  RankingMeasures mean;
  for (const Subject& subject : pair.subjects)
    mean.Add(Measure(Ranking(subject, w), subject.right), 1 / static_cast<double>(pair.subjects.size()));
  return mean;
}

// One of the ten best: what its confidence is made of (1, score, log of the sum), and whether it is listed.
using Row3 = std::array<double, 3>;
struct Case {
  Row3 x;
  bool right;
};

std::vector<Case> Cases(const Pair& pair, const Parts& w) {
  std::vector<Case> cases;
  for (const Subject& subject : pair.subjects) {
    double sum = 0;
    for (const Parts& x : subject.features) sum += std::exp(Dot(w, x));
    for (const uint32_t o : TenBest(subject, w))
      cases.push_back({{1, Dot(w, subject.features[o]), std::log(sum)}, subject.right.contains(o)});
  }
  return cases;
}

double Said(const Row3& w, const Case& one) {
  return 1 / (1 + std::exp(-std::inner_product(w.begin(), w.end(), one.x.begin(), 0.0)));
}

Row3 Solve(std::array<Row3, 3> m, Row3 v) {
  for (size_t i = 0; i < 3; ++i) {
    for (size_t j = i + 1; j < 3; ++j) {
      const double factor = m[j][i] / m[i][i];
      for (size_t k = i; k < 3; ++k) m[j][k] -= factor * m[i][k];
      v[j] -= factor * v[i];
    }
  }
  for (size_t i = 3; i-- > 0;) {
    for (size_t k = i + 1; k < 3; ++k) v[i] -= m[i][k] * v[k];
    v[i] /= m[i][i];
  }
  return v;
}

Row3 FitConfidence(const std::vector<const std::vector<Case>*>& all) {
  Row3 w{};
  for (int step = 0; step < 30; ++step) {
    Row3 gradient{};
    std::array<Row3, 3> hessian{};
    for (const auto* cases : all) {
      const double each = 1 / static_cast<double>(cases->size() * all.size());
      for (const Case& one : *cases) {
        const double p = Said(w, one);
        for (size_t i = 0; i < 3; ++i) {
          gradient[i] += each * (p - (one.right ? 1 : 0)) * one.x[i];
          for (size_t j = 0; j < 3; ++j) hessian[i][j] += each * p * (1 - p) * one.x[i] * one.x[j];
        }
      }
    }
    for (size_t i = 0; i < 3; ++i) gradient[i] += 2e-3 * w[i], hessian[i][i] += 2e-3;
    const Row3 change = Solve(hessian, gradient);
    for (size_t i = 0; i < 3; ++i) w[i] -= change[i];
  }
  return w;
}

// Authors of one house are one family: "NIST" and "NIST, NASA, DISA".
std::string FamilyOf(const std::string& author) {
  for (const char* house : {"IBM", "FINOS", "CoSAI", "Data Protection", "NIST", "MITRE"}) {
    if (author.starts_with(house)) return house;
  }
  return author;
}

std::optional<Pair> LoadPair(const Snapshot& snapshot, Places* places, TextVectors* vectors,
                             const std::filesystem::path& folder, const TsvRow& row, bool is_old) {
  if (row.at("kind") != "cross-framework") return std::nullopt;
  Pair pair{row.at("pair"),
            row.at("subject_framework"),
            row.at("object_framework"),
            FamilyOf(row.at("author")),
            "",
            is_old,
            0,
            {},
            {}};
  const Framework a = OrDie(LoadFramework(snapshot, pair.a, false, places));
  const Framework b = OrDie(LoadFramework(snapshot, pair.b, false, places));
  StatedPairs stated{pair.a, pair.b, {}};
  for (const auto& mapping : TsvRows(folder / row.at("file"))) {
    const auto modifier = mapping.find("predicate_modifier");
    if (modifier == mapping.end() || modifier->second != "Not")
      stated.rows.emplace_back(mapping.at("subject_id"), mapping.at("object_id"));
  }
  const ExpertList right = ListOf(stated, a, b);
  if (right.size() < 10) return std::nullopt;
  pair.objects = b.items.size();

  const FrameworkSide subjects(a), objects(b);
  const bool foreign = IsForeign(OrDie(LanguageOf(snapshot, a, places)));
  pair.shape = ShapeOf(a, b, foreign);
  const Candidates candidates(b, {}, false);
  std::vector<std::string> texts, plain;
  for (const Framework* side : {&a, &b}) {
    for (const Item& item : side->items) texts.push_back(EmbeddedText(item));
  }
  for (const Item& item : b.items) plain.push_back(item.title + " " + item.text);
  const Bm25 bm25(plain);
  const std::vector<int16_t> all = OrDie(vectors->Of(snapshot, texts));
  const size_t split = a.items.size() * vectors->dimensions();
  const LexicalMatcher matcher(subjects.texts, objects.texts,
                               OrDie(WordsBesideVectors(snapshot, a, b, places)));
  std::vector<uint32_t> wanted;
  for (const auto& [subject, set] : right) wanted.push_back(subject);
  std::map<uint32_t, Subject> done;
  std::mutex lock;
  ScorePairs(subjects.With(std::span(all).first(split)), objects.With(std::span(all).subspan(split)), matcher,
             vectors->dimensions(), wanted, 0, [&](uint32_t s, const PairScores& scores) {
               Subject subject;
               for (size_t o = 0; o < b.items.size(); ++o)
                 subject.features.push_back({static_cast<double>(scores.words[o]),
                                             static_cast<double>(scores.vectors[o]),
                                             static_cast<double>(scores.parent[o]),
                                             static_cast<double>(scores.siblings[o]), scores.Level(o)});
               subject.right = right.at(s);
               const Item& item = a.items[s];
               subject.baseline = Measure(bm25.Rank(item.title + " " + item.text), subject.right);
               const std::scoped_lock guard(lock);
               done.emplace(s, std::move(subject));
             });
  for (auto& [s, subject] : done) {
    const LeafFirst counted = [&] {
      LeafFirst one;
      one.Add(candidates, subject.right, 0);
      return one;
    }();
    subject.leaves_only = counted.subjects > 0;
    pair.subjects.push_back(std::move(subject));
  }
  for (uint32_t o = 0; o < b.items.size(); ++o) pair.is_leaf.push_back(candidates.IsLeaf(o));
  return pair;
}

// The mean of the gains of some pairs, and its bootstrap interval.
void PrintGain(std::string_view what, const std::vector<double>& gains) {
  if (gains.empty()) return;
  const auto count = static_cast<double>(gains.size());
  std::mt19937_64 random(1);
  std::vector<double> means(10'000);
  for (double& mean : means) {
    for (size_t i = 0; i < gains.size(); ++i) mean += gains[random() % gains.size()] / count;
  }
  std::ranges::sort(means);
  fmt::print("    gain in {:<34} {:+.4f}, 95% bootstrap over {} pairs {:+.4f} to {:+.4f}, least {:+.4f}\n",
             what, std::accumulate(gains.begin(), gains.end(), 0.0) / count, gains.size(), means[250],
             means[9749], *std::ranges::min_element(gains));
}

int Main(int argc, char** argv) {
  std::string_view picture;
  if (argc > 2 && std::string_view(argv[argc - 2]) == "--svg") picture = argv[argc - 1], argc -= 2;
  if (argc < 4) {
    fmt::print(stderr, "suggestion_training STORE MODEL_FOLDER CROSSWALKS [--svg FILE]\n");
    return 2;
  }
  const auto store = OrDie(OpenStore(argv[1], OpenMode::kReadOnly));
  const auto snapshot = store->TakeSnapshot();
  const auto embedder = OrDie(OpenBertModel(argv[2]));
  TextVectors vectors(embedder.get(), {});
  Places places(*snapshot);
  const std::filesystem::path folder = argv[3];
  std::vector<Pair> pairs;
  size_t rows = 0;
  for (const auto& row : TsvRows(folder / "PAIRS.tsv")) {
    if (auto pair = LoadPair(*snapshot, &places, &vectors, folder, row, rows++ < kOldRows))
      pairs.push_back(std::move(*pair));
  }

  const SuggestionModel model;
  const Parts shipped = {model.lexical, model.meaning, model.above, model.beside, 1};
  const std::array<std::pair<std::string_view, Parts>, 3> columns = {
      {{"vectors alone", {0, 1, 0, 0, 0}},
       {"0.2 words + 0.8 vectors", {0.2, 0.8, 0, 0, 0}},
       {"what ships", shipped}}};
  std::vector<std::array<RankingMeasures, 4>> table;
  fmt::print("{:<46}{:>9}{:>9}{:>9}{:>9}{:>9}\n", "pair: MRR of", "BM25", "vectors", "0.2/0.8", "ships",
             "gain");
  for (const Pair& pair : pairs) {
    auto& row = table.emplace_back();
    for (const Subject& subject : pair.subjects)
      row[0].Add(subject.baseline, 1 / static_cast<double>(pair.subjects.size()));
    for (size_t c = 0; c < columns.size(); ++c) row[c + 1] = MeasureAll(pair, columns[c].second);
    fmt::print("{:<46}{:>9.3f}{:>9.3f}{:>9.3f}{:>9.3f}{:>+9.3f}\n", pair.name, row[0].mrr, row[1].mrr,
               row[2].mrr, row[3].mrr, row[3].mrr - row[0].mrr);
  }
  for (size_t c = 0; c < columns.size(); ++c) {
    double mean = 0;
    for (const auto& row : table) mean += row[c + 1].mrr / static_cast<double>(table.size());
    fmt::print("{}: MRR {:.4f}\n", columns[c].first, mean);
    std::map<std::string, std::vector<double>> gains;
    for (size_t i = 0; i < pairs.size(); ++i) {
      const double gain = table[i][c + 1].mrr - table[i][0].mrr;
      gains["MRR"].push_back(gain);
      if (c == 2) gains["MRR over 0.2 words + 0.8 vectors"].push_back(table[i][3].mrr - table[i][2].mrr);
      gains[pairs[i].is_old ? "MRR, older pairs" : "MRR, newer pairs"].push_back(gain);
      if (pairs[i].objects < 13) continue;
      gains["recall@10, 13 objects"].push_back(table[i][c + 1].recall10 - table[i][0].recall10);
      gains["nDCG@10, 13 objects"].push_back(table[i][c + 1].ndcg - table[i][0].ndcg);
    }
    for (const auto& [what, of] : gains) PrintGain(what, of);
  }

  LeafFirst leaves;
  for (const Pair& pair : pairs) {
    for (const Subject& subject : pair.subjects) {
      if (!subject.leaves_only) continue;
      ++leaves.subjects;
      leaves.first += pair.is_leaf[Ranking(subject, shipped).front()] ? 1 : 0;
    }
  }
  fmt::print("of {} subjects whose experts list leaves only, a leaf comes first for {:.1f} %\n",
             leaves.subjects, 100 * static_cast<double>(leaves.first) / static_cast<double>(leaves.subjects));

  std::vector<std::vector<Case>> cases_of_all;
  for (const Pair& pair : pairs) cases_of_all.push_back(Cases(pair, shipped));
  Reliability alike, even;  // each suggestion weighs as much, each pair does
  std::map<std::string, Reliability> shapes;
  for (size_t i = 0; i < pairs.size(); ++i) {
    std::vector<const std::vector<Case>*> others;
    for (size_t j = 0; j < pairs.size(); ++j) {
      const Pair &x = pairs[i], &y = pairs[j];
      if (x.family != y.family && x.a != y.a && x.a != y.b && x.b != y.a && x.b != y.b)
        others.push_back(&cases_of_all[j]);
    }
    const Row3 confidence = FitConfidence(others);
    for (const Case& one : cases_of_all[i]) {
      const double said = Said(confidence, one);
      alike.Add(said, one.right, 1);
      even.Add(said, one.right, 1 / static_cast<double>(cases_of_all[i].size()));
      shapes[pairs[i].shape].Add(said, one.right, 1);
    }
  }
  for (const auto& [name, set] : {std::pair("suggestions", &alike), std::pair("pairs alike", &even)}) {
    fmt::print("confidence, frameworks and authors left out, weighing {}\n", name);
    for (size_t i = 0; i < set->bins.size(); ++i) {
      const Reliability::Bin& bin = set->bins[i];
      if (bin.count == 0) continue;
      fmt::print("    {:.1f} to {:.1f}: share {:.3f}, said {:.3f}, right {:.3f}, suggestions {}\n",
                 static_cast<double>(i) / 10, static_cast<double>(i + 1) / 10, bin.weight / set->Total(),
                 bin.said / bin.weight, bin.right / bin.weight, bin.count);
    }
    fmt::print("    expected calibration error {:.4f}\n", set->Error());
  }
  for (const auto& [shape, set] : shapes)
    fmt::print("    {}: calibration error {:.4f}\n", shape, set.Error());
  if (!picture.empty()) {
    OrDie(WriteFile(picture, ReliabilityPicture("Confidence of suggestions, authors left out",
                                                "weighing suggestions", alike, "weighing pairs", even)));
  }
  std::vector<const std::vector<Case>*> cases;
  for (const auto& one : cases_of_all) cases.push_back(&one);
  const Row3 confidence = FitConfidence(cases);
  fmt::print("fitted to all: intercept {:.3f}, slope {:.3f}, crowd {:.3f}\n", confidence[0], confidence[1],
             confidence[2]);
  return 0;
}

}  // namespace
}  // namespace concord

int main(int argc, char** argv) { return concord::Main(argc, argv); }

// Fits the weights of SuggestionModel (query/suggestions/pair_scores.h) to expert crosswalks, and says how good they are
// for frameworks that they were not fitted to.
//
//   suggestion_training STORE MODEL_FOLDER CROSSWALKS [BASELINE] [--svg FILE]
//
// STORE holds the frameworks (concord ingest CROSSWALKS/items), CROSSWALKS has PAIRS.tsv and the SSSOM files
// that it names, BASELINE is what tools/score_crosswalks.py printed for --bm25. Prints for each pair the
// measures of the embedding alone, of 0.2 words + 0.8 embedding, and of weights fitted to all pairs that
// share no framework with it; a bootstrap interval of the gain over the baseline; the reliability of the
// confidence, left out alike, which --svg draws; and the weights fitted to all, which are those that ship.
//
// The weights minimise the mean over pairs, then subjects, of the cross-entropy between the softmax of the
// scores and the expert's objects, plus kPull times the squared distance from kPrior; the confidence those of
// right and wrong among the ten best. Both by Newton's method.
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
#include "query/suggestions/suggestions.h"
#include "tests/bench/bench_input.h"
#include "tests/bench/reliability_picture.h"

namespace concord {
namespace {

constexpr size_t kParts = 4;  // words, vectors, parent, siblings
using Weights = std::array<double, kParts>;
constexpr Weights kPrior = {0.7, 0.7, 0.2, 0.1};
constexpr double kPull = 0.1;

struct Subject {
  std::vector<Weights> features;  // of each object
  std::set<uint32_t> right;
};

struct Pair {
  std::string name, a, b;
  size_t objects = 0;
  std::vector<Subject> subjects;
};

struct Measures {
  double mrr = 0, recall = 0, ndcg = 0;
};

// Adds m += x x' * weight.
using Matrix = std::array<Weights, kParts>;
Weights Solve(Matrix m, Weights v) {
  for (size_t i = 0; i < kParts; ++i) {
    for (size_t j = i + 1; j < kParts; ++j) {
      const double factor = m[j][i] / m[i][i];
      for (size_t k = i; k < kParts; ++k) m[j][k] -= factor * m[i][k];
      v[j] -= factor * v[i];
    }
  }
  for (size_t i = kParts; i-- > 0;) {
    for (size_t k = i + 1; k < kParts; ++k) v[i] -= m[i][k] * v[k];
    v[i] /= m[i][i];
  }
  return v;
}

double Dot(const Weights& a, const Weights& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

Weights Fit(const std::vector<const Pair*>& pairs) {
  Weights w = kPrior;
  for (int step = 0; step < 30; ++step) {
    Weights gradient{};
    Matrix hessian{};
    for (const Pair* pair : pairs) {
      const double each = 1.0 / static_cast<double>(pair->subjects.size() * pairs.size());
      for (const Subject& subject : pair->subjects) {
        double most = -1e300, sum = 0;
        std::vector<double> p;
        for (const Weights& x : subject.features) p.push_back(Dot(w, x)), most = std::max(most, p.back());
        for (double& s : p) s = std::exp(s - most), sum += s;
        Weights mean{}, wanted{};
        Matrix second{};
        for (size_t o = 0; o < p.size(); ++o) {
          for (size_t i = 0; i < kParts; ++i) {
            mean[i] += p[o] / sum * subject.features[o][i];
            for (size_t j = 0; j < kParts; ++j)
              second[i][j] += p[o] / sum * subject.features[o][i] * subject.features[o][j];
          }
        }
        for (const uint32_t o : subject.right) {
          for (size_t i = 0; i < kParts; ++i)
            wanted[i] += subject.features[o][i] / static_cast<double>(subject.right.size());
        }
        for (size_t i = 0; i < kParts; ++i) {
          gradient[i] += each * (mean[i] - wanted[i]);
          for (size_t j = 0; j < kParts; ++j) hessian[i][j] += each * (second[i][j] - mean[i] * mean[j]);
        }
      }
    }
    for (size_t i = 0; i < kParts; ++i) {
      gradient[i] += 2 * kPull * (w[i] - kPrior[i]);
      hessian[i][i] += 2 * kPull;
    }
    const Weights change = Solve(hessian, gradient);
    for (size_t i = 0; i < kParts; ++i) w[i] -= change[i];
  }
  return w;
}

std::vector<uint32_t> Ranking(const Subject& subject, const Weights& w) {
  std::vector<double> scores;
  for (const Weights& x : subject.features) scores.push_back(Dot(w, x));
  std::vector<uint32_t> order(scores.size());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](uint32_t x, uint32_t y) { return scores[x] > scores[y]; });
  return order;
}

Measures Measure(const Pair& pair, const Weights& w) {
  Measures mean;
  const auto each = 1 / static_cast<double>(pair.subjects.size());
  for (const Subject& subject : pair.subjects) {
    const std::vector<uint32_t> order = Ranking(subject, w);
    double first = 0, found = 0, gain = 0, best = 0;
    for (size_t i = 0; i < std::min<size_t>(10, order.size()); ++i) {
      if (i < subject.right.size()) best += 1 / std::log2(static_cast<double>(i) + 2);
      if (!subject.right.contains(order[i])) continue;
      if (first == 0) first = 1 / static_cast<double>(i + 1);
      ++found;
      gain += 1 / std::log2(static_cast<double>(i) + 2);
    }
    mean.mrr += each * first;
    mean.recall += each * found / static_cast<double>(subject.right.size());
    mean.ndcg += each * gain / best;
  }
  return mean;
}

// One of the ten best: what its confidence is made of, and whether an expert lists it.
struct Case {
  Weights x;  // 1, score, log of the sum, 0
  bool right;
};

std::vector<Case> Cases(const Pair& pair, const Weights& w) {
  std::vector<Case> cases;
  for (const Subject& subject : pair.subjects) {
    double sum = 0;
    for (const Weights& x : subject.features) sum += std::exp(Dot(w, x));
    const std::vector<uint32_t> order = Ranking(subject, w);
    for (size_t i = 0; i < std::min<size_t>(10, order.size()); ++i) {
      cases.push_back(
          {{1, Dot(w, subject.features[order[i]]), std::log(sum), 0}, subject.right.contains(order[i])});
    }
  }
  return cases;
}

double Logistic(double x) { return 1 / (1 + std::exp(-x)); }

Weights FitConfidence(const std::vector<const std::vector<Case>*>& all) {
  Weights w{};
  for (int step = 0; step < 30; ++step) {
    Weights gradient{};
    Matrix hessian{};
    for (const auto* cases : all) {
      const double each = 1 / static_cast<double>(cases->size() * all.size());
      for (const Case& one : *cases) {
        const double p = Logistic(Dot(w, one.x));
        for (size_t i = 0; i < kParts; ++i) {
          gradient[i] += each * (p - (one.right ? 1 : 0)) * one.x[i];
          for (size_t j = 0; j < kParts; ++j) hessian[i][j] += each * p * (1 - p) * one.x[i] * one.x[j];
        }
      }
    }
    for (size_t i = 0; i < kParts; ++i) gradient[i] += 2e-3 * w[i], hessian[i][i] += 2e-3;
    const Weights change = Solve(hessian, gradient);
    for (size_t i = 0; i < kParts; ++i) w[i] -= change[i];
  }
  return w;
}

std::optional<Pair> LoadPair(const Snapshot& snapshot, Places* places, TextVectors* vectors,
                             const std::filesystem::path& folder, const TsvRow& row) {
  if (row.at("kind") != "cross-framework") return std::nullopt;
  Pair pair{row.at("pair"), row.at("subject_framework"), row.at("object_framework"), 0, {}};
  const Framework a = OrDie(LoadFramework(snapshot, pair.a, false, places));
  const Framework b = OrDie(LoadFramework(snapshot, pair.b, false, places));
  std::map<uint32_t, std::set<uint32_t>> right;
  for (const auto& mapping : TsvRows(folder / row.at("file"))) {
    const Item* from = a.Find(mapping.at("subject_id"));
    const Item* to = b.Find(mapping.at("object_id"));
    const auto modifier = mapping.find("predicate_modifier");
    if (from == nullptr || to == nullptr || (modifier != mapping.end() && modifier->second == "Not"))
      continue;
    right[static_cast<uint32_t>(from - a.items.data())].insert(static_cast<uint32_t>(to - b.items.data()));
  }
  if (right.size() < 10) return std::nullopt;
  pair.objects = b.items.size();

  const FrameworkSide subjects(a), objects(b);
  std::vector<std::string> texts;
  for (const Framework* side : {&a, &b}) {
    for (const Item& item : side->items) texts.push_back(EmbeddedText(item));
  }
  const std::vector<int16_t> all = OrDie(vectors->Of(snapshot, texts));
  const size_t split = a.items.size() * vectors->dimensions();
  const LexicalMatcher matcher(subjects.texts, objects.texts, LexicalOptions::BesideVectors());
  std::vector<uint32_t> wanted;
  for (const auto& [subject, set] : right) wanted.push_back(subject);
  std::map<uint32_t, Subject> done;
  std::mutex lock;
  ScorePairs(subjects.With(std::span(all).first(split)), objects.With(std::span(all).subspan(split)), matcher,
             vectors->dimensions(), wanted, 0, [&](uint32_t s, const PairScores& scores) {
               Subject subject;
               for (size_t o = 0; o < b.items.size(); ++o)
                 subject.features.push_back(
                     {static_cast<double>(scores.words[o]), static_cast<double>(scores.vectors[o]),
                      static_cast<double>(scores.parent[o]), static_cast<double>(scores.siblings[o])});
               subject.right = right.at(s);
               const std::scoped_lock guard(lock);
               done.emplace(s, std::move(subject));
             });
  for (auto& [s, subject] : done) pair.subjects.push_back(std::move(subject));
  return pair;
}

int Main(int argc, char** argv) {
  std::string_view picture;
  if (argc > 2 && std::string_view(argv[argc - 2]) == "--svg") picture = argv[argc - 1], argc -= 2;
  if (argc < 4) {
    fmt::print(stderr, "suggestion_training STORE MODEL_FOLDER CROSSWALKS [BASELINE] [--svg FILE]\n");
    return 2;
  }
  const auto store = OrDie(OpenStore(argv[1], OpenMode::kReadOnly));
  const auto snapshot = store->TakeSnapshot();
  const auto embedder = OrDie(OpenBertModel(argv[2]));
  TextVectors vectors(embedder.get(), {});
  Places places(*snapshot);
  const std::filesystem::path folder = argv[3];
  std::vector<Pair> pairs;
  for (const auto& row : TsvRows(folder / "PAIRS.tsv")) {
    if (auto pair = LoadPair(*snapshot, &places, &vectors, folder, row)) pairs.push_back(std::move(*pair));
  }
  std::map<std::string, Measures, std::less<>> baseline;
  if (argc > 4) {
    for (const auto& row : TsvRows(argv[4])) {
      if (row.at("kind").empty()) continue;
      baseline[row.at("pair")] = {std::stod(row.at("mrr")), std::stod(row.at("recall@10")),
                                  std::stod(row.at("ndcg@10"))};
    }
  }

  const auto apart = [](const Pair& x, const Pair& y) {
    return x.a != y.a && x.a != y.b && x.b != y.a && x.b != y.b;
  };
  std::vector<std::vector<Measures>> table;  // of each pair: vectors, mixture, left out, all
  std::vector<const Pair*> everything;
  for (const Pair& pair : pairs) everything.push_back(&pair);
  const Weights shipped = Fit(everything);
  std::vector<std::vector<Case>> cases_of_all;
  for (const Pair& pair : pairs) cases_of_all.push_back(Cases(pair, shipped));
  Reliability alike, even;  // each suggestion weighs as much, each pair does
  fmt::print("{:<46}{:>8}{:>9}{:>8}{:>8}{:>9}{:>9}\n", "pair: MRR of", "vectors", "0.2/0.8", "left out",
             "all", "baseline", "gain");
  for (const Pair& pair : pairs) {
    std::vector<const Pair*> others;
    std::vector<const std::vector<Case>*> cases;
    for (size_t i = 0; i < pairs.size(); ++i) {
      if (!apart(pair, pairs[i])) continue;
      others.push_back(&pairs[i]);
      cases.push_back(&cases_of_all[i]);
    }
    const Weights left_out = Fit(others);
    table.push_back({Measure(pair, {0, 1, 0, 0}), Measure(pair, {0.2, 0.8, 0, 0}), Measure(pair, left_out),
                     Measure(pair, shipped)});
    const auto& row = table.back();
    fmt::print("{:<46}{:>8.3f}{:>9.3f}{:>8.3f}{:>8.3f}", pair.name, row[0].mrr, row[1].mrr, row[2].mrr,
               row[3].mrr);
    if (baseline.contains(pair.name))
      fmt::print("{:>9.3f}{:>+9.3f}", baseline[pair.name].mrr, row[2].mrr - baseline[pair.name].mrr);
    fmt::print("\n");
    const Weights confidence = FitConfidence(cases);
    const std::vector<Case> own = Cases(pair, left_out);
    for (const Case& one : own) {
      const double p = Logistic(Dot(confidence, one.x));
      alike.Add(p, one.right, 1);
      even.Add(p, one.right, 1 / static_cast<double>(own.size()));
    }
  }
  const char* kNames[] = {"vectors alone", "0.2 words + 0.8 vectors", "fitted, frameworks left out",
                          "fitted to all"};
  for (size_t column = 0; column < 4; ++column) {
    Measures mean{}, large{};
    std::vector<std::array<double, 3>> gains;
    double count = 0, worst = 1;
    for (size_t i = 0; i < pairs.size(); ++i) {
      const Measures& m = table[i][column];
      mean.mrr += m.mrr / static_cast<double>(pairs.size());
      const Measures& base = baseline[pairs[i].name];
      const bool is_large = pairs[i].objects >= 13;
      if (is_large) large.recall += m.recall, large.ndcg += m.ndcg, ++count;
      gains.push_back(
          {m.mrr - base.mrr, is_large ? m.recall - base.recall : NAN, is_large ? m.ndcg - base.ndcg : NAN});
      worst = std::min(worst, m.mrr - base.mrr);
    }
    fmt::print("{:<30} MRR {:.4f}; of {} pairs with 13 objects or more recall@10 {:.4f}, nDCG@10 {:.4f}\n",
               kNames[column], mean.mrr, count, large.recall / count, large.ndcg / count);
    if (baseline.empty()) continue;
    std::mt19937_64 random(1);
    for (size_t which = 0; which < 3; ++which) {
      const auto average = [&](auto pick) {
        double sum = 0, n = 0;
        for (size_t i = 0; i < gains.size(); ++i) {
          const double gain = gains[pick(i)][which];
          if (!std::isnan(gain)) sum += gain, ++n;
        }
        return sum / std::max(1.0, n);
      };
      std::vector<double> means;
      for (int i = 0; i < 10000; ++i)
        means.push_back(average([&](size_t) { return random() % gains.size(); }));
      std::sort(means.begin(), means.end());
      fmt::print("    gain in {:<9} {:+.4f}, 95% bootstrap over pairs {:+.4f} to {:+.4f}\n",
                 std::array{"MRR", "recall@10", "nDCG@10"}[which], average([](size_t i) { return i; }),
                 means[250], means[9749]);
    }
    fmt::print("    least gain in MRR of a pair {:+.4f}\n", worst);
  }
  for (const auto& [name, set] : {std::pair("suggestions", &alike), std::pair("pairs alike", &even)}) {
    fmt::print("confidence, frameworks left out, weighing {}\n", name);
    for (size_t i = 0; i < 10; ++i) {
      const Reliability::Bin& bin = set->bins[i];
      if (bin.count == 0) continue;
      fmt::print("    {:.1f} to {:.1f}: share {:.3f}, said {:.3f}, right {:.3f}, suggestions {}\n",
                 static_cast<double>(i) / 10, static_cast<double>(i + 1) / 10, bin.weight / set->Total(),
                 bin.said / bin.weight, bin.right / bin.weight, bin.count);
    }
    fmt::print("    expected calibration error {:.4f}\n", set->Error());
  }
  if (!picture.empty()) {
    OrDie(WriteFile(picture, ReliabilityPicture("Confidence of suggestions, frameworks left out",
                                                "weighing suggestions", alike, "weighing pairs", even)));
  }
  std::vector<const std::vector<Case>*> cases;
  for (const auto& one : cases_of_all) cases.push_back(&one);
  const Weights confidence = FitConfidence(cases);
  fmt::print(
      "fitted to all: lexical {:.3f}, meaning {:.3f}, above {:.3f}, beside {:.3f}; intercept {:.3f}, "
      "slope {:.3f}, crowd {:.3f}\n",
      shipped[0], shipped[1], shipped[2], shipped[3], confidence[0], confidence[1], confidence[2]);
  return 0;
}

}  // namespace
}  // namespace concord

int main(int argc, char** argv) { return concord::Main(argc, argv); }

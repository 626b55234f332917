#include "query/suggestions/code_model.h"

#include <array>
#include <cmath>
#include <numeric>

#include "query/embedding/embedder.h"

namespace concord {
namespace {

// Stems, pairs of stems, character grams: shares of a product of two texts, that of the vectors apart.
constexpr std::array<float, 3> kViews = {0.5F, 0.2F, 0.3F};
constexpr float kVectors = 0.5F;  // where there are any; the views share the rest
// Of the score by words alone beside the one with vectors.
constexpr double kWordsAgain = 0.25;
// What all texts have in common, so that a code has an intercept.
constexpr float kCommon = 0.05F;
// The ridge keeps the system well-conditioned: some dozens of steps are enough for five digits.
constexpr int kMostSteps = 200;
constexpr double kClose = 1e-5;

// To standard deviations above the mean.
void Standardise(std::vector<double>* numbers) {
  const auto count = static_cast<double>(numbers->size());
  const double mean = std::accumulate(numbers->begin(), numbers->end(), 0.0) / count;
  double squares = 0;
  for (double& number : *numbers) number -= mean, squares += number * number;
  const double spread = std::sqrt(squares / count) + 1e-9;
  for (double& number : *numbers) number /= spread;
}

double Product(const TermCounts& a, const TermCounts& b) {
  double sum = 0;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i].first == b[j].first) {
      sum += static_cast<double>(a[i++].second) * static_cast<double>(b[j++].second);
    } else if (a[i].first < b[j].first) {
      ++i;
    } else {
      ++j;
    }
  }
  return sum;
}

}  // namespace

CodeModel::Counts CodeModel::Count(std::string_view title, std::string_view text) {
  Counts views;
  for (size_t view = 0; view < kViews.size(); ++view) {
    std::vector<TermId> all;
    for (const std::string_view part : {title, text}) {
      std::vector<TermId> terms;
      if (view == 2) {
        words_.ReadCharacterGrams(part, &terms);
      } else {
        terms = words_.Read(part);
        if (view == 1) terms = NeighbouringPairs(terms, &words_);
      }
      all.insert(all.end(), terms.begin(), terms.end());
    }
    views.push_back(CountTerms(std::move(all)));
  }
  return views;
}

void CodeModel::Weigh(const Look& look, Counts views, std::span<const int16_t> vector,
                      Features* features) const {
  const float words = look.dimensions > 0 ? 1 - kVectors : 1;
  for (size_t view = 0; view < kViews.size(); ++view) {
    WeighTerms([&](TermId term) { return term < rarity_.size() ? rarity_[term] : unseen_; }, &views[view]);
    const float share = std::sqrt(words * kViews[view]);
    for (auto& [term, weight] : views[view]) weight *= share;
    features->words = MergeCounts(features->words, views[view]);
  }
  // Terms that nobody has learned from count for the length alone.
  while (!features->words.empty() && features->words.back().first >= terms_) features->words.pop_back();
  const float step = std::sqrt(kVectors) / VectorGrid::kSteps;
  for (const int16_t number : vector.first(std::min(vector.size(), look.dimensions)))
    features->meaning.push_back(static_cast<float>(number) * step);
}

CodeModel::CodeModel(std::span<const CodeText> codes, std::span<const LabelledText> texts,
                     std::span<const int16_t> vectors, size_t dimensions)
    : codes_(codes.size()) {
  std::vector<Counts> counts;
  for (const CodeText& code : codes) {
    counts.push_back(Count(code.label, code.definition));
    group_of_.push_back(code.group);
    groups_ = std::max<size_t>(groups_, code.group + 1);
  }
  for (const LabelledText& text : texts) counts.push_back(Count(text.title, text.text));
  terms_ = words_.size();
  std::vector<float> having(terms_, 0);
  for (const Counts& views : counts) {
    for (const TermCounts& view : views) {
      for (const auto& [term, count] : view) ++having[term];
    }
  }
  const auto all = static_cast<float>(counts.size() + 1);
  for (const float number : having) rarity_.push_back(std::log(all / (1 + number)) + 1);
  unseen_ = std::log(all) + 1;

  if (!vectors.empty()) {
    looks_.push_back({.options = CodeModelOptions::WithVectors(), .dimensions = dimensions});
    looks_.push_back({.options = CodeModelOptions::ByWords(), .weight = kWordsAgain});
  } else {
    looks_.push_back({.options = CodeModelOptions::ByWords()});
  }
  for (Look& look : looks_) Learn(counts, texts, vectors, &look);
}

void CodeModel::Learn(const std::vector<Counts>& counts, std::span<const LabelledText> texts,
                      std::span<const int16_t> vectors, Look* look) const {
  for (size_t row = 0; row < counts.size(); ++row) {
    Weigh(*look, counts[row],
          look->dimensions > 0 ? vectors.subspan(row * look->dimensions, look->dimensions)
                               : std::span<const int16_t>(),
          &look->rows.emplace_back());
  }
  // What each row should answer: 1 for its codes, then for their groups.
  const size_t rows = look->rows.size(), columns = codes_ + groups_;
  Table wanted(rows * columns, 0), members(rows * codes_, 0);
  std::vector<float> size(codes_, 0), weights;
  const auto is = [&](size_t row, uint32_t code) {
    wanted[row * columns + code] = 1;
    wanted[row * columns + codes_ + group_of_[code]] = 1;
    members[row * codes_ + code] = row < codes_ ? look->options.label : 1;
    ++size[code];
  };
  for (uint32_t code = 0; code < codes_; ++code) is(code, code);
  for (size_t i = 0; i < texts.size(); ++i) {
    for (const uint32_t code : texts[i].codes) is(codes_ + i, code);
  }
  for (uint32_t code = 0; code < codes_; ++code) weights.push_back(1 / std::sqrt(size[code]));
  for (const LabelledText& text : texts) {
    float sum = 0;
    for (const uint32_t code : text.codes) sum += 1 / std::sqrt(size[code]);
    weights.push_back(sum / static_cast<float>(text.codes.size()));
  }
  const float total = std::accumulate(weights.begin(), weights.end(), 0.0F);
  for (float& weight : weights) weight *= static_cast<float>(weights.size()) / total;
  for (size_t column = 0; column < columns; ++column) {
    double mean = 0;
    for (size_t row = 0; row < rows; ++row)
      mean += static_cast<double>(weights[row] * wanted[row * columns + column]);
    mean /= static_cast<double>(rows);
    for (size_t row = 0; row < rows; ++row) wanted[row * columns + column] -= static_cast<float>(mean);
  }
  look->linear = Project(*look, Solve(*look, wanted, weights, columns), columns);

  Table& centres = look->centres;
  centres = Project(*look, members, codes_);
  centres.resize((terms_ + look->dimensions) * codes_);  // a centre knows no intercept
  std::vector<double> squares(codes_, 0);
  for (size_t i = 0; i < centres.size(); ++i)
    squares[i % codes_] += static_cast<double>(centres[i]) * static_cast<double>(centres[i]);
  for (size_t i = 0; i < centres.size(); ++i)
    centres[i] /= static_cast<float>(std::sqrt(std::max(squares[i % codes_], 1e-12)));
}

CodeModel::Table CodeModel::Project(const Look& look, const Table& v, size_t columns) const {
  Table out((terms_ + look.dimensions + 1) * columns, 0);
  for (size_t row = 0; row < look.rows.size(); ++row) {
    const float* from = v.data() + row * columns;
    const auto add = [&](size_t at, float weight) {
      for (size_t c = 0; c < columns; ++c) out[at * columns + c] += weight * from[c];
    };
    const Features& features = look.rows[row];
    for (const auto& [term, weight] : features.words) add(term, weight);
    for (size_t d = 0; d < features.meaning.size(); ++d) add(terms_ + d, features.meaning[d]);
    add(terms_ + look.dimensions, kCommon);
  }
  return out;
}

void CodeModel::Spread(const Look& look, const Features& features, const Table& projected, size_t columns,
                       float* out) const {
  std::fill_n(out, columns, 0.0F);
  const auto add = [&](size_t at, float weight) {
    for (size_t c = 0; c < columns; ++c) out[c] += weight * projected[at * columns + c];
  };
  for (const auto& [term, weight] : features.words) add(term, weight);
  for (size_t d = 0; d < features.meaning.size(); ++d) add(terms_ + d, features.meaning[d]);
  const size_t intercept = terms_ + look.dimensions;
  if (projected.size() > intercept * columns) add(intercept, 1);
}

// (K + shrink / weight) a = wanted, where K are the products of all rows, for each column apart: by conjugate
// gradients (Hestenes & Stiefel 1952) on W^1/2 K W^1/2 + shrink, whose least eigenvalue is `shrink`.
CodeModel::Table CodeModel::Solve(const Look& look, const Table& wanted, const std::vector<float>& weights,
                                  size_t columns) const {
  const size_t count = wanted.size();
  const auto root = [&](size_t i) { return std::sqrt(weights[i / columns]); };
  Table solution(count, 0), residual(count), direction, scaled(count), image(count);
  for (size_t i = 0; i < count; ++i) residual[i] = root(i) * wanted[i];
  direction = residual;
  const auto products = [&](const Table& a, const Table& b) {
    std::vector<double> sums(columns, 0);
    for (size_t i = 0; i < count; ++i)
      sums[i % columns] += static_cast<double>(a[i]) * static_cast<double>(b[i]);
    return sums;
  };
  std::vector<double> squares = products(residual, residual);
  const std::vector<double> first = squares;
  for (int step = 0; step < kMostSteps; ++step) {
    bool done = true;
    for (size_t c = 0; c < columns; ++c) done = done && squares[c] <= kClose * kClose * first[c];
    if (done) break;
    for (size_t i = 0; i < count; ++i) scaled[i] = root(i) * direction[i];
    const Table projected = Project(look, scaled, columns);
    for (size_t row = 0; row < look.rows.size(); ++row)
      Spread(look, look.rows[row], projected, columns, image.data() + row * columns);
    for (size_t i = 0; i < count; ++i)
      image[i] = root(i) * image[i] + static_cast<float>(look.options.shrink) * direction[i];
    const std::vector<double> along = products(direction, image);
    const auto share = [](double a, double b) { return static_cast<float>(b > 0 ? a / b : 0); };
    for (size_t i = 0; i < count; ++i) {
      const float length = share(squares[i % columns], along[i % columns]);
      solution[i] += length * direction[i];
      residual[i] -= length * image[i];
    }
    const std::vector<double> next = products(residual, residual);
    for (size_t i = 0; i < count; ++i)
      direction[i] = residual[i] + share(next[i % columns], squares[i % columns]) * direction[i];
    squares = next;
  }
  for (size_t i = 0; i < count; ++i) solution[i] *= root(i);
  return solution;
}

std::vector<double> CodeModel::Scores(const Look& look, const Features& features) const {
  Table answers(codes_ + groups_), cosines(codes_);
  Spread(look, features, look.linear, codes_ + groups_, answers.data());
  Spread(look, features, look.centres, codes_, cosines.data());
  std::vector<double> linear, centre(cosines.begin(), cosines.end()), group, total;
  for (size_t code = 0; code < codes_; ++code) {
    linear.push_back(static_cast<double>(answers[code]));
    group.push_back(static_cast<double>(answers[codes_ + group_of_[code]]));
  }
  for (auto* part : {&linear, &centre, &group}) Standardise(part);
  for (size_t code = 0; code < codes_; ++code)
    total.push_back(linear[code] + centre[code] + look.options.group * group[code]);
  Standardise(&total);
  return total;
}

CodeModel::Opinion CodeModel::Judge(std::string_view title, std::string_view text,
                                    std::span<const int16_t> vector) {
  const Counts counts = Count(title, text);
  std::vector<Features> features;
  std::vector<double> total(codes_, 0);
  for (const Look& look : looks_) {
    Weigh(look, counts, vector, &features.emplace_back());
    const std::vector<double> scores = Scores(look, features.back());
    for (size_t code = 0; code < codes_; ++code) total[code] += look.weight * scores[code];
  }
  Standardise(&total);

  const Look& first = looks_.front();
  Opinion opinion;
  double sum = 0;
  for (uint32_t code = 0; code < codes_; ++code) {
    opinion.codes.push_back({code, total[code], std::exp(first.options.sharpness * total[code])});
    sum += opinion.codes.back().confidence;
  }
  for (Scored& scored : opinion.codes) scored.confidence /= sum;
  std::stable_sort(opinion.codes.begin(), opinion.codes.end(),
                   [](const Scored& x, const Scored& y) { return x.score > y.score; });
  const Features& own = features.front();
  for (size_t row = codes_; row < first.rows.size(); ++row) {
    const Features& other = first.rows[row];
    double similarity = Product(own.words, other.words);
    for (size_t d = 0; d < std::min(own.meaning.size(), other.meaning.size()); ++d)
      similarity += static_cast<double>(own.meaning[d]) * static_cast<double>(other.meaning[d]);
    if (similarity > 0) opinion.neighbours.push_back({static_cast<uint32_t>(row - codes_), similarity});
  }
  std::stable_sort(opinion.neighbours.begin(), opinion.neighbours.end(),
                   [](const Neighbour& x, const Neighbour& y) { return x.similarity > y.similarity; });
  return opinion;
}

}  // namespace concord

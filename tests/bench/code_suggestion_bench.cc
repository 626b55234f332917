// How good suggested codes are (query/suggestions/code_model.h) for documents that were not learned from.
//
//   code_suggestion_bench MODEL_FOLDER|- TABLE TITLE TEXT CODE LABEL SOURCE [DEFINITIONS [SCHEME]]
//
// TABLE is a TSV, the rest names its columns: TITLE may be several with commas, the first that is not empty
// counts; CODE may hold several codes with "|", and their labels behind a blank when LABEL is "-"; a row is
// of one source, and each source is left out in turn. "-" for the model judges by words alone. DEFINITIONS is
// a TSV of what the codes mean: a table of items (`title` begins with the code, or `id` is the code; `text`)
// or of codes (`scheme`, `code`, `definition`), of which SCHEME names the scheme. Prints for each source how
// often the first code and one of the first five is right, the means over rows and over sources, and what the
// confidence of the first five is worth.
#include <array>
#include <cmath>
#include <set>

#include "query/embedding/embedder.h"
#include "query/suggestions/code_model.h"
#include "tests/bench/bench_input.h"

namespace concord {
namespace {

struct Example {
  std::string title, text, source;
  std::set<std::string> codes;
};

struct Tally {
  double count = 0, first = 0, five = 0;
};

struct Bin {
  double count = 0, said = 0, right = 0;
};

// By code; of a scheme when one is named.
std::map<std::string, std::string> Definitions(const std::string& path, std::string_view scheme) {
  std::map<std::string, std::string> definitions;
  for (const TsvRow& row : TsvRows(path)) {
    const auto cell = [&](std::string_view name) {
      const auto at = row.find(name);
      return at == row.end() ? std::string() : at->second;
    };
    if (!scheme.empty() && cell("scheme") != scheme) continue;
    const std::string title = cell("title"), text = cell("text");
    definitions.emplace(cell("code"), cell("definition"));
    definitions.emplace(cell("id"), text);
    definitions.emplace(title.substr(0, title.find(' ')), text);
  }
  definitions.erase("");
  return definitions;
}

std::string JoinTexts(const std::string& title, const std::string& text) {
  if (text.starts_with(title)) return text;
  return text.empty() ? title : title + ". " + text;
}

int Main(int argc, char** argv) {
  if (argc < 8 || argc > 10) {
    fmt::print(stderr,
               "code_suggestion_bench MODEL_FOLDER|- TABLE TITLE TEXT CODE LABEL SOURCE [DEFINITIONS "
               "[SCHEME]]\n");
    return 2;
  }
  std::map<std::string, std::string> definitions;
  if (argc > 8) definitions = Definitions(argv[8], argc > 9 ? argv[9] : "");
  const std::string label_column = argv[6];
  std::vector<Example> examples;
  std::map<std::string, std::string> labels;
  for (const TsvRow& row : TsvRows(argv[2])) {
    const auto cell = [&](std::string_view name) {
      const auto at = row.find(name);
      return at == row.end() ? std::string() : at->second;
    };
    Example example{"", cell(argv[4]), cell(argv[7]), {}};
    for (const std::string_view column : Split(argv[3], ',')) {
      if (example.title.empty()) example.title = cell(column);
    }
    const std::string codes = cell(argv[5]);
    for (const std::string_view part : Split(codes, '|')) {
      const std::string_view whole = Trim(part);
      if (whole.empty()) continue;
      const size_t blank = std::min(whole.find(' '), whole.size());
      const std::string code(whole.substr(0, blank));
      std::string label = label_column == "-" ? std::string(whole.substr(blank)) : cell(label_column);
      if (label.empty()) {  // a code that speaks for itself
        label = code;
        std::replace(label.begin(), label.end(), '-', ' ');
      }
      example.codes.insert(code);
      labels.emplace(code, label);
    }
    if (!example.codes.empty()) examples.push_back(std::move(example));
  }
  std::map<std::string, uint32_t> place, groups;
  std::vector<CodeText> codes;
  std::vector<std::string> texts;
  size_t defined = 0;
  for (const auto& [code, label] : labels) {
    const std::string& definition = definitions[code];
    defined += definition.empty() ? 0 : 1;
    place.emplace(code, static_cast<uint32_t>(codes.size()));
    const auto group =
        groups.emplace(code.substr(0, code.find('.')), static_cast<uint32_t>(groups.size())).first->second;
    codes.push_back({label, definition, group});
    texts.push_back(JoinTexts(label, definition));
  }
  fmt::print("{} codes, {} with a definition\n", codes.size(), defined);
  std::set<std::string> sources;
  for (const Example& example : examples) {
    sources.insert(example.source);
    texts.push_back(JoinTexts(example.title, example.text));
  }
  std::vector<int16_t> vectors;
  size_t dimensions = 0;
  if (std::string_view(argv[1]) != "-") {
    const auto embedder = OrDie(OpenBertModel(argv[1]));
    dimensions = embedder->dimensions();
    const std::vector<std::string_view> views(texts.begin(), texts.end());
    vectors = OrDie(embedder->Embed(views, {}));
  }
  const auto vector_of = [&](size_t row) {
    return std::span<const int16_t>(vectors).subspan(row * dimensions, dimensions);
  };

  Tally all;
  double first_of_sources = 0, five_of_sources = 0;
  std::array<Bin, 10> bins;
  std::map<double, double> surprise;  // by sharpness
  fmt::print("{:<40}{:>6}{:>8}{:>8}\n", "source left out", "rows", "Hit@1", "Hit@5");
  for (const std::string& source : sources) {
    std::vector<LabelledText> learned;
    std::vector<int16_t> used(vectors.begin(),
                              vectors.begin() + static_cast<ptrdiff_t>(codes.size() * dimensions));
    for (size_t i = 0; i < examples.size(); ++i) {
      if (examples[i].source == source) continue;
      learned.push_back({examples[i].title, examples[i].text, {}});
      for (const std::string& code : examples[i].codes) learned.back().codes.push_back(place.at(code));
      const auto vector = vector_of(codes.size() + i);
      used.insert(used.end(), vector.begin(), vector.end());
    }
    CodeModel model(codes, learned, used, dimensions);
    Tally own;
    for (size_t i = 0; i < examples.size(); ++i) {
      const Example& example = examples[i];
      if (example.source != source) continue;
      const auto judged = model.Judge(example.title, example.text, vector_of(codes.size() + i)).codes;
      std::set<uint32_t> right;
      for (const std::string& code : example.codes) right.insert(place.at(code));
      bool five = false;
      for (size_t k = 0; k < std::min<size_t>(5, judged.size()); ++k) {
        const bool hit = right.contains(judged[k].code);
        five = five || hit;
        Bin& bin = bins[std::min<size_t>(9, static_cast<size_t>(judged[k].confidence * 10))];
        ++bin.count;
        bin.said += judged[k].confidence;
        bin.right += hit ? 1 : 0;
      }
      ++own.count;
      own.first += right.contains(judged[0].code) ? 1 : 0;
      own.five += five ? 1 : 0;
      for (double sharpness = 0.6; sharpness < 2.5; sharpness += 0.2) {
        double sum = 0, said = 0;
        for (const auto& one : judged) {
          const double weight = std::exp(sharpness * one.score);
          sum += weight;
          if (right.contains(one.code)) said += weight;
        }
        surprise[sharpness] -= std::log(said / sum);
      }
    }
    fmt::print("{:<40}{:>6}{:>8.3f}{:>8.3f}\n", source, own.count, own.first / own.count,
               own.five / own.count);
    all.count += own.count, all.first += own.first, all.five += own.five;
    first_of_sources += own.first / own.count / static_cast<double>(sources.size());
    five_of_sources += own.five / own.count / static_cast<double>(sources.size());
  }
  fmt::print("{:<40}{:>6}{:>8.3f}{:>8.3f}\n{:<40}{:>6}{:>8.3f}{:>8.3f}\n", "all rows", all.count,
             all.first / all.count, all.five / all.count, "mean over sources", sources.size(),
             first_of_sources, five_of_sources);
  double error = 0, count = 0;
  fmt::print("\n{:<12}{:>8}{:>8}{:>8}   (the first five of each row)\n", "confidence", "share", "said",
             "right");
  for (const Bin& bin : bins) count += bin.count;
  for (size_t b = 0; b < bins.size(); ++b) {
    if (bins[b].count == 0) continue;
    error += std::abs(bins[b].said - bins[b].right) / count;
    fmt::print("{:.1f} to {:.1f}  {:>8.3f}{:>8.3f}{:>8.3f}\n", static_cast<double>(b) / 10,
               static_cast<double>(b + 1) / 10, bins[b].count / count, bins[b].said / bins[b].count,
               bins[b].right / bins[b].count);
  }
  fmt::print("expected calibration error {:.3f}\nmean surprise by sharpness:", error);
  for (const auto& [sharpness, sum] : surprise) fmt::print(" {:.1f}: {:.4f}", sharpness, sum / all.count);
  fmt::print("\n");
  return 0;
}

}  // namespace
}  // namespace concord

int main(int argc, char** argv) { return concord::Main(argc, argv); }
